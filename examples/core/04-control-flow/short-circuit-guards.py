"""Short-circuiting as a guard

`and` and `or` stop as soon as the answer is settled. A false left side
settles `and`, a true one settles `or`: the right side is then *not
evaluated at all*. A safe test on the left can guard a risky one.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Order conditions so that the risky one is never evaluated."
# level = "beginner"
# tags = ["bool"]
# covers = ["ast:BoolOp"]
# docs = ["reference/expressions#boolean-operations"]
# try = [
#   "Set `rides` to `3` and `kilometres` to `90`: now it divides.",
#   "Swap the two conditions in the first `if` and read the error.",
#   "Put `\"milk\"` into `queue` as its first item.",
# ]
# ///

# A bicycle was not used this week: no rides, so no average.
kilometres = 0
rides = 0

# and: rides > 0 is false, so nobody divides by zero.
if rides > 0 and kilometres / rides > 10:
    print("long rides")
else:
    print("no long rides")

# or: rides == 0 is true, and again nobody divides.
if rides == 0 or kilometres / rides < 1:
    print("hardly used")

# The same guard before asking for the first item of a list, which
# fails when the list is empty.
queue = []
if queue and queue[0] == "milk":
    print("milk comes first")
else:
    print("no milk in front")

# print() on the right side shows whether it is evaluated. This is for
# looking inside; a program would say it with if.
# predict: which of the four lines appear?
rides > 0 and print("A: false and ...")
rides == 0 and print("B: true and ...")
rides > 0 or print("C: false or ...")
rides == 0 or print("D: true or ...")
