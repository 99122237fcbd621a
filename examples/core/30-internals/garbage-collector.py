"""Cycles and the garbage collector

An object lives as long as something refers to it. Two that refer to
each other keep each other alive, even when nobody else knows them.
The garbage collector finds such rings and frees them.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Make a cycle and collect it."
# level = "expert"
# tags = ["memory"]
# covers = ["module:gc"]
# docs = ["library/gc"]
# try = [
#   "Let only one of the two know the other. Who is freed, and when?",
#   "Leave out `gc.disable()`. Is the order still certain?",
#   "Make a ring of a thousand and print what `collect` returns.",
# ]
# ///

import gc
import sys
import weakref


class Room:
    def __init__(self, name):
        self.name = name
        self.door = None
        # Called when the object is freed. It does not keep it alive.
        weakref.finalize(self, print, f"  {name} is gone")


# Off for a while, so that we decide when it runs.
gc.disable()

# Without a ring an object goes with its last name, at once.
shed = Room("shed")
also = shed
del shed
print("one name left")
del also
print("no name left")

# Two rooms with a door to each other.
hall, kitchen = Room("hall"), Room("kitchen")
hall.door, kitchen.door = kitchen, hall
print("names for the hall:", len(gc.get_referrers(hall)) >= 2)

# predict: both names are deleted. Are the rooms gone?
del hall, kitchen
print("names deleted")
print("found", gc.collect() >= 2)

# The collector only looks at objects that can hold others.
print(gc.is_tracked([]), gc.is_tracked("text"), gc.is_tracked(7))

# pitfall: A container holds on to things after you forgot it.
cache = [Room("attic")]
room = cache[0]
del room
print("still in the cache:", len(cache), sys.getrefcount(cache[0]) > 0)
cache.clear()
gc.enable()
print("on again:", gc.isenabled())
