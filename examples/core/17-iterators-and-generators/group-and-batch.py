"""groupby needs sorted input; batched cuts chunks

`groupby` puts *neighbours* with the same key together. It does not
look back, so sort first. `batched` cuts pieces of a fixed size, and
`pairwise` gives each value with the one after it.
"""
# /// script
# requires-python = ">=3.12"
# [tool.explorer]
# goal = "Group neighbours and make batches."
# level = "intermediate"
# since = "3.12"
# tags = ["itertools", "surprise", "new-3.12"]
# covers = [
#   "name:itertools.groupby", "name:itertools.batched",
#   "name:itertools.pairwise",
# ]
# docs = ["library/itertools#itertools.groupby"]
# try = [
#   "Group the words by their length instead.",
#   "Ask `batched` for `strict=True` if you run Python 3.13.",
#   "Find the biggest jump between two days with `max`.",
# ]
# ///

from itertools import batched, groupby, pairwise

words = ["ant", "bee", "asp", "bat", "auk"]


def letter(word):
    return word[0]


# pitfall: Unsorted, the same letter comes again and again.
print([key for key, group in groupby(words, letter)])

# Sorted by the same key, each letter comes once.
for key, group in groupby(sorted(words, key=letter), letter):
    print(key, list(group))

# Sometimes neighbours are what you want: how long was each run?
weather = "ssrrrsss"
print([(key, len(list(run))) for key, run in groupby(weather)])

# Three to a boat. The last boat takes what is left. On Python 3.11
# slices of a list do the same.
print(list(batched(["Ana", "Ben", "Cleo", "Dan", "Eve"], 3)))

# Each day with the next: one pair fewer than days.
degrees = [14, 17, 15, 21]
print([after - before for before, after in pairwise(degrees)])

# predict: the groups were kept for later. What is in them now?
groups = dict(groupby("aabb"))
print({key: list(group) for key, group in groups.items()})
