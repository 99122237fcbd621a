"""python -m package and __main__.py

`python -m name` looks the name up like an import and runs it as the
program. For a package it runs the module `__main__` inside it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Make a package runnable."
# level = "intermediate"
# kind = "project"
# tags = ["package"]
# needs = ["subprocess"]
# covers = ["module:runpy", "pep:338", "cli:-m"]
# docs = ["using/cmdline#cmdoption-m"]
# try = [
#   "Leave out `\"Ida\"` and read the error.",
#   "Add `print(\"words\")` to `words.py`. How often is it printed?",
#   "Print `python(\"-m\", \"greets\")`: a name that nobody has.",
# ]
# ///

import runpy
import subprocess
import sys
from pathlib import Path

folder = Path(__file__).parent


def python(*words):
    done = subprocess.run(
        [sys.executable, "-B", *words],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    return (done.stdout + done.stderr).strip()


# The package as a program, with a word for it.
print(python("-m", "greet", "Ida"))

# The library has such programs as well.
print(python("-m", "calendar", "2024", "2").splitlines()[0].strip())

# predict: the folder is started without -m. Does that work, too?
print(python("greet", "Tom").splitlines()[-1])

# pitfall: A package without __main__.py cannot be run.
print(python("-m", "collections").split("; ")[1])

# runpy does from inside what -m does. It gives back the names.
sys.argv = ["greet", "Eva"]
names = runpy.run_module("greet", run_name="__main__")
print(names["__name__"], names["__package__"], "hello" in names)
