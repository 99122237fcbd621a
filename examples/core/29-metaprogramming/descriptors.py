"""Descriptors: what makes an attribute special

An object with `__get__` or `__set__` that stands in a *class* takes
over what happens when the attribute is read or written. Functions
become methods this way, and properties work this way.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Write a validated attribute once and use it often."
# level = "expert"
# tags = ["descriptor"]
# covers = [
#   "dunder:__get__", "dunder:__set__", "dunder:__delete__",
#   "dunder:__set_name__",
# ]
# docs = ["howto/descriptor"]
# try = [
#   "Store `\"full\"` in `small.litres`. Give that a better message.",
#   "Store the value in `self.value`. What do two tanks share?",
#   "Take out `if instance is None` and its `return`. What fails?",
# ]
# ///


class Positive:
    # Called once, when the class body with this object is finished.
    def __set_name__(self, owner, name):
        print(f"  {owner.__name__} has a positive {name}")
        self.name = name
        self.slot = "_" + name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.slot)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name}: {value} is not above 0")
        setattr(instance, self.slot, value)

    def __delete__(self, instance):
        raise AttributeError(f"{self.name} cannot be deleted")


class Tank:
    litres = Positive()
    pressure = Positive()

    def __init__(self, litres, pressure):
        self.litres, self.pressure = litres, pressure


small, large = Tank(10, 2), Tank(500, 3)
small.litres += 5
print(small.litres, large.litres, vars(small))

for change, *value in [(setattr, -1), (delattr,)]:
    try:
        change(small, "litres", *value)
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error, sep=": ")

# Through the class there is no object: here it gives itself. And a
# function has `__get__` as well, which makes a method of it.
print(type(Tank.pressure).__name__)
print(type(Tank.__init__.__get__(small)).__name__)


# predict: one reader, no `__set__`. Which of the two values wins?
class Answer:
    def __get__(self, instance, owner):
        return "from the class"


class Box:
    plain, guarded = Answer(), Positive()


box = Box()
vars(box).update(plain="from the object", guarded=7, _guarded=8)
print(box.plain, "/", box.guarded)
