"""Ordering with __lt__ and total_ordering

`sorted()` needs one method: `__lt__`, the answer to `a < b`. The
decorator `total_ordering` builds the other three comparisons from it
and `__eq__`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Make objects sortable."
# level = "intermediate"
# tags = ["protocol"]
# covers = [
#   "dunder:__lt__", "dunder:__le__", "dunder:__gt__",
#   "dunder:__ge__", "name:functools.total_ordering", "pep:207",
# ]
# docs = ["library/functools#functools.total_ordering"]
# try = [
#   "Turn `<` into `>` in `__lt__` of `Parcel`.",
#   "Remove `@total_ordering` and read the error.",
#   "Compare `small < \"M\"`. Which value should `__lt__` return?",
# ]
# ///

from functools import total_ordering


class Parcel:
    def __init__(self, town, grams):
        self.town, self.grams = town, grams

    def __lt__(self, other):
        return self.grams < other.grams


# One method is enough for sorting, min and max.
parcels = [Parcel("Oslo", 900), Parcel("Bern", 250), Parcel("Riga", 40)]
print([parcel.town for parcel in sorted(parcels)])
print(max(parcels).town)

# `>` with the sides swapped is `<`, so that works as well.
print(parcels[0] > parcels[1])

# pitfall: `<=` is a question of its own.
try:
    parcels[0] <= parcels[1]
except TypeError:
    print("no <= for parcels")


@total_ordering
class Size:
    def __init__(self, letter):
        self.rank = "SML".index(letter)

    def __eq__(self, other):
        return self.rank == other.rank

    def __lt__(self, other):
        return self.rank < other.rank


small, large = Size("S"), Size("L")
print(small < large, small <= large, small > large, small >= large)

# predict: as letters "M" comes after "L". And as sizes?
print("M" > "L", Size("M") > large)

# The decorator has put the missing methods into the class.
for method in [Size.__lt__, Size.__le__, Size.__gt__, Size.__ge__]:
    name = method.__name__
    print(name, name in vars(Parcel), name in vars(Size))
