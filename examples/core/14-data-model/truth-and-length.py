"""__bool__ and __len__ decide truth

`if thing:` asks the object for `__bool__`. If there is none, Python
asks `__len__`, and zero means false. Without either, every object is
true.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Control how your object behaves in an if."
# level = "intermediate"
# tags = ["protocol"]
# covers = ["dunder:__bool__", "dunder:__len__"]
# docs = ["reference/datamodel#object.__bool__"]
# try = [
#   "Remove `__bool__` from `Boat`. Which lines change?",
#   "Let `__len__` of `Basket` return -1 and read the error.",
#   "Let `__bool__` return 1 instead of a comparison.",
# ]
# ///


class Stone:
    pass


class Basket:
    def __init__(self, *fruit):
        self.fruit = fruit

    def __len__(self):
        return len(self.fruit)


class Boat:
    def __init__(self, *crew, leaks=0):
        self.crew, self.leaks = crew, leaks

    def __len__(self):
        return len(self.crew)

    def __bool__(self):
        return self.leaks == 0


# len() works on anything with __len__, and truth comes with it.
print(len(Basket("pear", "fig")), bool(Basket("pear", "fig")))
print(len(Basket()), bool(Basket()))
print(bool(Stone()))

# predict: nobody on board, no leak. Is the boat true?
empty = Boat()
print(len(empty), bool(empty))

# `and`, `or`, `not`, `while` and filters ask the same question.
fleet = [Boat("Ida"), Boat("Kim", "Lou", leaks=2), Boat()]
print([len(boat) for boat in fleet if boat])
print(not fleet[1])

# pitfall: `if found:` also skips a value that is there but false.
found = Basket()
if not found:
    print("looks like nothing, and yet", found is not None)
