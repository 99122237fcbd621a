"""if, elif and else

Python tests the conditions from top to bottom, runs the block under
the *first* one that is true, and skips all the others. `else` needs no
condition: it catches whatever is left.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Run exactly one of several branches."
# level = "beginner"
# tags = ["if"]
# covers = [
#   "ast:If", "field:If.orelse", "keyword:if", "keyword:elif",
#   "keyword:else",
# ]
# docs = ["tutorial/controlflow#if-statements"]
# try = [
#   "Set `weight` to `2`, then to `31`.",
#   "Put the test for `30` first. What is a small parcel called now?",
#   "Delete the colon after `else` and read what Python says.",
# ]
# ///

# A parcel of 4 kg also passes the test for 30 kg, but the first
# condition that is true wins.
weight = 4
if weight <= 2:
    print("small parcel")
elif weight <= 10:
    print("medium parcel")
elif weight <= 30:
    print("large parcel")
else:
    print("too heavy for the post")

# Behind the chain the program goes on in any case.
print("weighed:", weight, "kg")

# elif and else may be left out. Then it can happen that nothing runs.
if weight > 30:
    print("call a carrier")

# pitfall: Three `if` statements are three separate questions, not one
# choice.
# predict: which prices are printed for the 4 kg parcel?
if weight <= 2:
    print("price: 3")
if weight <= 10:
    print("price: 6")
if weight <= 30:
    print("price: 12")
