"""Looping over keys, values and pairs

A loop over a dictionary gives its keys. `values()` gives the values
and `items()` both together, as pairs. All come in the order in which
the keys were added.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Pick the right view for the loop."
# level = "beginner"
# tags = ["dict"]
# covers = ["method:dict.items", "ast:For"]
# docs = ["tutorial/datastructures#looping-techniques"]
# try = [
#   "Print the rivers with the longest first.",
#   "Number the lines: `enumerate(rivers.items(), 1)`.",
#   "Add a river inside a loop over `rivers`. Read the error.",
# ]
# ///

rivers = {"Rhine": 1233, "Loire": 1006, "Thames": 346}

# The keys.
for name in rivers:
    print(name, end=" ")
print()

# The values alone: enough for a sum.
print(sum(rivers.values()), "km in all")

# Both: unpack the pair into two names.
for name, km in rivers.items():
    print(f"{name:7}{km:5} km")

# Sorted by key.
print(sorted(rivers))

# Sorted by value: turn the pairs round.
turned = []
for name, km in rivers.items():
    turned.append((km, name))
print(sorted(turned))

# From value to key: each pair the other way round.
by_length = {}
for name, km in rivers.items():
    by_length[km] = name
print(by_length[346])

# predict: the view was made before the river was added. Is it new?
names = rivers.keys()
rivers["Po"] = 652
print(len(names), "Po" in names)

# pitfall: Two names in a loop over the keys take a *key* apart.
for first, second in {"no": "Norway", "se": "Sweden"}:
    print(first, second)
