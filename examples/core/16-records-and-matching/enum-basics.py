"""Enum: named choices

An enumeration is a fixed set of members, each with a name and a value.
A member cannot be mistyped unnoticed, prints its name and is never
mixed up with a bare number or text.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Replace magic values by members."
# level = "intermediate"
# tags = ["enum"]
# covers = ["module:enum", "name:enum.Enum", "pep:435"]
# docs = ["howto/enum"]
# try = [
#   "Write `Light.YELLOW` somewhere and read the error.",
#   "Give AMBER the value 1. How many members are left?",
#   "Assign `Light.RED = 9` at the end.",
# ]
# ///

from enum import Enum


class Light(Enum):
    RED = 1
    AMBER = 2
    GREEN = 3

    def next(self):
        members = list(Light)
        return members[(members.index(self) + 1) % len(members)]


# A member knows its name and its value, and so does the class.
light = Light.AMBER
print(light, light.name, light.value)
print([member.name for member in Light])
print(light.next(), light.next().next())

# Three ways to a member: by dot, by name, by value.
print(Light.RED is Light["RED"] is Light(1))

# One object per member: compare with `is`, use it as a key.
waits = {Light.RED: 40, Light.GREEN: 35}
print(waits.get(Light(3)), Light.AMBER in waits)

# predict: the value of RED is 1. Is RED equal to 1?
print(Light.RED == 1)

# A wrong value is noticed where it comes in.
try:
    Light(4)
except ValueError as error:
    print("ValueError:", error)

# pitfall: `<` is not defined. Members are choices, not sizes.
try:
    Light.RED < Light.GREEN
except TypeError:
    print("no order for members")
