"""Bytecode with dis

Before Python runs a function it turns it into *bytecode*: small steps
that load values onto a stack and work on them. `dis` shows them. The
steps differ between versions, the ideas do not.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "See what a line compiles to."
# level = "expert"
# tags = ["bytecode"]
# covers = ["module:dis", "dunder:__code__"]
# docs = ["library/dis"]
# try = [
#   "Print the whole listing: `dis.dis(seconds)`.",
#   "Compare `x in [1, 2]` with `x in {1, 2}`: look at the constants.",
#   "Disassemble a text: `dis.dis(\"a + b * c\")`.",
# ]
# ///

import dis


def seconds(hours):
    return hours * 60 * 60


def day():
    return 24 * 60 * 60


def opnames(function):
    return [step.opname for step in dis.get_instructions(function)]


# A function carries its code with it.
print(type(seconds.__code__).__name__, "of", seconds.__code__.co_name)
print(seconds.__code__.co_varnames, 60 in seconds.__code__.co_consts)

# Two multiplications, because nobody knows what hours will be.
print("seconds:", opnames(seconds).count("BINARY_OP"), "operations")

# predict: how often does the function `day` multiply?
print("day:", opnames(day).count("BINARY_OP"), "operations")
print("a constant of day:", 86400 in day.__code__.co_consts)


# A name is looked up in one of several ways.
def ways(local):
    print(local, seconds)


for step in dis.get_instructions(ways):
    if step.argval in ("print", "local", "seconds"):
        print("  ", step.argval, "is", step.opname.split("_")[1])


# pitfall: Assigned anywhere in it, a name is local in all of it.
def broken():
    print(count)
    count = 1


print("local to broken:", broken.__code__.co_varnames)
try:
    broken()
except UnboundLocalError as error:
    print("UnboundLocalError:", error)

# A branch that can never run gets no steps at all.
never = compile("if False: print(1)", "never", "exec")
print("never:", opnames(never).count("CALL"), "calls")
