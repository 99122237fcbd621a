"""[*row for row in table]: unpacking in comprehensions

From Python 3.15 on a star may stand at the front of a comprehension:
each round adds all the items of a collection, not only one. Two stars
do the same for dictionaries.
"""
# /// script
# requires-python = ">=3.15"
# [tool.explorer]
# goal = "Flatten lists and merge dictionaries in one comprehension."
# level = "intermediate"
# since = "3.15"
# tags = ["unpacking", "comprehension", "new-3.15"]
# covers = ["ast:ListComp", "ast:Starred", "ast:DictComp", "pep:798"]
# docs = ["reference/expressions#list-displays"]
# try = [
#   "Flatten only the rows that begin with a vowel.",
#   "Flatten `[[[1], [2]], [[3]]]`: two `for` parts and a star.",
#   "Write two stars in the square brackets and read the error.",
# ]
# ///

table = [["oats", "milk"], ["jam"], ["apples", "milk"]]

# Before: two for parts, of which the second walks through the row.
print([thing for row in table for thing in row])

# Now: all of each row.
print([*row for row in table])

# With a condition, as in any comprehension.
print([*row for row in table if len(row) > 1])

# A set of everything, each thing once.
print(sorted({*row for row in table}))

# Dictionaries: two stars. The later one wins.
settings = [{"size": "M", "hood": True}, {"size": "S"}]
print({**part for part in settings})

# What is spread can be any collection, also one made on the way.
print([*word.upper() for word in ["ab", "c"]])
print([*range(stop) for stop in [1, 2, 3]])

# In round brackets it hands out one thing at a time, here to join.
print(" + ".join((*row for row in table)))

# predict: an empty row is spread. What does it add?
print([*row for row in [[1], [], [2]]])

# pitfall: Without the star the rows stay rows.
print([row for row in table] == table)
