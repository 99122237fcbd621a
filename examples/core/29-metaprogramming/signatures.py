"""Signatures: binding arguments without a call

`inspect.signature` tells the parameters of a callable: names, kinds,
defaults. `bind` matches arguments with them, exactly as a call would,
but nothing runs.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Inspect parameters and check a call."
# level = "advanced"
# tags = ["inspect"]
# covers = ["module:inspect", "pep:362"]
# docs = ["library/inspect#inspect.signature"]
# try = [
#   "Add a parameter with a default after `*toppings`.",
#   "Print the signature of `sorted` and of `print`.",
#   "Call `area(3, depth=4)`. Which line finds the mistake?",
# ]
# ///

import inspect
from functools import wraps


def order(dish, /, count=1, *toppings, to_go=False, **notes):
    return f"{count} x {dish}"


signature = inspect.signature(order)
print(signature)

for name, parameter in signature.parameters.items():
    required = parameter.default is parameter.empty
    kind = parameter.kind.name.lower()
    default = "" if required else parameter.default
    print(f"{name:9}{kind:22}{default}".rstrip())

# Which argument goes where? Nothing is ordered yet.
bound = signature.bind("pizza", 2, "olives", "egg", table=7)
for name, value in bound.arguments.items():
    print("  ", name, "=", value)

# The defaults are not among them until you ask for them.
bound.apply_defaults()
print("to go:", bound.arguments["to_go"])
print(order(*bound.args, **bound.kwargs))

# A call that could not work is noticed without making it.
try:
    signature.bind(count=2)
except TypeError as error:
    print("TypeError:", error)

# predict: the slash makes `dish` positional only. Is this an error?
print(signature.bind("soup", dish="of the day").arguments)


# A decorator that knows the names, however a call is written.
def logged(function):
    parameters = inspect.signature(function)

    @wraps(function)
    def wrapper(*args, **kwargs):
        print("with", dict(parameters.bind(*args, **kwargs).arguments))
        return function(*args, **kwargs)

    return wrapper


@logged
def area(width, height=1):
    return width * height


print(area(3, height=4))

# pitfall: `wraps` lets it show the signature of the original, not the
# one that it has itself.
print(inspect.signature(area))
print(inspect.signature(area, follow_wrapped=False))
