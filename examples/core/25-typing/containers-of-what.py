"""list[int], dict[str, float] and tuple[int, ...]

In square brackets a container says what is in it. The built-in names
do it themselves since Python 3.9. Ask for what you need: a function
that only loops can take any `Iterable`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Annotate containers with built-in types."
# level = "intermediate"
# since = "3.9"
# tags = ["hints", "new-3.9", "typing"]
# covers = ["pep:585", "ast:Subscript"]
# docs = ["library/stdtypes#types-genericalias"]
# try = [
#   "Print `get_args(list[tuple[str, int]])`, a list of pairs.",
#   "Pass a generator to `total`, then to `minmax`.",
#   "Ask `isinstance([1], list[int])` and read the error.",
# ]
# ///

from collections.abc import Iterable
from typing import get_args, get_origin

Prices = dict[str, float]
menu: Prices = {"soup": 4.5, "cake": 3.0}


def total(amounts: Iterable[float]) -> float:
    return sum(amounts)


# Any iterable will do, so none of these needs a conversion.
print(total([1.5, 2]), total({3, 4}), total(menu.values()))


# Two kinds of tuple: so many of these kinds, or any number of one.
def minmax(days: tuple[int, ...]) -> tuple[int, int]:
    return min(days), max(days)


print(minmax((17, 21, 14)))


# Nested as deep as the data is.
def nearest(roads: dict[str, list[tuple[int, str]]]) -> list[str]:
    return [f"{town}-{min(ways)[1]}" for town, ways in roads.items()]


roads = {"Ulm": [(400, "Bonn"), (340, "Graz")], "Bern": [(260, "Ulm")]}
print(nearest(roads))

# The brackets make an object that remembers both halves.
print(Prices, get_origin(Prices) is dict, get_args(Prices))

# predict: list[int] is called like list. Is the text refused?
print(list[int](["1", "two"]))

# pitfall: Without brackets nothing is known of what is inside.
print(get_args(list), get_args(list[int]))
