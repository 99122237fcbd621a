"""Annotations are evaluated later

From Python 3.14 on the hints of a function or class are worked out
when somebody asks for them. So a class may name itself, or another
that comes further down. Older Pythons need quotes around the name.
"""
# /// script
# requires-python = ">=3.14"
# [tool.explorer]
# goal = "Refer to a class before it exists and choose a format."
# level = "advanced"
# since = "3.14"
# tags = ["runtime", "new-3.14", "typing"]
# covers = [
#   "module:annotationlib", "dunder:__annotate__", "pep:649",
#   "pep:749", "name:typing.evaluate_forward_ref",
#   "name:typing.ForwardRef",
# ]
# docs = ["library/annotationlib"]
# try = [
#   "Print `grow.__annotations__` twice. Is it worked out twice?",
#   "Take the class `Leaf` away. Which line notices?",
#   "Ask for `lost.__annotations__` without the `try`.",
# ]
# ///

from annotationlib import Format, get_annotations
from typing import ForwardRef, evaluate_forward_ref


# Leaf does not exist yet, and Branch is not finished.
class Branch:
    leaves: list[Leaf]
    parent: Branch | None


class Leaf:
    pass


print(Branch.__annotations__["leaves"])
print(Branch.__annotations__["parent"])


def loud():
    print("  worked out now")
    return int


# predict: does this def print anything?
def grow(days: loud()): ...


print("defined")
print(grow.__annotations__)


# One hint that nobody defines. Three formats, three answers.
def lost(size: Nowhere, days: int): ...


try:
    get_annotations(lost, format=Format.VALUE)
except NameError as error:
    print("VALUE:", error)
print("STRING:", get_annotations(lost, format=Format.STRING))
hints = get_annotations(lost, format=Format.FORWARDREF)
print("FORWARDREF:", type(hints["size"]) is ForwardRef, hints["days"])

# Such a reference can be resolved later, when the name is there.
Nowhere = float
print(evaluate_forward_ref(hints["size"], owner=lost))

# Behind all this stands a function that makes the dictionary.
print(lost.__annotate__(Format.VALUE))
