"""__eq__ and the __hash__ that goes with it

Without `__eq__` an object equals only itself. A class that defines
`__eq__` loses its hash, so its objects no longer fit in a set or as a
key, until it defines `__hash__` over the same values.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Compare by value and stay usable as a key."
# level = "intermediate"
# tags = ["class", "surprise"]
# covers = ["dunder:__eq__", "dunder:__hash__", "dunder:__ne__"]
# docs = ["reference/datamodel#object.__hash__"]
# try = [
#   "Print `first.__eq__(\"4C\")`: the answer behind the False.",
#   "Hash `id(self)` instead. How many seats does the set keep?",
#   "Put `Chair(4, 'C')` in a dictionary as a key.",
# ]
# ///


class Chair:
    def __init__(self, row, letter):
        self.place = (row, letter)

    def __eq__(self, other):
        if not isinstance(other, Chair):
            return NotImplemented
        return self.place == other.place


first, second = Chair(4, "C"), Chair(4, "C")
print("same object:", first is second)
print("equal:", first == second)

# != turns __eq__ round. There is no need to write __ne__.
print("unequal:", first != second, first.__ne__(second))

# NotImplemented lets the other side answer. Here nobody knows better.
print("equal to a text:", first == "4C")

# pitfall: __eq__ alone took the hash away.
try:
    hash(first)
except TypeError as error:
    print("TypeError:", error)
print(Chair.__hash__)


# Equal objects need equal hashes: hash exactly what __eq__ compares.
class Seat:
    def __init__(self, row, letter):
        self.place = (row, letter)

    def __eq__(self, other):
        if not isinstance(other, Seat):
            return NotImplemented
        return self.place == other.place

    def __hash__(self):
        return hash(self.place)


# predict: three seats go in. How many does the set keep?
taken = {Seat(4, "C"), Seat(4, "C"), Seat(9, "A")}
print(len(taken), Seat(9, "A") in taken, Seat(9, "B") in taken)
