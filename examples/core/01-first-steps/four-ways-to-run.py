"""Four ways to run code: file, -c, -m and standard input

A program can be started as a file, as a text behind `-c`, as a module
behind `-m`, or through standard input. In all four cases it is the
main program and `__name__` is `__main__`. An import is different.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Start the same program in four ways and see what __name__ is in \
# each."""
# level = "intermediate"
# kind = "command"
# tags = ["cli"]
# covers = [
#   "cli:-c", "cli:-m", "cli:-m-pydoc", "cli:stdin",
#   "module:subprocess", "dunder:__name__",
# ]
# docs = ["using/cmdline#command-line", "library/__main__"]
# needs = ["subprocess"]
# try = [
#   "Let the program print `__name__.upper()` instead.",
#   "Write `\"greeter.py\"` behind `-m`. What does Python advise?",
#   "Start `[\"-m\", \"calendar\", \"2026\", \"1\"]` in a fifth way.",
# ]
# ///

import subprocess
import sys
from pathlib import Path

# The program tells its __name__, and whether it came from a file.
program = """\
print(__name__, "- has a file:", "__file__" in globals())
"""
file = Path("greeter.py")
file.write_text(program, encoding="utf-8")

# What stands behind the word python, and what is typed into it. A
# single dash makes Python read the program from standard input.
ways = [
    ("file ", ["greeter.py"], ""),
    ("-c   ", ["-c", program], ""),
    ("-m   ", ["-m", "greeter"], ""),
    ("stdin", ["-"], program),
]

# sys.executable is the Python that runs this example. Each way starts
# it once more and collects what it prints. Errors are not collected:
# they go where those of this example go.
for way, words, typed in ways:
    done = subprocess.run(
        [sys.executable] + words,
        input=typed,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    print(way, "->", done.stdout, end="")

# predict: a fifth program imports the file. What is __name__ now?
importing = [sys.executable, "-c", "import greeter"]
done = subprocess.run(importing, stdout=subprocess.PIPE, text=True)
print("import ->", done.stdout, end="")

# -m starts Python's own tools, too. pydoc is help() in a terminal.
asking = [sys.executable, "-m", "pydoc", "len"]
done = subprocess.run(asking, stdout=subprocess.PIPE, text=True)
print(done.stdout.strip())

file.unlink()
