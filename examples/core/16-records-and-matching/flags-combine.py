"""Flag: choices that combine

The members of a `Flag` are single bits. `|` combines them, `&` and
`in` ask for them, and `~` takes the rest. The *boundary* of the class
decides what happens with bits that belong to no member.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Model permissions and their boundaries."
# level = "advanced"
# since = "3.11"
# tags = ["enum"]
# covers = [
#   "name:enum.Flag", "name:enum.IntFlag", "name:enum.FlagBoundary",
#   "name:enum.STRICT", "name:enum.CONFORM", "name:enum.EJECT",
#   "name:enum.KEEP",
# ]
# docs = ["library/enum#enum.Flag"]
# try = [
#   "Add a topping `OLIVES` and print `~Topping.CHEESE` again.",
#   "Loop over `pizza` with for: which members come out?",
#   "Ask for the value 3 with each boundary instead of 9.",
# ]
# ///

from enum import CONFORM, EJECT, KEEP, STRICT
from enum import Flag, FlagBoundary, IntFlag


class Topping(Flag):
    CHEESE = 1
    HERBS = 2
    CHILI = 4


pizza = Topping.CHEESE | Topping.CHILI
print(pizza, pizza.value)
print(Topping.HERBS in pizza, bool(pizza & Topping.CHILI))
print(~Topping.CHEESE, "and", pizza ^ Topping.CHILI)

# No bit set is a value too, and it is false.
print(Topping(0), bool(Topping(0)))


# A flag class in one line: CHEESE is bit 1 and HERBS is bit 2. Bit 8
# belongs to neither, so there are four answers to the value 9.
def order(boundary, value=9):
    kind = Flag("Topping", ["CHEESE", "HERBS"], boundary=boundary)
    try:
        return repr(kind(value))
    except ValueError:
        return "refused"


for boundary in [STRICT, CONFORM, EJECT, KEEP]:
    print(boundary.name, "->", order(boundary))
print(len(FlagBoundary), "boundaries")


# predict: an IntFlag is an int as well. What is 4 + read?
class Access(IntFlag):
    READ = 4
    WRITE = 2


print(4 + Access.READ, Access(6) == 6)
