"""A metaclass, step by step

A class is an object, so something makes it: its *metaclass*, usually
`type`. One of your own can watch or change each step, from the empty
namespace to the call that makes an instance.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Trace __prepare__, __new__, __init__ and __call__."
# level = "expert"
# tags = ["metaclass"]
# covers = [
#   "dunder:__prepare__", "dunder:__new__", "dunder:__call__",
#   "dunder:__classcell__", "field:ClassDef.keywords",
#   "builtin:__build_class__", "pep:3115",
# ]
# docs = ["reference/datamodel#metaclasses"]
# try = [
#   "Let `__new__` refuse a class without a docstring.",
#   "Return a dictionary with a name in it from `__prepare__`.",
#   "Leave out `super().__call__`: what is `Dog()` then?",
# ]
# ///

import builtins


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **options):
        print("1 prepare", name, options)
        return {}

    def __new__(mcs, name, bases, namespace, **options):
        print("2 new", [key for key in namespace if key[0] != "_"])
        # super() inside a method needs this cell. Pass it on.
        print("  cell:", "__classcell__" in namespace)
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **options):
        print("3 init", cls.__name__)
        cls.sound = options.get("sound", "...")

    def __call__(cls, *args):
        print("4 call", cls.__name__)
        return super().__call__(*args)


class Dog(metaclass=Meta, sound="wuff"):
    print("  the body runs")
    legs = 4

    def __init__(self, name):
        super().__init__()
        self.name = name


print("the class is there:", type(Dog).__name__, Dog.sound)
rex = Dog("Rex")
print(rex.name, type(rex).__name__)


# predict: a subclass says nothing of a metaclass. Does it print?
class Puppy(Dog):
    pass


# The class statement hands its body to this function.
def body():
    pass


print(builtins.__build_class__(body, "Plain").__name__)
