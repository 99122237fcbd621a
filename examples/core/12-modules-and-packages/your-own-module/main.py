"""Your own module in the next file

Any Python file is a module. `import bakery` finds `bakery.py` beside
this file, runs it from top to bottom, and makes its names available
behind a dot. Open the other tab to read it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Split a program into two files."
# level = "beginner"
# kind = "project"
# tags = ["import"]
# covers = ["ast:Import", "dunder:__name__", "dunder:__file__"]
# docs = ["tutorial/modules"]
# try = [
#   "Add `\"rye\"` to `PRICES` in `bakery.py` and order two of them.",
#   "Write `import bakers`, a file that is not there.",
#   "Call `price()` without `bakery` and the dot in front.",
# ]
# ///

from pathlib import Path

# Imports belong at the top. This one stands between two prints to
# show that it runs the file bakery.py.
print("before the import")
import bakery

print("after the import")

# A dot reaches into the module, for a function or for a value.
print("three rolls:", bakery.price("roll", 3))
print("on the shelf:", ", ".join(bakery.PRICES))

# Each module knows the file it was read from.
print(Path(__file__).name, "uses", Path(bakery.__file__).name)

# predict: each module also has a __name__. What is it in each file?
print("there:", bakery.__name__)
print("here:", __name__)

# pitfall: The same name in two modules means two separate things.
PRICES = {"roll": 99}
print("here:", PRICES["roll"], "- there:", bakery.price("roll", 1))
