"""Numbering lines with enumerate(start=1)

`enumerate()` gives each item together with its number. It counts from 0
unless `start` says otherwise, and the loop needs no counter that you
might forget to raise.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Loop with a counter and no index arithmetic."
# level = "beginner"
# tags = ["loop"]
# covers = ["builtin:enumerate", "pep:279", "ast:Tuple"]
# docs = ["library/functions#enumerate"]
# try = [
#   "Start at `10` and print `number * 10`.",
#   "Number the steps backwards: print `4 - number`.",
#   "Delete the last `break`. At which number does it fail?",
# ]
# ///

# The old way: a counter that has to be kept by hand.
steps = ["wash the beans", "soak them", "boil them"]
number = 1
for step in steps:
    print(number, step)
    number += 1

# enumerate() keeps it for you. Two names stand behind for: one for
# the number and one for the item.
for number, step in enumerate(steps, start=1):
    print(number, step)

# Without start it counts from 0, like the positions of a list.
for position, step in enumerate(steps):
    if step == "soak them":
        print("found at position", position)

# Texts can be numbered as well.
for number, letter in enumerate("pea", start=1):
    print(number, letter, end="  ")
print()

# pitfall: A number that starts at 1 is not the position in the list.
# predict: which step stands at position 1?
for number, step in enumerate(steps, start=1):
    print(number, step, "- at this position:", steps[number])
    break
