"""Unpacking with a starred target

One name on the left of an assignment may carry a star. It collects
whatever the other names leave over, always as a list.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Collect the rest of a sequence in one name."
# level = "beginner"
# tags = ["unpacking"]
# covers = ["ast:Starred", "pep:3132"]
# docs = ["reference/simple_stmts#assignment-statements"]
# try = [
#   "Move the star to the first name.",
#   "Unpack a list of one item into `best, *rest`.",
#   "Put a star on two of the names and read the error.",
# ]
# ///

scores = [91, 85, 78, 60]

# The star takes everything that best does not.
best, *rest = scores
print(best, rest)

# It may stand anywhere: first and last, and all between.
winner, *middle, last = scores
print(winner, middle, last)
*others, lowest = scores
print(others, lowest)

# A line that was typed: two words with a meaning, then any number.
command, target, *words = "say Ada good morning to you".split()
print(command, target, words)

# In a for loop, for records of different lengths.
for name, *marks in [("Ida", 2, 3), ("Joel", 1), ("Noor",)]:
    print(name, "has", len(marks), "marks")

# predict: what is in nothing?
only, *nothing = [42]
print(only, nothing)

# pitfall: It is a list even when a text or a tuple came apart.
letter, *letters = "sun"
print(letter, letters, type(letters))
