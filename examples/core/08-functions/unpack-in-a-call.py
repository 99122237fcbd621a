"""Spreading a list and a dict into a call

At a *call*, `*` spreads the items of a collection over the positions,
and `**` the pairs of a dictionary over the names. It is the other
half of the star in a `def`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Call with *sequence and **mapping."
# level = "intermediate"
# tags = ["parameters"]
# covers = ["ast:Starred", "pep:448"]
# docs = ["tutorial/controlflow#unpacking-argument-lists"]
# try = [
#   "Spread a tuple of two and give the third by name.",
#   "Add a key to `wishes` that is no parameter.",
#   "Call `print(*wishes)`. What is spread there?",
# ]
# ///


def paint(wall, colour, coats=1):
    return f"{wall} wall {colour}, {coats} coats"


# Three values in a list, three positions.
job = ["north", "blue", 2]
print(paint(*job))

# A dictionary: the keys must be names of parameters.
wishes = {"colour": "green", "wall": "south"}
print(paint(**wishes))

# Both, and ordinary arguments between them.
print(paint("east", *["white"], **{"coats": 3}))

# Several of a kind are put in a row.
first, second = [1, 2], (3,)
print(*first, *second, 4)
print(*"tea", sep="-")

# predict: one list with three numbers. Is it one argument, or three?
numbers = [7, 11, 3]
print(max(numbers), max(*numbers))

# A table turned round: each row is an argument of zip.
rows = [("Ida", 9), ("Tom", 12)]
print(list(zip(*rows)))


# In a def, two stars collect what comes by name, as a dictionary. So
# this passes on whatever it is given.
def logged(*args, **kwargs):
    print("  calling with", args, kwargs)
    return paint(*args, **kwargs)


print(logged("west", "red", coats=2))

# pitfall: The same parameter from both sides is one too many.
try:
    paint("north", **wishes)
except TypeError as problem:
    print("TypeError:", problem)
