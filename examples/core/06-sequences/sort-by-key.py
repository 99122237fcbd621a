"""Sorting by a key

`key=` names a function. It is called once for each item, and the
items are ordered by what it answers. Items with equal answers stay in
the order they had.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Sort words by length and records by a field."
# level = "beginner"
# tags = ["sort"]
# covers = ["builtin:sorted", "field:Call.keywords"]
# docs = ["howto/sorting#key-functions"]
# try = [
#   "Find the last word of the alphabet with `max` and a key.",
#   "Sort `[3, -5, 1]` with `key=abs`.",
#   "Write `key=len()` with brackets and read the error.",
# ]
# ///

words = ["pear", "fig", "Banana", "kiwi", "apple"]

# By length. The function is named, not called: no brackets.
print(sorted(words, key=len))

# Without regard to capital letters.
print(sorted(words))
print(sorted(words, key=str.lower))

# Turned round: the longest first.
print(sorted(words, key=len, reverse=True))

# min and max take a key as well.
print(min(words, key=len), max(words, key=len))

# predict: pear and kiwi are equally long. Which of them is first?
print(sorted(["kiwi", "fig", "pear"], key=len))

# So sort twice: by the less important first, then by the other.
by_name = sorted(words, key=str.lower)
print(sorted(by_name, key=len))

# Records that are lists are compared from the left, so put the field
# to sort by in front.
scores = [[7, "Ida"], [9, "Ben"], [7, "Ana"]]
print(sorted(scores))

# pitfall: The key only decides the order. The items stay what they are.
print(sorted(["-3", "10", "2"], key=int))
