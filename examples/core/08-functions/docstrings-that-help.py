"""A docstring that help() can show

A text as the *first* statement of a function is its docstring. Python
keeps it with the function, where `help()`, editors and other tools
find it. A comment is gone as soon as the file has been read.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Document a function where tools can find it."
# level = "beginner"
# tags = ["def"]
# covers = [
#   "dunder:__doc__", "lex:docstring", "builtin:help", "pep:257",
# ]
# docs = ["tutorial/controlflow#documentation-strings"]
# try = [
#   "Move the docstring of `brew` below its `return` line.",
#   "Write a docstring of your own for `steep` and show its help.",
#   "Print `brew.doc` without the underscores and read the error.",
# ]
# ///


def brew(cups):
    """Return the grams of coffee for a number of cups."""
    return cups * 8


# help() shows how to call it, and the docstring: one sentence that
# says what comes back.
help(brew)

# It is a plain text that the function carries. Python's own
# functions have one as well.
print(brew.__doc__)
print(len.__doc__)


# pitfall: A comment in place of the docstring is for readers only.
def steep(cups):
    # Return the grams of tea for a number of cups.
    return cups * 2


print("steep:", steep.__doc__)


def froth(cups):
    millilitres = cups * 50
    """Return the millilitres of milk for a number of cups."""
    return millilitres


# predict: the text is there, but is it the first statement?
print("froth:", froth.__doc__)
