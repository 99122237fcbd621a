"""What counts as true

A condition need not be `True` or `False`: `if` accepts any object.
Zero, `None` and everything empty count as false, all the rest counts
as true. `bool()` tells you which side an object is on.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Predict which values an if statement accepts as true."
# level = "beginner"
# tags = ["bool"]
# covers = ["builtin:bool"]
# docs = ["library/stdtypes#truth-value-testing"]
# try = [
#   "Ask `bool()` about `[0]`, about `[[]]` and about `0.0001`.",
#   "Put `\"bread\"` into `basket`.",
#   "Set `stock` to `5`, then to `None`. Which block is always right?",
# ]
# ///

# Zero, nothing and empty count as false.
print("nothing:", bool(0), bool(None), bool(""), bool([]))

# Everything else counts as true.
print("something:", bool(7), bool(-0.1), bool("no"), bool([7]))

# predict: these texts look false. Are they?
print("looks false:", bool("0"), bool("False"), bool(" "))

# So "is anything in it?" needs no len() and no comparison.
basket = []
if basket:
    print("to the checkout with", basket)
else:
    print("the basket is empty")

# pitfall: A stock of `0` is a real answer, but it counts as false like
# `None`.
stock = 0
if stock:
    print("apples left:", stock)
else:
    print("nobody has counted the apples")

# When zero is a real answer, ask for None itself.
if stock is None:
    print("nobody has counted the apples")
else:
    print("apples left:", stock)
