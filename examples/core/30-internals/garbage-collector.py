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
#   "Leave out the `gc.collect()` that is printed. When do they go?",
#   "Make a ring of three rooms. Who goes, and when?",
# ]
# ///

import gc
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

# The hall is known by its name and by the door of the kitchen.
print("references to the hall:", len(gc.get_referrers(hall)))

# What other lines have left behind is none of our business.
gc.collect()

# predict: both names are deleted. Are the rooms gone?
del hall, kitchen
print("names deleted")
print("found something:", gc.collect() > 0)

# The collector only looks at objects that can hold others.
print(gc.is_tracked([]), gc.is_tracked("text"), gc.is_tracked(7))

# pitfall: A container holds on to things after you forgot it.
cache = [Room("attic")]
room = cache[0]
del room
print("still in the cache:", len(cache))
cache.clear()
gc.enable()
print("on again:", gc.isenabled())
