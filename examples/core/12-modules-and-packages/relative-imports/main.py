"""Relative imports with dots

Inside a package one dot means "this package" and two dots the one
around it. So modules find their siblings whatever the package is
called.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Import a sibling without naming the package."
# level = "intermediate"
# kind = "project"
# tags = ["package"]
# needs = ["subprocess"]
# covers = ["field:ImportFrom.level", "pep:328", "pep:366"]
# docs = ["reference/import#package-relative-imports"]
# try = [
#   "Add `from .. import plan` in `maps.py`. Which line is new?",
#   "Write `from units import km` in `plan.py`. What is missing?",
#   "Write three dots in `maps.py` and read the error.",
# ]
# ///

import subprocess
import sys
from pathlib import Path

from trip import plan
from trip.tools import maps

print(plan.describe(3))
print(maps.scale(2))

# Dots are counted from the package that a module is in.
for module in [plan, maps]:
    with open(module.__file__, encoding="utf-8") as file:
        for line in file:
            if line.startswith("from ."):
                print(module.__package__, "has", line.strip())

# The same units, imported twice by two ways: one module.
print(plan.units is sys.modules["trip.units"])

# pitfall: A file that is started is no part of a package.
# predict: does plan.py work when it is started as a program?
command = [sys.executable, "-B", plan.__file__]
done = subprocess.run(command, capture_output=True, text=True)
print(done.stderr.splitlines()[-1])

# Started as a module of its package it does: -m knows the package.
folder = Path(__file__).parent
done = subprocess.run(
    [sys.executable, "-B", "-m", "trip.plan"],
    cwd=folder,
    capture_output=True,
    text=True,
)
print(done.stdout, end="")
