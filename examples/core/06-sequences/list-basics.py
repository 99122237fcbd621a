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
#   "Print the second planet, then the last but one.",
#   "Make a list of the letters of your name.",
#   "Ask for `planets[4]` outside of the `try`.",
# ]
# ///

# Square brackets and commas. Any kinds of things may be mixed.
planets = ["Mercury", "Venus", "Earth", "Mars"]
mixed = ["Venus", 224.7, None, True]
print(planets)
print(len(planets), len(mixed), len([]))

# The first is at 0, so the last is at the length minus 1.
print(planets[0], planets[len(planets) - 1])

# Counted from the end, no length is needed.
print(planets[-1], planets[-2])

# A piece: from a place, up to but without another.
print(planets[1:3], planets[:2], planets[2:])

# A list can change: put another thing at a place.
planets[2] = "Home"
print(planets)

# list() makes one from anything that can be looped over.
print(list("moon"), list(range(4)))

# predict: two lists with a plus. How many items has the result?
print([1, 2] + [3])

# pitfall: There are four planets, and yet no planet 4.
try:
    print(planets[4])
except IndexError as problem:
    print("IndexError:", problem)
