"""A scripted session in pdb

`breakpoint()` stops the program and opens the debugger: look at names,
take one step, go on. Here its commands come from stored input, so you
can read a whole session.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Step, print and continue, replayed from a script."
# level = "intermediate"
# kind = "stdin"
# tags = ["debugging"]
# covers = ["module:pdb", "builtin:breakpoint", "pep:553"]
# docs = ["library/pdb"]
# try = [
#   "Answer `p amounts` and `w` before you go on.",
#   "Stop for every amount above 30 instead.",
#   "Type `q` at the first stop. What is printed at the end?",
# ]
# ///

import pdb
import sys


# PYTHONBREAKPOINT could choose another debugger, or none. This hook
# opens pdb at the caller, with our own prompt and no file names.
class Session(pdb.Pdb):
    def print_stack_entry(self, frame_lineno, prompt_prefix=""):
        frame, line = frame_lineno
        self.message(f"[{frame.f_code.co_name}, stopped]")


def stop():
    Session(nosigint=True, readrc=False).set_trace(sys._getframe(1))


sys.breakpointhook = stop


def average(amounts):
    total = 0
    for amount in amounts:
        if amount < 0:
            breakpoint()
        total += amount
    return total / len(amounts)


# The stored input, which the output does not repeat:
# p amount, total | n | n | p total | total = 20 | c
# predict: total is set back in the debugger. What is the average?
print("start")
result = average([20, -40, 40])
print("average:", result)

# pitfall: A breakpoint() left behind stops the program for everybody.
sys.breakpointhook = lambda: print("breakpoint() was called")
print(average([60, -20]))
