"""The comma makes the tuple

A tuple is like a list that never changes. Round brackets are often
seen around it, but what makes it a tuple is the comma.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Write tuples of zero, one and more items."
# level = "beginner"
# tags = ["tuple", "surprise"]
# covers = [
#   "builtin:tuple", "ast:Tuple", "lex:trailing-comma",
#   "method:tuple.count", "method:tuple.index",
# ]
# docs = ["tutorial/datastructures#tuples-and-sequences"]
# try = [
#   "Assign `point[0] = 5` and read the error.",
#   "Add a third number to `point`: a plus and a tuple of one.",
#   "Put a list into a tuple and append to that list.",
# ]
# ///

# Two, with or without brackets.
point = 3, 4
same = (3, 4)
print(point, point == same, type(point))

# One: the comma again. None: only brackets.
print((7,), len((7,)))
print((), len(()))

# pitfall: `(7)` looks like a tuple of one.
# predict: which of the two is a tuple?
print(type((7)), type((7,)))

# Without a comma the brackets are those of arithmetic.

# Read like a list.
notes = ("do", "re", "mi", "do")
print(notes[0], notes[-1], notes[1:3], len(notes))
print(notes.count("do"), notes.index("mi"))

# A tuple from something else, and a list from a tuple.
print(tuple("sol"), list(point))

# A comma at the end of a long list is welcome: the next line can be
# added without touching this one.
rooms = (
    "kitchen",
    "attic",
)
print(rooms, len(rooms))

# A forgotten comma at the end of a line makes a tuple unasked.
total = 12,
print(total)
