"""reverse(), reversed() and [::-1]

`reverse` turns the list itself round. `[::-1]` makes a turned copy.
`reversed` makes neither: it walks backwards when you loop over it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Turn a sequence around in place, lazily or as a copy."
# level = "beginner"
# tags = ["list"]
# covers = ["method:list.reverse", "builtin:reversed", "pep:322"]
# docs = ["library/functions#reversed"]
# try = [
#   "Turn a word round and ask whether it reads the same.",
#   "Print every second stop, from the last one.",
#   "Call `reversed(5)` and read the error.",
# ]
# ///

stops = ["Dover", "Calais", "Lille", "Paris"]

# A copy, turned round. It works for texts as well.
print(stops[::-1])
print("stressed"[::-1])

# Backwards in a loop, without a copy.
for stop in reversed(stops):
    print("via", stop)
print(stops[0], "is still first")

# The way back with numbers: range counts down by itself too.
print(list(reversed(range(4))), list(range(3, -1, -1)))

# The list itself. Nothing comes back.
print(stops.reverse())
print(stops)

# predict: one is a turned copy, then the other is turned. Are they
# equal?
there = ["home", "shop"]
back = there[::-1]
there.reverse()
print(there, back, there == back)

# pitfall: What reversed() gives is no list, and is used up by a loop.
backwards = reversed([1, 2, 3])
print(list(backwards))
print(list(backwards))
