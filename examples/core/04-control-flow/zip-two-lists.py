"""Walking two lists side by side with zip()

`zip()` walks several lists side by side, like the two halves of a zip:
first with first, second with second. The shortest list decides where it
ends, and nobody tells you what was left over.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Pair items up and see what happens to the longer list."
# level = "beginner"
# tags = ["loop", "surprise"]
# covers = ["builtin:zip", "pep:201"]
# docs = ["library/functions#zip"]
# try = [
#   "Add a fourth time to `times` in the last part.",
#   "Zip the texts `\"abc\"` and `\"xyz\"`.",
#   "Add `strict=True` to the last `zip()` and read the error.",
# ]
# ///

# Two lists belong together: runners and their times.
runners = ["Aino", "Bela", "Cleo"]
times = [61, 58, 64]
for runner, time in zip(runners, times):
    print(runner, "ran", time, "seconds")

# Three lists work in the same way.
lanes = [4, 1, 2]
for lane, runner, time in zip(lanes, runners, times):
    print("lane", lane, runner, time)

# Pairs of neighbours: the list and the same list without its first.
marks = [0, 12, 31, 58]
for before, after in zip(marks, marks[1:]):
    print("lap:", after - before)

# list() shows the pairs. dict() makes a dictionary of them.
print(list(zip(runners, times)))
print(dict(zip(runners, times))["Bela"])

# pitfall: A list that is too short cuts the other one, silently.
# predict: four runners and three times. Who is missing?
runners = ["Dina", "Aino", "Bela", "Cleo"]
print(list(zip(runners, times)))
