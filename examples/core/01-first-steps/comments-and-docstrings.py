"""Comments are for readers, docstrings are for tools

Python skips a comment. A text at the very top of a file is *not*
skipped: it is the docstring, and Python keeps it under the name
`__doc__`, where tools such as `help()` find it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Tell a comment from a docstring and see where each one ends up."""
# level = "beginner"
# tags = ["style"]
# covers = [
#   "lex:comment", "lex:docstring", "dunder:__doc__", "pep:257",
#   "builtin:help",
# ]
# docs = [
#   "tutorial/introduction",
#   "tutorial/controlflow#documentation-strings",
# ]
# try = [
#   "Take the `#` away in front of the line about the cactus.",
#   "Call `help(print)`, or print `len.__doc__` without `help`.",
#   "Take the `#` away in front of `best in the evening`.",
# ]
# ///

# A comment starts at the sign # and ends with its line. Nothing of
# this one reaches the output.
print("Water the tomatoes.")  # best in the evening

# A # in front of a line switches it off.
# print("Water the cactus.")
print("Pick the beans.")

# predict: this # stands between quotes. Is the rest a comment?
print("Bed # 3 needs compost.")

# The text at the top of this file is still there: its docstring.
print(__doc__)

# Python's own tools have docstrings too, and help() prints them.
help(len)

# pitfall: A text further down is neither comment nor docstring. Python
# reads it and forgets it, so it does not show up in the output.
"Turn the soil in autumn."
print("Now the garden can wait.")
