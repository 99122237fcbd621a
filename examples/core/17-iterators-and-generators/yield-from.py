"""yield from: delegating to another generator

`yield from` hands out everything that another iterable gives, one
value at a time. A generator can use it on itself, and that flattens
a tree in a few lines.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Flatten a tree recursively."
# level = "advanced"
# tags = ["generator"]
# covers = ["ast:YieldFrom", "pep:380"]
# docs = ["reference/expressions#yield-expressions"]
# try = [
#   "Let `walk` give the name of a drawer before what is in it.",
#   "Write the first line of `day` without `from`.",
#   "Put a drawer into itself: `desk[\"top\"] = desk`.",
# ]
# ///


def day():
    yield from ["wake", "eat"]
    yield "work"
    yield from ("rest", "sleep")


print(list(day()))

# A desk with drawers, some of them with drawers inside.
desk = {
    "top": "pens",
    "left": {"front": "stamps", "back": {"tin": "coins"}},
    "right": "maps",
}


def walk(thing, depth=0):
    if isinstance(thing, dict):
        for inner in thing.values():
            yield from walk(inner, depth + 1)
    else:
        yield depth, thing


for depth, name in walk(desk):
    print("  " * depth + name)

# It is lazy all the way down: the first find ends the search, and
# the rest still waits.
search = walk(desk)
print(next(name for depth, name in search if depth == 2))
print(list(search))


# The value of the expression is what the other one returns.
def count(things):
    total = 0
    for thing in things:
        yield thing
        total += 1
    return total


def report(things):
    total = yield from count(things)
    yield f"{total} in all"


# predict: is the number 2 among the values?
print(list(report(["pens", "maps"])))
