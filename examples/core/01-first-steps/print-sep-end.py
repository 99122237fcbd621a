"""print() with sep, end and file

`print()` puts a space between its values and a line break behind the
last one. `sep` and `end` change these two, and `file` says where the
text goes.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Control what goes between, after and where printed values go."
# level = "beginner"
# tags = ["print", "sys"]
# covers = [
#   "builtin:print", "field:Call.keywords", "ast:keyword",
#   "field:keyword.arg", "module:sys",
# ]
# docs = ["library/functions#print", "tutorial/inputoutput"]
# try = [
#   "Print `1`, `2` and `3` with ` < ` between them.",
#   "Write `end=\"\\n\\n\"` in the pitfall. What do two breaks do?",
#   "Write `sep=3`. Python accepts a text there, not a number.",
# ]
# ///

# sys is a module: a box of ready-made tools. import opens it.
import sys

# The usual way: a space between the values, a line break behind them.
print("do", "re", "mi")

# sep goes between the values, never before or behind them.
print("do", "re", "mi", sep=" - ")
print("fa", "la", "la", "la", sep="")

# end goes behind the last value. Without a line break the next
# print() carries on in the same line.
print("do", end=" ")
print("re", end=" ")
print("mi")

# "\n" is a line break inside a text, so each value gets its own line.
print("violin", "flute", "drum", sep="\n")

# predict: sep is set, but there is only one value. What is printed?
print("encore", sep="***")

# sys.stdout is where print() writes to anyway. sys.stderr is a second
# channel for trouble, kept apart from the output of the program.
print("For the audience: the concert begins", file=sys.stdout)
print("For the crew: a string is broken", file=sys.stderr)

# pitfall: With `end=""` nobody ends the line, and texts run together.
print("The", "end", end="")
print("Good night")
