"""a = b = [] gives one list two names

`[]` on the right makes *one* empty list. Each name in the chain is
then tied to that same list, so a change made through one name is seen
through the other.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Predict what happens when one of two names changes the shared \
# list."""
# level = "beginner"
# tags = ["names", "surprise"]
# covers = ["ast:Assign"]
# docs = ["reference/simple_stmts#assignment-statements"]
# try = [
#   "Append to `yours` before the first `print`. Both lines change.",
#   "Chain a third name and print it. How many lists are there?",
#   "Write `low.append(1)` at the end. A number cannot do that.",
# ]
# ///

# pitfall: The chain `mine = yours = []` is meant as two shopping lists,
# but `[]` is written only once.
mine = yours = []
mine.append("apples")
print("mine: ", mine)

# predict: what is on your list?
print("yours:", yours)
print("one list?", id(mine) == id(yours))

# Two lists need two pairs of brackets.
mine = []
yours = []
mine.append("apples")
yours.append("rice")
print("mine: ", mine)
print("yours:", yours)
print("one list?", id(mine) == id(yours))

# With numbers a chain is harmless. They have no append: + makes a new
# number, and = moves only the name on its left.
low = high = 10
high = high + 5
print("low:", low, "high:", high)
