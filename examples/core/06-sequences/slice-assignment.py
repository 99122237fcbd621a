"""Replacing, inserting and deleting through a slice

On the left of `=` a slice stands for a stretch of the list. What is
assigned takes its place and may be longer, shorter or empty, so one
line can replace, insert or delete.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Change the middle of a list in one assignment."
# level = "intermediate"
# tags = ["list"]
# covers = ["ast:Slice", "ast:Assign", "ast:Delete"]
# docs = ["library/stdtypes#mutable-sequence-types"]
# try = [
#   "Replace the first two wagons by one.",
#   "Empty the whole train with one assignment.",
#   "Assign three items to `train[::2]` when it has two places.",
# ]
# ///

train = ["engine", "coal", "coal", "mail"]

# Two out, three in.
train[1:3] = ["sand", "wood", "milk"]
print(train)

# Nothing out: an empty slice is a place between two items.
train[1:1] = ["water"]
print(train)

# Nothing in: deleted. `del` says the same more clearly.
train[2:4] = []
print(train)
del train[-2:]
print(train)

# With a step, as many in as out: every second one is painted.
lamps = ["off"] * 5
lamps[::2] = ["red", "blue", "green"]
print(lamps)

# predict: a text is assigned to a slice. How many items are added?
queue = ["Ada", "Bo"]
queue[1:1] = "Cy"
print(queue)

# The list stays the same object, so every name for it sees the change.
board = train
train[:] = ["new", "train"]
print(board)

# pitfall: Without the colon it is one place, and the list goes inside.
queue = ["Ada", "Bo"]
queue[0] = ["Cy", "Di"]
print(queue)
