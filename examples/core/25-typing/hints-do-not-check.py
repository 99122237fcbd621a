"""Hints are not checked at run time

A hint says what you *mean*. Editors and checkers read it before the
program runs. Python itself stores it and goes on, so a check that
must happen has to be written.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "See what annotations do and do not do."
# level = "beginner"
# tags = ["hints", "surprise", "typing"]
# covers = ["module:typing", "pep:484", "pep:483", "builtin:isinstance"]
# docs = ["library/typing"]
# try = [
#   "Make a hint nonsense: `width: 42` in `area`. What is read back?",
#   "Call `checked_area(True, 3)`, then let it refuse a bool as well.",
#   "Call `area(2, \"3\", 4)`. Which mistake *is* noticed?",
# ]
# ///

import typing


def area(width: float, height: float) -> float:
    return width * height


# As meant, and not as meant: the same to Python.
print(area(2, 3.5))

# predict: a text and a number. What comes back?
print(area("ab", 3))

# The hints are there to be read.
print(typing.get_type_hints(area)["width"])
print(typing.get_type_hints(area)["return"].__name__)

# A variable may have one too. It makes no difference to the value.
count: int = "three"
print(count, type(count).__name__)

# pitfall: A hint alone makes no variable.
total: int
try:
    print(total)
except NameError as error:
    print("NameError:", error)


# Where a wrong value must not get in, say so in code.
def checked_area(width: float, height: float) -> float:
    for side in (width, height):
        if not isinstance(side, (int, float)):
            raise TypeError(f"a side cannot be {side!r}")
    return width * height


print(checked_area(2, 3))
try:
    checked_area("ab", 3)
except TypeError as error:
    print("TypeError:", error)
