"""__repr__ for debugging, __str__ for people

`print()` and f-strings ask an object for `__str__`, the friendly
form. Lists, the prompt and error messages ask for `__repr__`, which
should leave no doubt about the value.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Make objects print usefully."
# level = "beginner"
# tags = ["class"]
# covers = ["dunder:__repr__", "dunder:__str__"]
# docs = ["reference/datamodel#object.__repr__"]
# try = [
#   "Rename `__str__` to `text`. What does print() fall back on?",
#   "Write `self.place` without `!r` in `__repr__`.",
#   "Let `__str__` return `self.degrees` and read the error.",
# ]
# ///


class Bare:
    pass


class Reading:
    def __init__(self, place, degrees):
        self.place = place
        self.degrees = degrees

    def __repr__(self):
        return f"Reading({self.place!r}, {self.degrees!r})"

    def __str__(self):
        return f"{self.degrees} degrees in the {self.place}"


# Without either, you learn the class and an address.
print(repr(Bare()).split(" at ")[0], "at ...>")

attic = Reading("attic", 31)
print(attic)
print(f"Now: {attic}")

# A good repr looks like the call that would make the object again.
print(repr(attic))
print(f"Now: {attic!r}")

# predict: which of the two forms does a list use?
print([attic, Reading("cellar", 12)])

# pitfall: The friendly form hides a text where a number should be.
typed = Reading("attic", "31")
print(typed, "=", repr(typed))
