"""A package is a folder with __init__.py

A folder of modules is a package. Its `__init__.py` runs at the first
import and decides what the package shows; the modules inside can stay
an inner affair.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Group modules and publish a small interface."
# level = "intermediate"
# kind = "project"
# tags = ["package"]
# covers = [
#   "dunder:__path__", "dunder:__package__", "dunder:__spec__",
#   "pep:451",
# ]
# docs = ["tutorial/modules#packages"]
# try = [
#   "Write a function `toast` in `hot.py`, publish and call it.",
#   "Take `soup` out of `__all__`. What does the star bring now?",
#   "Take the import of `hot` out of `__init__.py`.",
# ]
# ///

from pathlib import Path

# Running __init__.py, which imports one of the modules inside.
import kitchen

# The interface: used without knowing which file it is in.
print(kitchen.soup("leek"))
print(kitchen.__all__)

# predict: two modules lie in the folder. Are both loaded?
print(hasattr(kitchen, "hot"), hasattr(kitchen, "stock"))

# A module inside is imported by its whole path, and is then there.
import kitchen.stock

print(kitchen.stock.KINDS, hasattr(kitchen, "stock"))

# What a package and its modules know of themselves.
print([Path(place).name for place in kitchen.__path__])
print(kitchen.__package__, "/", kitchen.hot.__package__)
print(kitchen.__spec__.name, "/", kitchen.hot.__spec__.name)
print(Path(kitchen.__spec__.origin).name)

# pitfall: `from` with a star takes what __all__ lists, no more.
from kitchen import *

print("soup" in globals(), "hot" in globals())
