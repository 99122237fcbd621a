"""The default list that remembers

A default is made once, with the function. If it is a list and the
function changes it, the next call finds it changed. Use `None` as the
default and make the list inside.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "See why a mutable default is shared, and the None idiom."
# level = "beginner"
# tags = ["parameters", "surprise"]
# covers = ["field:arguments.defaults", "dunder:__defaults__"]
# docs = ["tutorial/controlflow#default-argument-values"]
# try = [
#   "Put `bag = list(bag)` first in `pack`. What does it do?",
#   "Pass `[]` at the first two calls of `pack`. Is it a trap still?",
#   "Make a dictionary the default of a function of yours.",
# ]
# ///


# pitfall: One list for all the calls that bring none.
def pack(thing, bag=[]):
    bag.append(thing)
    return bag


print(pack("map"))

# predict: another call, another bag?
print(pack("rope"))

# Here you can watch the default grow.
print(pack.__defaults__)
print(pack("cup", ["own"]), pack.__defaults__)


# None is made once as well, and cannot change. The list is made in
# the call, so each call has its own.
def pack_well(thing, bag=None):
    if bag is None:
        bag = []
    bag.append(thing)
    return bag


print(pack_well("map"))
print(pack_well("rope"))

# A list that the caller brings is filled, as it should be.
mine = ["torch"]
pack_well("tent", mine)
print(mine, pack_well.__defaults__)
