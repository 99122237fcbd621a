"""partial: fixing some arguments

`partial(function, ...)` makes a new callable in which some arguments
are already filled in. The call brings the rest, and may replace what
was filled in by name.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Make a specialised function without def."
# level = "intermediate"
# tags = ["functools"]
# covers = [
#   "module:functools", "name:functools.partial",
#   "name:functools.partialmethod", "pep:309",
# ]
# docs = ["library/functools#functools.partial"]
# try = [
#   "Make `warn`, which prints to `sys.stderr`.",
#   "Fix the sign as well: `partial(note, \"!\", \"Door\")`.",
#   "Put `\"201\"` among the binary numbers and read the error.",
# ]
# ///

from functools import partial, partialmethod


def note(sign, room, text, stars=1):
    return f"{sign * stars} {room}: {text}"


# The first arguments from the left are taken by position.
kitchen = partial(note, "*", "kitchen")
print(kitchen("buy milk"))
print(kitchen("tap drips", stars=3))

# By name, an argument anywhere can be filled in, and replaced later.
urgent = partial(note, "!", stars=3)
print(urgent("cellar", "water"))
print(urgent("attic", "wasps", stars=5))

# Handy where a function of one argument is wanted.
print(list(map(partial(int, base=2), ["101", "111", "1000"])))

# A partial tells what it holds.
print(kitchen.func is note, kitchen.args, urgent.keywords)


# partialmethod does the same for a method.
class Lamp:
    def set(self, level):
        return f"lamp at {level} %"

    on = partialmethod(set, 100)
    off = partialmethod(set, 0)


print(Lamp().on(), "-", Lamp().off())


# pitfall: What is filled in is made once, and all calls share it.
def put(basket, thing):
    basket.append(thing)
    return basket


buy = partial(put, ["salt"])
print(buy("flour"))

# predict: does this call begin with salt alone?
print(buy("figs"))
