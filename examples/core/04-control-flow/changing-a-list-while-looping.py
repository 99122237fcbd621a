"""Removing items while looping skips some

A `for` loop walks a list by position. If you remove an item, the rest
moves up by one, and the loop steps over the item that took its place.
Loop over a copy, build a new list, or walk backwards instead.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "See the skipped items and three safe alternatives."
# level = "beginner"
# tags = ["loop", "surprise"]
# covers = ["ast:For"]
# docs = [
#   "tutorial/controlflow#for-statements",
#   "reference/compound_stmts#the-for-statement",
# ]
# try = [
#   "Put a good apple between the rotten ones in the first box.",
#   "Print the positions in the third way as it goes.",
#   "Walk forwards in way 3: `range(len(box))`. Where does it fail?",
# ]
# ///

# pitfall: Throw out all rotten apples. Two of them lie side by side.
# predict: are all the rotten ones removed?
box = ["good", "rotten", "rotten", "good"]
for apple in box:
    if apple == "rotten":
        box.remove(apple)
print("removed while looping:", box)

# What happened: at position 1 an item goes, and the next one slides
# into position 1. The loop goes on at position 2.
box = ["good", "rotten", "rotten", "good"]
for position, apple in enumerate(box):
    print("  looks at", position, apple)
    if apple == "rotten":
        box.remove(apple)

# Way 1: loop over a copy and change the list.
box = ["good", "rotten", "rotten", "good"]
for apple in list(box):
    if apple == "rotten":
        box.remove(apple)
print("over a copy:", box)

# Way 2: build a new list from what may stay.
box = ["good", "rotten", "rotten", "good"]
kept = []
for apple in box:
    if apple != "rotten":
        kept.append(apple)
print("a new list: ", kept)

# Way 3: walk backwards. What moves up has been looked at already.
for position in range(len(box) - 1, -1, -1):
    if box[position] == "rotten":
        del box[position]
print("backwards:  ", box)
