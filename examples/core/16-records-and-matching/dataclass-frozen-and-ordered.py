"""Frozen, ordered and slotted data classes

Three switches: `frozen=True` refuses assignments and brings a hash,
`order=True` compares field by field, and `slots=True` keeps no
dictionary per object and so no room for a misspelt name.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Make immutable, sortable, compact records."
# level = "intermediate"
# since = "3.10"
# tags = ["dataclass", "typing"]
# covers = ["name:dataclasses.FrozenInstanceError"]
# docs = ["library/dataclasses#dataclasses.dataclass"]
# try = [
#   "Remove `order=True`. Which line fails first?",
#   "Remove `frozen=True` and use a version as a key again.",
#   "Remove `slots=True`: is the wrong spelling still noticed?",
# ]
# ///

from dataclasses import FrozenInstanceError, dataclass, replace


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0


# order: compared like tuples, the first field first.
found = [Version(3, 9), Version(2, 20), Version(3, 10)]
print(max(found))
print(sorted(found)[0], Version(3) <= Version(3, 9))

# frozen: a record that stays what it is, and fits in a dictionary.
released = {Version(3, 9): 2020, Version(3, 10): 2021}
print(released[Version(3, 10)])
try:
    found[0].minor = 99
except FrozenInstanceError as error:
    print("FrozenInstanceError:", error)
print(replace(found[0], minor=99))

# predict: the field is frozen. And the list inside it?
shelf = Version(1, [5, 6])
shelf.minor.append(7)
print(shelf)


@dataclass(slots=True)
class Point:
    x: int = 0
    y: int = 0


# slots: only these two names, in less memory.
point = Point(3)
point.y = 4
print(point, hasattr(point, "__dict__"), hasattr(found[0], "__dict__"))
try:
    point.z = 5
except AttributeError:
    print("a point has no z")
