"""An iterator can be used once

What `map`, `zip`, `open` or a generator gives you is an iterator. When
it has been walked to its end it stays at the end, and the next loop
over it runs zero times. No error tells you.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Spot the second loop that prints nothing."
# level = "intermediate"
# tags = ["iterator", "surprise"]
# covers = ["builtin:iter"]
# docs = ["glossary#term-iterator"]
# try = [
#   "Write `numbers = list(map(int, weights))`. Then run again.",
#   "Make `pairs` the list itself, without `iter`. Who is paired?",
#   "Ask for `sum(once)` instead of `max(once)`. Is it an error?",
# ]
# ///

weights = ["12", "7", "30"]
numbers = map(int, weights)

# The first use walks to the end.
print("total:", sum(numbers))

# predict: the same three numbers again. What is their total now?
print("total:", sum(numbers))

# The quick test: an iterator is its own iterator.
print(iter(numbers) is numbers, iter(weights) is weights)

# `in` walks as well, up to the thing it looks for.
letters = iter("weather")
print("a" in letters, "".join(letters))

# pitfall: min() leaves nothing for max().
once = map(int, weights)
print(min(once))
try:
    print(max(once))
except ValueError:
    print("nothing left for max")

# Keep a list when you need the values more than once.
kept = list(map(int, weights))
print(min(kept), max(kept), sum(kept))

# Sometimes one walk is the point: the same iterator twice in zip()
# takes turns, and so makes pairs.
pairs = iter(["salt", 2, "flour", 500, "water", 300])
print(list(zip(pairs, pairs)))
