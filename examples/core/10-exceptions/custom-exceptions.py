"""A family of exceptions for your own package

A class of your own that inherits from `Exception` is an error with a
name. With one base class for all of them the user can catch the whole
family, and attributes carry what a message cannot.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Define a base class with useful attributes."
# level = "intermediate"
# tags = ["raise"]
# covers = ["ast:ClassDef", "method:BaseException.args"]
# docs = ["tutorial/errors#user-defined-exceptions"]
# try = [
#   "Add a `WrongStation` and raise it in `travel`.",
#   "In the loop catch `Exception` above `TrainError`. Who answers?",
#   "Leave out `super().__init__(...)` and print the error.",
# ]
# ///


# class makes a new kind, below the one in the brackets. More on that
# and on __init__ in the chapter on classes.
class TrainError(Exception):
    """The base of everything that can go wrong with a train."""


class TrainFull(TrainError):
    """Nothing more to say than its name and its message."""


class TrainLate(TrainError):
    def __init__(self, train, minutes):
        super().__init__(f"{train} is {minutes} minutes late")
        self.train = train
        self.minutes = minutes


def travel(train, people, delay=0):
    if people > 100:
        raise TrainFull(f"{train} is full", people - 100)
    if delay:
        raise TrainLate(train, delay)
    return f"{train} has left"


# A caller may care for one kind, and use its attributes.
try:
    travel("RE 7", 40, delay=25)
except TrainLate as late:
    print(late)
    print("time for tea:", late.minutes > 15)

# Or for the whole family.
for people, delay in [(20, 0), (130, 0), (20, 5)]:
    try:
        print(travel("IC 2", people, delay))
    except TrainError as error:
        print(f"{type(error).__name__}: {error}")

# Whatever was given to the exception is in args.
try:
    travel("RE 7", 103)
except TrainFull as full:
    print(full.args)
    message, too_many = full.args
    print(too_many, "people stay behind")

# predict: is a late train an Exception? Is it a full train?
print(issubclass(TrainLate, Exception))
print(issubclass(TrainLate, TrainFull))

# pitfall: Strangers are not caught by the family.
try:
    try:
        travel("RE 7", "many")
    except TrainError:
        print("never printed")
except TypeError:
    print("a TypeError is no TrainError")
