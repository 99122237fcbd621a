"""@property: a method that looks like an attribute

A property runs a method when an attribute is read, assigned or
deleted. Callers write `oven.celsius = 180` as before, and the class
gets a chance to compute or refuse.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Compute and validate on access."
# level = "intermediate"
# tags = ["class"]
# covers = [
#   "builtin:property", "method:property.getter",
#   "method:property.setter", "method:property.deleter",
#   "method:property.fget", "method:property.fset",
#   "method:property.fdel",
# ]
# docs = ["library/functions#property"]
# try = [
#   "Give `fahrenheit` a setter that assigns `self.celsius`.",
#   "Write `self.celsius` for `self._celsius` in the getter.",
#   "Assign -10 to `oven.celsius` at the end and read the error.",
# ]
# ///


class Oven:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if not 0 <= value <= 300:
            raise ValueError(f"{value} is not between 0 and 300")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("switched off")
        self._celsius = 0

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32


oven = Oven(180)
print(oven.celsius, oven.fahrenheit)
oven.celsius = 200
print(oven.celsius, oven.fahrenheit)
del oven.celsius
print(oven.celsius)

# predict: __init__ assigns too. Is a bad start refused?
try:
    Oven(999)
except ValueError as error:
    print("ValueError:", error)

# Without a setter an attribute can only be read.
try:
    oven.fahrenheit = 350
except AttributeError:
    print("fahrenheit is read-only")

# The property holds the functions. getter() makes a changed copy.
both = [Oven.celsius, Oven.fahrenheit]
print([part.fset is not None for part in both])
print(Oven.celsius.fget(oven), Oven.fahrenheit.fdel)


def in_words(oven):
    return f"{oven._celsius} degrees"


worded = Oven.celsius.getter(in_words)
print(worded.fget(oven), worded.fset is Oven.celsius.fset)
