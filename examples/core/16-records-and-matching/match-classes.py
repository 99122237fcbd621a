"""Matching classes: Point(x=0, y=y)

`case Point(x=0)` looks like a call but makes nothing: it asks whether
the object is a `Point` and whether its attribute fits. With
`__match_args__` the attributes may be given by position.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Test the type and the attributes together."
# level = "advanced"
# since = "3.10"
# tags = ["match", "typing"]
# covers = [
#   "ast:MatchClass", "field:MatchClass.patterns",
#   "field:MatchClass.kwd_attrs", "field:MatchClass.kwd_patterns",
#   "dunder:__match_args__",
# ]
# docs = ["reference/compound_stmts#class-patterns"]
# try = [
#   "Add a case for `Point(0, 0)`. Where must it stand to be met?",
#   "Give `Robot` the `__match_args__` it lacks.",
#   "Send the tuple `(0, 3)` through `describe`.",
# ]
# ///

from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Circle:
    centre: Point
    radius: int


def describe(thing):
    match thing:
        case Point(x=0, y=y):
            return f"on the fence at {y}"
        case Point(x, y) if x == y:
            return f"on the diagonal at {x}"
        case Point():
            return "a point elsewhere"
        case Circle(Point(0, 0), radius):
            return f"a pond of {radius} in the middle"
        # int(size): the radius must be an int, and size is its name.
        case Circle(radius=int(size)):
            return f"another pond of {size}"
        case int() | float():
            return "only a number"


print(describe(Point(0, 7)))
print(describe(Point(3, 3)))
print(describe(Point(5, 2)))
print(describe(Circle(Point(0, 0), 4)))
print(describe(Circle(Point(1, 0), 4)))

# predict: which of the cases is for 2.5, and which for "pond"?
print(describe(2.5), describe("pond"))

# A data class fills in the order of its fields.
print(Point.__match_args__, Circle.__match_args__)


class Robot:
    name = "Rob"


# pitfall: Without __match_args__ only names work, not positions.
try:
    match Robot():
        case Robot("Rob"):
            print("hello")
except TypeError as error:
    print("TypeError:", error)
