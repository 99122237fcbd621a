"""The one-line choice: x if condition else y

`x if condition else y` is a value, not a statement: it is `x` when the
condition is true and `y` when it is not. It can stand wherever a value
can. Only the side that is chosen gets worked out.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Choose a value inside an expression."
# level = "beginner"
# tags = ["if"]
# covers = ["ast:IfExp", "pep:308"]
# docs = ["reference/expressions#conditional-expressions"]
# try = [
#   "Set `bonus` to `True`. Do the two totals still differ?",
#   "Set `games` to `2`.",
#   "Leave out `else 0` in the last line. Python wants both sides.",
# ]
# ///

# An if statement of four lines chooses a name for the total.
points = 1
if points == 1:
    word = "point"
else:
    word = "points"
print(points, word)

# The same in one line. Read it as: "point" if it is one, else ...
points = 7
word = "point" if points == 1 else "points"
print(points, word)

# It may stand inside a call, like any other value.
print("The team", "wins" if points > 5 else "loses")

# Only the chosen side is worked out, so nobody divides by zero here.
games = 0
print("average:", points / games if games > 0 else "no games yet")

# Several in a row read like elif. More than two are hard to read.
medal = "gold" if points > 9 else "silver" if points > 6 else "none"
print("medal:", medal)

# pitfall: Behind a sum it is easy to misread where the choice begins.
# predict: there is no bonus. How many points remain?
bonus = False
print("total:", points + 3 if bonus else 0)
print("total:", points + (3 if bonus else 0))

# Without brackets the choice reaches over the whole sum to its left.
