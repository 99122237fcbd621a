"""Abstract base classes that refuse to be incomplete

A class that inherits from `ABC` can mark methods with
`@abstractmethod`. As long as one of them is not overridden, no object
can be made, so a gap is found at once and not when it is used.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Declare what subclasses must provide."
# level = "intermediate"
# tags = ["abc"]
# covers = [
#   "module:abc", "name:abc.ABC", "name:abc.abstractmethod",
#   "name:abc.ABCMeta", "pep:3119", "dunder:__abstractmethods__",
# ]
# docs = ["library/abc"]
# try = [
#   "Give `Radio` what is missing, so that it can be made.",
#   "Write `class Signal:` without `(ABC)`. Which line fails?",
#   "Print `super().sound()` in `Bell`. May an abstract body run?",
# ]
# ///

from abc import ABC, ABCMeta, abstractmethod


class Signal(ABC):
    """Something that can call people to lunch."""

    @abstractmethod
    def sound(self):
        """Return what is heard."""

    @abstractmethod
    def reach_m(self):
        """Return how far it is heard, in metres."""

    # What can be said in terms of the two comes for free.
    def call(self):
        return f"{self.sound()} up to {self.reach_m()} m"


class Bell(Signal):
    def sound(self):
        return "ding"

    def reach_m(self):
        return 200


class Radio(Signal):
    def sound(self):
        return "news"


print(Bell().call())

# Each class keeps the names of what is still open.
print(sorted(Signal.__abstractmethods__))
print(sorted(Radio.__abstractmethods__))
print(sorted(Bell.__abstractmethods__))

# ABC brings the checks: classes below it are made by ABCMeta.
print(type(Bell) is ABCMeta)

# predict: the class Radio exists. Can it make an object?
try:
    print(Radio().sound())
except TypeError as error:
    print("TypeError, missing:", "reach_m" in str(error))
