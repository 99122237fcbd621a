"""Methods are functions that receive self

A function in a class body becomes a method. Reading it through an
object binds the two together, and the call passes that object as the
first argument: `self`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "See a bound method carry its object."
# level = "beginner"
# tags = ["class"]
# covers = ["dunder:__self__", "dunder:__func__"]
# docs = ["tutorial/classes#method-objects"]
# try = [
#   "End with `Kettle.pour(blue, 1)`. Which kettle loses a cup?",
#   "Take `self` out of `def pour`. Which 2 arguments were given?",
#   "Keep `refill = red.fill` and call it after the last pour.",
# ]
# ///


class Kettle:
    def __init__(self, colour, cups):
        self.colour = colour
        self.cups = cups

    def pour(self, count):
        self.cups -= count
        print(f"{self.colour} kettle: {self.cups} cups left")

    def fill(self):
        self.cups = 8
        print(f"{self.colour} kettle: full")


red = Kettle("red", 6)
blue = Kettle("blue", 4)

# The object before the dot arrives as self.
red.pour(2)
blue.pour(1)

# The same call with the hidden step written out.
Kettle.pour(red, 1)

# A method can be kept. It remembers which object it came from.
serve = red.pour
print(serve.__self__ is red)
print(serve.__func__ is Kettle.pour)

# predict: the name red moves on. Whose cup is poured?
red = Kettle("new red", 8)
serve(1)
print("new red has", red.cups)

# pitfall: Through the class alone there is no object to pass.
try:
    Kettle.fill()
except TypeError as error:
    print("TypeError:", error)
