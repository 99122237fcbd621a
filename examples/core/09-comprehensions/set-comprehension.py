"""Set comprehensions

Curly brackets without a colon make a set: every result is kept once,
and there is no order. Use it when you ask "which ones are there?".
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Collect distinct results."
# level = "beginner"
# tags = ["comprehension"]
# covers = ["ast:SetComp"]
# docs = ["tutorial/datastructures#sets"]
# try = [
#   "Collect the last letters of the towns.",
#   "Find the lengths that two words share: `&`.",
#   "Write square brackets in the first one. What is sorted?",
# ]
# ///

towns = ["Bonn", "Bern", "Graz", "Genoa", "Brno"]

# Which first letters are there?
print(sorted({town[0] for town in towns}))

# Which lengths?
print(sorted({len(town) for town in towns}))

# One spelling for what people type, and duplicates are gone.
typed = ["Tea", "tea ", "TEA", "cocoa"]
print(sorted({word.strip().casefold() for word in typed}))

# With a filter: vowels in a sentence.
sentence = "a quiet little train"
print(sorted({letter for letter in sentence if letter in "aeiou"}))

# predict: six numbers go in. How many come out?
squares = {number * number for number in [-2, -1, 0, 1, 2, 3]}
print(len(squares), sorted(squares))

# Are all of a kind? Then the set has one item.
print(len({len(word) for word in ["oak", "elm", "ash"]}) == 1)

# Sets of results can be compared as sets.
ours = {town[0] for town in towns}
theirs = {town[0] for town in ["Bath", "Cork"]}
print(sorted(ours & theirs), sorted(theirs - ours))

# pitfall: What is collected must never change, so a list will not do.
pairs = [[1, 2], [2, 1], [1, 2]]
try:
    print({pair for pair in pairs})
except TypeError:
    print("a list cannot be in a set")

# Make a tuple of it, sorted if the order does not matter.
print(len({tuple(pair) for pair in pairs}))
print(len({tuple(sorted(pair)) for pair in pairs}))
