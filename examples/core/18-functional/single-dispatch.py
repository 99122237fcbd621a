"""singledispatch: one name, one function per type

A function marked with `singledispatch` looks at the type of its first
argument and hands the call to the version registered for it. New
types can be added later, from anywhere.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Extend a function without touching it."
# level = "advanced"
# tags = ["functools", "typing"]
# covers = [
#   "name:functools.singledispatch",
#   "name:functools.singledispatchmethod", "pep:443",
# ]
# docs = ["library/functools#functools.singledispatch"]
# try = [
#   "Register a version for `set` that sorts first.",
#   "Remove the version for `bool`. Who answers for True?",
#   "Call `speak()` with nothing and read the error.",
# ]
# ///

from functools import singledispatch, singledispatchmethod


@singledispatch
def speak(thing):
    return f"something: {thing}"


# The type after the colon says which things come here. The name of
# the version does not matter.
@speak.register
def _(thing: int):
    return f"the number {thing}"


@speak.register
def _(thing: bool):
    return "yes" if thing else "no"


# The type may stand in the brackets instead, here for two of them.
@speak.register(list)
@speak.register(tuple)
def speak_all(things):
    return " and ".join([speak(thing) for thing in things])


print(speak(7))
print(speak([1, True, "tea"]))
print(speak((2, [3, 4])))


# Another file could add types of its own.
class Cat: ...


class Kitten(Cat): ...


speak.register(Cat, lambda cat: "miaow")
print(speak(Cat()))

# A subclass is served by the nearest version for its bases.
# predict: nothing is registered for Kitten. What does it say?
print(speak(Kitten()))


# For methods the type of the argument after self decides.
class Till:
    @singledispatchmethod
    def add(self, coin):
        return f"cannot take {coin!r}"

    @add.register
    def _(self, coin: int):
        return f"takes {coin}"


print(Till().add(5), "-", Till().add("button"))
