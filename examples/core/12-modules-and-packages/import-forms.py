"""import, from ... import and as

`import math` gives you the module, and its names behind a dot. `from`
takes single names out of it, and `as` gives either another name here.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Choose the import form that keeps names clear."
# level = "beginner"
# tags = ["import"]
# covers = [
#   "ast:Import", "ast:ImportFrom", "ast:alias",
#   "field:alias.asname", "field:ImportFrom.module",
#   "keyword:import", "keyword:from", "op:.", "pep:221",
# ]
# docs = ["reference/simple_stmts#the-import-statement"]
# try = [
#   "Import `teapot` and read the error.",
#   "Import `tau` from `math` and print it.",
#   "Print `dir(math)` and try one of its functions.",
# ]
# ///

# The module: it stays clear where sqrt comes from.
import math

print(math.sqrt(81), round(math.pi, 4))

# Single names: shorter, when they say enough by themselves.
from string import capwords, digits

print(capwords("a pot of tea"), digits)

# Another name here: for long names, and where two would collide.
import statistics as stats
from datetime import date as day

print(stats.mean([2, 4, 9]), day(2024, 5, 4))

# A module in a package: the dot again. The name is the whole path.
import urllib.parse

print(urllib.parse.quote("rain & wind"))

# A second import of the same module runs nothing. It is the same one.
import math as again

print(again is math)

# predict: the module was renamed by `as`. Does its own name change?
print(stats.__name__, day.__name__)

# pitfall: `from` copies a name. What happens to it here stays here.
from math import pi

pi = 3
print(pi, math.pi > 3.1)

# A star takes every public name, and hides where they come from. Here
# it would put another pow in the place of the built-in one.
print(pow(2, 3), math.pow(2, 3), pow is math.pow)
