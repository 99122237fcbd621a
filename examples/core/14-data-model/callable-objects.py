"""__call__: objects that act as functions

An object whose class defines `__call__` can be called with brackets.
It is a function with a memory: what it stores on `self` is still
there at the next call.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Keep state between calls."
# level = "intermediate"
# tags = ["call"]
# covers = ["dunder:__call__", "builtin:callable"]
# docs = ["reference/datamodel#object.__call__"]
# try = [
#   "Give `Average` a method `reset` and use it in the middle.",
#   "Call `pulse()` without a value and read the error.",
#   "Put `Average` itself in the last loop. Is a class callable?",
# ]
# ///


class Average:
    """The average of everything it was ever called with."""

    def __init__(self):
        self.total = 0
        self.count = 0

    def __call__(self, value):
        self.total += value
        self.count += 1
        return self.total / self.count


# It looks like a function call, but it remembers.
pulse = Average()
print(pulse(60))
print(pulse(80))
print(pulse(100))

# Where a function is wanted, such an object will do.
rain_mm = [4, 0, 5]
print(list(map(Average(), rain_mm)))

# predict: does the first average know about the rain?
print(pulse.count, pulse.total)


# Two objects with settings of their own, one piece of code.
class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, value):
        return value * self.factor


to_grams, to_pounds = Scale(1000), Scale(2.2)
print(to_grams(3), to_pounds(10))


def nod():
    return "yes"


# callable() tells whether brackets would work.
for thing in [nod, pulse, nod(), 42]:
    print(type(thing).__name__, callable(thing))
