"""split, rsplit, splitlines and partition

`split` cuts a text into a list of pieces. Without a separator it cuts
at any white space and drops empty pieces; with one it cuts at every
single place where the separator stands.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Cut text and know why split() and split(' ') differ."
# level = "beginner"
# tags = ["str", "surprise"]
# covers = [
#   "method:str.split", "method:str.rsplit",
#   "method:str.splitlines", "method:str.partition",
#   "method:str.rpartition",
# ]
# docs = ["library/stdtypes#str.split"]
# try = [
#   "Split the date into three names: `year, month, day = ...`.",
#   "Cut the path at its first slash instead of its last.",
#   "Split the poem at `\"\\n\"` and compare.",
# ]
# ///

# Cut at the separator. The separator itself is gone.
print("2024-05-04".split("-"))
print("salt, oil, figs".split(", "))

# predict: two blanks between the words. How many pieces are there?
typed = "  walk  north "
print(typed.split())
print(typed.split(" "))

# At most so many cuts, from the left or from the right.
print("Ada:tea:no sugar: please".split(":", 2))
print("photos/2024/beach.jpeg".rsplit("/", 1))

# partition cuts once and always gives three pieces, the separator
# among them.
print("tea=2 cups".partition("="))
print("a.b.txt".rpartition("."))

# What if it is not there? Nothing breaks: the rest is empty.
print("tea".partition("="))
print("tea".split("="))

# Lines, without their line breaks.
poem = "rain\nrain\n\nsun\n"
print(poem.splitlines())

# pitfall: split("\n") finds one more, after the last line break.
print(len(poem.splitlines()), len(poem.split("\n")))
