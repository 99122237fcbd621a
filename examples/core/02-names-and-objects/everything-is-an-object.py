"""Numbers, functions and modules are all objects

Whatever a name can be tied to is an object. Each object has a *type*,
an *identity* and *attributes*, which you reach with a dot. So the same
questions work for a number, a function and a whole module.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Ask any value for its type, identity and attributes."
# level = "beginner"
# tags = ["objects"]
# covers = [
#   "builtin:type", "builtin:object", "builtin:isinstance",
#   "dunder:__class__",
# ]
# docs = ["reference/datamodel#objects-values-and-types"]
# try = [
#   "Ask for the type of `4.2`, `[]`, `None` and of `type` itself.",
#   "Print `say.__name__`. Which of its two names does it know?",
#   "Print `len.pi`, an attribute that `len` does not have.",
# ]
# ///

# import ties a name to a module, a file full of ready-made tools.
import math

# type() answers for everything, even for a type.
print(type(42))
print(type(len))
print(type(math))
print(type(int))

# All of them are kinds of one thing, called object.
print("number:  ", isinstance(42, object))
print("function:", isinstance(len, object))
print("module:  ", isinstance(math, object))
print("type:    ", isinstance(int, object))

# Attributes: a dot asks an object for something it carries.
answer = 42
print(answer.bit_length(), "binary digits in", answer)
print(len.__name__, "and", math.__name__, "know their own names")
print("its class is its type:", answer.__class__ == type(answer))

# predict: a function is an object. Can it have a second name?
say = print
say("Spoken under another name")
print("one object?", id(say) == id(print))
