"""Assignment puts a label on an object

A name is not a box with a value inside. It is a label, and `=` ties
the label on its left to the object on its right. Tie it to another
object, and the first object does not notice.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Bind, rebind and follow a name as it moves from object to \
# object."""
# level = "beginner"
# tags = ["names"]
# covers = ["ast:Assign", "ast:Store", "op:=", "builtin:id"]
# docs = ["reference/simple_stmts#assignment-statements"]
# try = [
#   "Delete the line `leader = \"Ines\"` and follow both names again.",
#   "Turn the first one round: `\"Noor\" = leader`. Read the error.",
#   "Print `id(leader)` and run twice: the number need not repeat.",
# ]
# ///

# Halfway through a race, Noor is in front. We note who leads.
leader = "Noor"
halfway = leader
print("leader:", leader, "- halfway:", halfway)

# id() gives the number of an object. Equal numbers: one object that
# carries two labels. Nothing was copied.
print("one object?", id(leader) == id(halfway))

# Ines takes the lead: the label leader moves to another text.
leader = "Ines"
print("leader:", leader)

# predict: did halfway move along?
print("halfway:", halfway)
print("one object?", id(leader) == id(halfway))

# A label can move to any kind of object, such as a start number.
leader = 17
print("leader:", leader)

# pitfall: The sign `=` makes no formula. Its right side is worked out
# once, and `metres` does not follow `laps`.
laps = 3
metres = laps * 400
laps = 10
print(laps, "laps, but still", metres, "metres")
