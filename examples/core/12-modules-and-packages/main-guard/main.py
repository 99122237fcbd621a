"""if __name__ == "__main__"

The file that was started is called `__main__`; a file that is imported
has its own name. One `if` tells the two apart, so a file can be a
program and a library.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Let one file be both a program and a library."
# level = "beginner"
# kind = "project"
# tags = ["import"]
# needs = ["subprocess"]
# covers = ["dunder:__name__"]
# docs = ["library/__main__"]
# try = [
#   "Take the `if` away in `timer.py` and read the error.",
#   "Leave out `\"95\"` and read the error of the program.",
#   "Write `\"main\"` for `\"__main__\"` in `timer.py`. What is lost?",
# ]
# ///

import subprocess
import sys

print("this file is", __name__)

# Imported: its functions are there, its program does not run.
import timer

print("that file is", timer.__name__)
print(timer.in_words(200))

# predict: timer.py is started as a program. Which name has it now?
sys.stdout.flush()
subprocess.run([sys.executable, "-B", timer.__file__, "95"])

# pitfall: Two underscores on each side. One letter wrong, and the
# program part never runs.
print("__main__" == __name__, "__Main__" == __name__)
