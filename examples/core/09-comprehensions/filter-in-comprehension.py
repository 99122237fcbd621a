"""Filtering with if, choosing with if...else

An `if` at the *end* decides whether an item gets in at all. An
`if ... else` at the *front* decides which of two values gets in.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Put the two kinds of if in their places."
# level = "beginner"
# tags = ["comprehension"]
# covers = ["field:comprehension.ifs", "ast:IfExp"]
# docs = ["reference/expressions#conditional-expressions"]
# try = [
#   "Write `else` at the end and read the error.",
#   "Keep the frost and show it as positive numbers.",
#   "Count the warm days with `len` and a comprehension.",
# ]
# ///

degrees = [-4, 12, 0, 25, 31]

# At the end: who gets in.
print([value for value in degrees if value > 0])

# At the front: everybody gets in, with one value or the other.
print(["warm" if value > 20 else "cool" for value in degrees])

# Both: filter at the end, choose at the front.
print([
    "warm" if value > 20 else "cool"
    for value in degrees
    if value > 0
])

# Two conditions: with and, or with a second if. The same thing.
print([value for value in degrees if value > 0 and value < 30])
print([value for value in degrees if value > 0 if value < 30])

# The if ... else is an expression of its own, outside of lists too.
today = 25
print("Take a " + ("hat" if today > 20 else "coat"))

# predict: one of the values is 0. Does the division fail?
print([12 // value for value in degrees if value != 0])

# The condition is asked first, so it can keep trouble away. If no
# item gets in, the list is empty.
print([12 // value for value in degrees if value > 99])

# pitfall: 0 is false, so a bare `if` drops it along with None.
answers = [3, None, 0]
print([answer for answer in answers if answer])
print([answer for answer in answers if answer is not None])
