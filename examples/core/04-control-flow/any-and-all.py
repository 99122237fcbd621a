"""any() and all() instead of a flag variable

`any()` asks whether at least one item counts as true, `all()` whether
every item does. Each replaces a loop with a flag.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Answer \"is there one?\" and \"are they all?\" in one line."
# level = "beginner"
# tags = ["builtins", "surprise"]
# covers = ["builtin:any", "builtin:all"]
# docs = ["library/functions#any", "library/functions#all"]
# try = [
#   "Close the third door.",
#   "Put `\"0\"` and `0` into the lists. Which one counts as true?",
#   "Write `all(True, True)`. How many lists does it want?",
# ]
# ///

# Which doors of a theatre are closed? The loop needs a flag.
closed = [True, True, False, True]
found_open = False
for door in closed:
    if not door:
        found_open = True
print("one is open: ", found_open)

# If one is open, then not all are closed: all() says it in one line.
# any() asks whether at least one is.
print("all closed:  ", all(closed))
print("any closed:  ", any(closed))

# Comparisons make a list of true and false values.
rows = [12, 0, 7]
full = [rows[0] >= 10, rows[1] >= 10, rows[2] >= 10]
print("tests:       ", full)
print("a full row:  ", any(full))

# Items need not be True or False: 0 and "" count as false.
print("nobody missing:", all(rows))
names = ["", "", "Rosa"]
print("a name given:  ", any(names))

# predict: the theatre has no doors. Are they all closed?
print("all of none:", all([]))
print("any of none:", any([]))

# pitfall: Nobody came, so `all()` says that all have paid. Say first
# that there must be items.
audience = []
print("all paid:   ", all(audience))
print("really all: ", len(audience) > 0 and all(audience))
