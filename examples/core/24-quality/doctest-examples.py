"""doctest: examples that test themselves

An example in a docstring, written as at the prompt, can be run and
compared with what stands below it. So it explains and tests at once.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Check the examples in a docstring."
# level = "intermediate"
# tags = ["testing"]
# needs = ["subprocess"]
# covers = ["module:doctest", "cli:-m-doctest"]
# docs = ["library/doctest"]
# try = [
#   "Mend `short_name` so that no example fails.",
#   "Add an example for an empty name.",
#   "Print the report: leave out `out=[].append`.",
# ]
# ///

import doctest
import subprocess
import sys
from pathlib import Path


def initials(name):
    """Return the first letters.

    >>> initials("Ada Lovelace")
    'AL'
    >>> initials("")
    ''
    >>> initials(7)
    Traceback (most recent call last):
    AttributeError: 'int' object has no attribute 'split'
    """
    return "".join(word[0] for word in name.split())


def short_name(name):
    """Return the first name and a letter.

    >>> short_name("Ada Lovelace")
    'Ada L.'
    >>> short_name("Plato")
    'Plato'
    """
    first, *rest = name.split()
    return first + " " + "".join(word[0] + "." for word in rest)


# Run the examples of each function and count.
finder = doctest.DocTestFinder()
runner = doctest.DocTestRunner(verbose=False)
for function in [initials, short_name]:
    # predict: which of the two keeps its promises?
    (test,) = finder.find(function, globs=globals())
    result = runner.run(test, out=[].append)
    failed = f"{result.failed} of {result.attempted} failed"
    print(f"{function.__name__}: {failed}")

# Without a line of test code: python -m doctest FILE. It says what was
# expected and what came.
Path("page.txt").write_text("A sum:\n>>> 2 + 2\n5\n", encoding="utf-8")
command = [sys.executable, "-m", "doctest", "page.txt"]
report = subprocess.run(command, capture_output=True, text=True)
lines = report.stdout.splitlines()
lines = [line.strip() for line in lines if line.startswith("    ")]
print("tried {}: expected {}, got {}".format(*lines))
print("code", report.returncode)
Path("page.txt").unlink()
