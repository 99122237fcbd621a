"""Removing duplicates without losing the order

A set forgets the order in which things came. A dictionary keeps it,
and its keys are different too. So the keys of a dictionary are the
list without duplicates.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Use dict.fromkeys() where a set would shuffle."
# level = "beginner"
# tags = ["set", "dict"]
# covers = ["method:dict.fromkeys"]
# docs = ["library/stdtypes#dict.fromkeys"]
# try = [
#   "Keep the *last* visit of each place: turn the list round twice.",
#   "Remove double letters from a long word.",
#   "Do it with a list alone: append what is not in it.",
# ]
# ///

visits = ["Rome", "Oslo", "Rome", "Bern", "Oslo", "Rome"]

# How many are there? For that a set is right.
print(len(set(visits)), "places")

# The keys of a dictionary, in the order of their first visit.
print(dict.fromkeys(visits))
print(list(dict.fromkeys(visits)))

# The same spelled out, for when "equal" means something of your own:
# here two spellings are one place.
typed = ["Rome", "rome", "OSLO", "Oslo", "Bern"]
seen = set()
places = []
for place in typed:
    if place.casefold() not in seen:
        seen.add(place.casefold())
        places.append(place)
print(places)

# predict: the first or the last letter of each kind?
print("".join(dict.fromkeys("mississippi")))

# pitfall: A key must never change, so a list cannot be one.
pairs = [[1, 2], [1, 2], [3, 4]]
try:
    print(dict.fromkeys(pairs))
except TypeError:
    print("no lists as keys")

# What is left is to look through all that was kept.
kept = []
for pair in pairs:
    if pair not in kept:
        kept.append(pair)
print(kept)
