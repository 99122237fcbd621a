"""frozendict: a dictionary that can be a key

A `frozendict` is read like a dictionary and never changes. So it has
a hash, fits into a set and can be a key of another dictionary. It is
new in Python 3.15; before that a tuple of pairs has to do.
"""
# /// script
# requires-python = ">=3.15"
# [tool.explorer]
# goal = "Build, hash and merge an immutable mapping."
# level = "intermediate"
# since = "3.15"
# tags = ["dict", "new-3.15"]
# covers = [
#   "builtin:frozendict", "pep:814", "method:frozendict.copy",
#   "method:frozendict.fromkeys", "method:frozendict.get",
#   "method:frozendict.items", "method:frozendict.keys",
#   "method:frozendict.values",
# ]
# docs = ["library/stdtypes#frozendict"]
# try = [
#   "Put a list into a frozendict and ask for its hash.",
#   "Write `tea |= {\"milk\": True}`, print `tea` and `votes`. Why?",
#   "Delete a key with `del` and read the error.",
# ]
# ///

# Built like a dict, and read like one.
tea = frozendict({"kind": "green", "minutes": 3})
same = frozendict(minutes=3, kind="green")
print(tea)
print(tea["kind"], tea.get("milk", "none"), len(tea))
print(list(tea.keys()), list(tea.values()), list(tea.items()))

# Equal ones have equal hashes, whatever the order.
print(tea == same, hash(tea) == hash(same))

# So it can be a key, or stand in a set.
votes = {tea: 4}
print(votes[same], len({tea, same}))

# It equals a plain dictionary with the same pairs.
print(tea == {"kind": "green", "minutes": 3})

# Changed copies: merging gives a new one, copy() the same again.
print(tea | {"minutes": 5})
print(tea.copy() is tea, frozendict.fromkeys(["a", "b"], 0))

# pitfall: The pairs are fixed, and a list in them is not.
box = frozendict(toys=["kite"])
box["toys"].append("ball")
print(box)

# predict: does an assignment change it?
try:
    tea["minutes"] = 9
except TypeError as problem:
    print("TypeError:", problem)
