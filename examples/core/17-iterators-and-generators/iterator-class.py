"""An iterator written as a class

`__next__` gives the next value or raises `StopIteration`. `__iter__`
returns the iterator. A class with both can stand wherever Python
loops.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Implement the protocol by hand."
# level = "intermediate"
# tags = ["iterator"]
# covers = ["dunder:__iter__", "dunder:__next__", "pep:3114"]
# docs = ["library/stdtypes#iterator-types"]
# try = [
#   "Count down in steps of 2.",
#   "Remove `__iter__` from `Countdown`. Which line complains?",
#   "Give `Launch` an `__iter__` that returns a list. What breaks?",
# ]
# ///


class Countdown:
    """One walk from start down to 1."""

    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left < 1:
            raise StopIteration
        number = self.left
        self.left -= 1
        return number


for number in Countdown(3):
    print(number)

# Everything that loops inside understands it.
print(list(Countdown(5)), sum(Countdown(4)), 2 in Countdown(3))
first, *others = Countdown(4)
print(first, others)

# predict: two steps are made, then two lists. What is in them?
count = Countdown(4)
print(next(count), next(count))
print(list(count), list(count))


# pitfall: It works once. For many loops, make a new one each time.
class Launch:
    def __init__(self, seconds):
        self.seconds = seconds

    def __iter__(self):
        return Countdown(self.seconds)


launch = Launch(3)
print(list(launch), list(launch))
