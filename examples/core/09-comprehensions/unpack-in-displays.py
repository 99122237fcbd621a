"""[*a, *b] and {*a, *b}

A star inside brackets spreads a collection into the new one, and two
stars spread a dictionary. Any kinds can be mixed, and the result is
what the brackets say.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Join iterables of any kind in a display."
# level = "intermediate"
# tags = ["unpacking"]
# covers = ["ast:Starred", "pep:448"]
# docs = ["reference/expressions#expression-lists"]
# try = [
#   "Print `first + second` and read the error.",
#   "Let `{**defaults, **wish}` spread `defaults` last.",
#   "Write `[**defaults]` and read the error.",
# ]
# ///

first = ["tea", "milk"]
second = ("oil", "tea")

# A list of everything, in order. A plus could not mix the two kinds.
print([*first, *second])

# Items of its own may stand between.
print(["bread", *first, "salt", *range(3)])

# A tuple needs its comma, a set drops what comes twice.
print((*first, "jam"))
print(sorted({*first, *second}))

# predict: a dictionary gives its keys to one star. Or its pairs?
stock = {"figs": 3, "nuts": 5}
print([*stock], [*stock.values()])

# Two stars spread pairs. The later one wins.
defaults = {"size": "M", "colour": "grey"}
wish = {"colour": "green"}
print({**defaults, **wish})
print({**wish, "size": "S"})

# The new one is a copy: the old ones stay as they are.
copy = [*first]
copy.append("figs")
print(first, copy == first)

# A turn: the last one to the front.
queue = ["Ada", "Bo", "Cy"]
print([queue[-1], *queue[:-1]])

# pitfall: A star spreads one level. A list in the list stays one.
nested = [[1, 2], [3]]
print([*nested], [*nested[0], *nested[1]])
