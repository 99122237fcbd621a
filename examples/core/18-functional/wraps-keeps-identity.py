"""functools.wraps keeps the name and docstring

A decorated function *is* the inner function: its name, docstring and
signature are the wrapper's. `wraps` copies them from the original, so
that `help()`, tracebacks and tests still tell the truth.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Repair help() on a decorated function."
# level = "intermediate"
# tags = ["decorator", "surprise"]
# covers = [
#   "name:functools.wraps", "name:functools.update_wrapper",
#   "name:functools.WRAPPER_ASSIGNMENTS",
#   "name:functools.WRAPPER_UPDATES", "dunder:__wrapped__",
# ]
# docs = ["library/functools#functools.wraps"]
# try = [
#   "Call `help(bake)`, then `help(brew)`.",
#   "Add `@wraps(function)` to `plain` and run again.",
#   "Print `inspect.signature(bake)` with and without `wraps`.",
# ]
# ///

from functools import WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES
from functools import update_wrapper, wraps


def plain(function):
    def wrapper(*args):
        return function(*args)

    return wrapper


def careful(function):
    @wraps(function)
    def wrapper(*args):
        return "carefully, " + function(*args)

    return wrapper


@plain
def brew(cups):
    """Brew so many cups."""
    return f"{cups} cups"


@careful
def bake(loaves):
    """Bake so many loaves."""
    return f"{loaves} loaves"


# predict: what are the two functions called now?
print(brew.__name__, "/", brew.__doc__)
print(bake.__name__, "/", bake.__doc__)

# The original is kept, and can be called past the wrapper.
print(bake(2))
print(bake.__wrapped__(2))

# Which attributes are copied, and which dictionary is merged.
print(WRAPPER_ASSIGNMENTS[:3], "__doc__" in WRAPPER_ASSIGNMENTS)
print(WRAPPER_UPDATES)


# wraps is update_wrapper as a decorator. Here without it, for an
# object that has no name of its own.
class Timer:
    def __init__(self, function):
        update_wrapper(self, function)


print(Timer(bake).__name__)
