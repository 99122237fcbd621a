"""Adding vectors with __add__ and __mul__

`a + b` calls `a.__add__(b)`. Each operator has its own method. The
methods should return a new object and leave both sides as they were.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Overload arithmetic for a value type."
# level = "intermediate"
# tags = ["operators"]
# covers = [
#   "dunder:__add__", "dunder:__sub__", "dunder:__mul__",
#   "dunder:__neg__", "dunder:__pos__", "dunder:__abs__",
# ]
# docs = ["reference/datamodel#emulating-numeric-types"]
# try = [
#   "Add `__rmul__` so that the last line gives a step.",
#   "Let `__pos__` return `self`. Which word of the output changes?",
#   "Write `well += Step(1, 1)` at the end and print `well`.",
# ]
# ///


class Step:
    """So many paces to the east and to the north."""

    def __init__(self, east, north):
        self.east, self.north = east, north

    def __repr__(self):
        return f"Step({self.east}, {self.north})"

    def __add__(self, other):
        return Step(self.east + other.east, self.north + other.north)

    def __sub__(self, other):
        return self + -other

    def __mul__(self, times):
        return Step(self.east * times, self.north * times)

    def __neg__(self):
        return Step(-self.east, -self.north)

    def __pos__(self):
        return Step(self.east, self.north)

    def __abs__(self):
        return (self.east**2 + self.north**2) ** 0.5


# From the gate to the well, then from the well to the oak.
well, oak = Step(3, 0), Step(0, 4)
treasure = well + oak
print("treasure at", treasure, "distance", abs(treasure))

# Subtraction is written with + and -: one rule in one place.
print("way back:", -treasure, "from well to oak:", oak - well)

# predict: a list times 3 is repeated. What becomes of a step?
print(well * 3)

# Nothing above has changed the steps it used.
print(well, oak, +well, +well is well)

# pitfall: With the number first Python asks the number instead.
try:
    print(3 * well)
except TypeError as error:
    print("TypeError:", error)
