"""sys.path: where imports come from

`import` looks through the folders of `sys.path` in order, and takes
the first file that fits. The folder of the program is the first, so
a file of yours can get in front of the library.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Predict which file an import finds, and what shadows it."
# level = "intermediate"
# kind = "project"
# tags = ["import", "surprise"]
# covers = ["module:sys", "dunder:__path__", "pep:302"]
# docs = ["library/sys#sys.path"]
# try = [
#   "Put `other` at the *end* of `sys.path`. Who is found?",
#   "Leave out `del sys.modules[\"palette\"]`. What is found then?",
#   "Print all of `sys.path`.",
# ]
# ///

import sys
import tempfile
from pathlib import Path

# The folder of this file comes first.
here = Path(__file__).resolve().parent
print("first:", Path(sys.path[0]).resolve() == here)

# Finders are asked in turn. The one for built-in modules needs no
# file; the one that searches the folders is called PathFinder.
names = [getattr(each, "__name__", "") for each in sys.meta_path]
print("sys" in sys.builtin_module_names, "PathFinder" in names)

import palette

print(palette.COLOUR, Path(palette.__file__).name)

with tempfile.TemporaryDirectory() as folder:
    other = Path(folder)
    (other / "palette.py").write_text("COLOUR = 'red'\n")
    (other / "brush.py").write_text("SIZE = 3\n")

    # Another folder in front, and a module that only it has.
    sys.path.insert(0, folder)
    import brush

    print("brush:", brush.SIZE)

    # predict: both folders have a palette. Is this one red?
    import palette as again

    print(again.COLOUR)

    # pitfall: A module that was imported is kept, and not looked for
    # again. Only when it is forgotten does the order count.
    del sys.modules["palette"]
    import palette as fresh

    print(fresh.COLOUR, again.COLOUR)
    sys.path.remove(folder)

# A package has a path of its own, for the modules inside it.
import json

print(hasattr(json, "__path__"), hasattr(palette, "__path__"))
