"""Making a list and reaching its items

A list keeps things in order. Each has a place, counted from 0, and
counted backwards from -1. A place that is not there is an error.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Create lists and read them from both ends."
# level = "beginner"
# tags = ["list"]
# covers = ["ast:List", "builtin:list", "builtin:len", "exc:IndexError"]
# docs = ["tutorial/introduction#lists"]
# try = [
#   "Print the second tool, then the last but one.",
#   "Make a list of the letters of your name.",
#   "Ask for `tools[4]` outside of the `try`.",
# ]
# ///

# Square brackets and commas. Any kinds of things may be mixed.
tools = ["hammer", "saw", "pliers", "file"]
mixed = ["saw", 24.5, None, True]
print(tools)
print(len(tools), len(mixed), len([]))

# The first is at 0, so the last is at the length minus 1.
print(tools[0], tools[len(tools) - 1])

# Counted from the end, no length is needed.
print(tools[-1], tools[-2])

# A piece: from a place, up to but without another.
print(tools[1:3], tools[:2], tools[2:])

# A list can change: put another thing at a place.
tools[2] = "drill"
print(tools)

# list() makes one from anything that can be looped over.
print(list("moon"), list(range(4)))

# predict: two lists with a plus. How many items has the result?
print([1, 2] + [3])

# pitfall: There are four tools, and yet no tool 4.
try:
    print(tools[4])
except IndexError as problem:
    print("IndexError:", problem)
