"""Named tuples, two ways

A named tuple is a tuple whose positions have names as well.
`namedtuple` makes one in a line; `NamedTuple` reads like a class and
takes hints, defaults and methods.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Give tuple fields names."
# level = "intermediate"
# tags = ["namedtuple", "typing"]
# covers = ["name:collections.namedtuple", "name:typing.NamedTuple"]
# docs = ["library/collections#collections.namedtuple"]
# try = [
#   "Assign `peak.metres = 0` and read the error.",
#   "Give `metres` the default 0 and print `Peak(\"Mole hill\")`.",
#   "Print `peak._asdict()` and `Peak._fields`.",
# ]
# ///

from collections import namedtuple
from typing import NamedTuple

Quake = namedtuple("Quake", ["place", "magnitude"])
first = Quake("Lima", 4.1)

# Position, name and unpacking all work: it is still a tuple.
place, magnitude = first
print(first[0], first.magnitude, place)
print(first)


class Peak(NamedTuple):
    name: str
    metres: int
    country: str = "unknown"

    def feet(self) -> int:
        return round(self.metres * 3.28084)


peak = Peak("Etna", 3403, country="Italy")
print(peak.feet(), "feet in", peak.country)

# Sorting compares the first fields first, as with any tuple.
print([top.name for top in sorted([peak, Peak("Elbrus", 5642)])])

# Tuples never change. _replace() makes a changed copy.
print(peak._replace(metres=3357))
print(peak.metres)

# predict: a peak and a plain tuple. Are they equal?
print(peak == ("Etna", 3403, "Italy"))

# pitfall: Two records of different kinds can be equal by accident.
Song = namedtuple("Song", "title seconds artist")
print(peak == Song("Etna", 3403, "Italy"))
