"""+= changes a list but replaces a tuple

A list can grow, so `+=` adds to the list itself and all its names see
it. A tuple never changes, so `+=` builds a new tuple and moves one
name to it. One operator, two outcomes: it depends on the object.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# See in-place and rebinding behaviour behind the same \
# operator."""
# level = "beginner"
# tags = ["names", "surprise"]
# covers = ["ast:AugAssign", "op:+=", "pep:203"]
# docs = ["reference/simple_stmts#augmented-assignment-statements"]
# try = [
#   "Write `packed = packed + [\"lamp\"]` in the first part.",
#   "Add the list `[\"summit\"]` to `walked`. Read the error.",
#   "Make `walked` a list: square brackets in both of its lines.",
# ]
# ///

# A list in square brackets, with a second name.
packed = ["rope", "tent"]
rucksack = packed
packed += ["lamp"]
print("packed:  ", packed)

# predict: did the rucksack get the lamp too?
print("rucksack:", rucksack)

# A tuple in round brackets, with a second name.
walked = ("camp", "river")
yesterday = walked
walked += ("bridge", "summit")
print("walked:   ", walked)
print("yesterday:", yesterday)

# A number never changes either: it acts like the tuple.
count = 1
before = count
count += 1
print("count:", count, "before:", before)

# pitfall: For a list, `a = a + b` is not `a += b`. It makes a new list,
# and the second name stays behind.
packed = packed + ["map"]
print("packed:  ", packed)
print("rucksack:", rucksack)
