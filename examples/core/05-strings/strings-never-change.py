"""Strings never change

No method and no operator alters a text. `upper()`, `replace()` and the
others build a *new* text and return it; what you do not keep under a
name is lost.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "See that every method returns a new string."
# level = "beginner"
# tags = ["str"]
# covers = ["exc:TypeError", "builtin:id"]
# docs = ["library/stdtypes#text-sequence-type-str"]
# try = [
#   "Keep the result: write `town = town.upper()` in the first part.",
#   "Move `town[0] = \"T\"` out of the `try` block.",
#   "Replace `\"z\"` instead of `\"t\"`: nothing to replace there.",
# ]
# ///

# pitfall: The second line is meant to put the town in capitals.
town = "trieste"
town.upper()
# predict: how is the town written now?
print(town)

# The new text was made and thrown away. Keep it under a name to use it.
poster = town.upper()
print(poster, "was made from", town)

# Methods can follow each other: each works on the last result.
print(town.replace("t", "T").center(13, "*"))
print(town)

# A single character cannot be exchanged either.
try:
    town[0] = "T"
except TypeError as problem:
    print("TypeError:", problem)

# So build a new text from pieces, and move the name to it. id()
# tells the two texts apart.
old = town
town = "T" + town[1:]
print(old, town, id(old) == id(town))
