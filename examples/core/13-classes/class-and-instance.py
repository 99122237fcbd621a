"""A class and two instances

A class is a plan for objects. Calling it like a function makes a new
object, an *instance*, and each instance keeps attributes of its own.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Define a class, make objects, set attributes."
# level = "beginner"
# tags = ["class"]
# covers = [
#   "ast:ClassDef", "keyword:class", "ast:Attribute",
#   "dunder:__class__",
# ]
# docs = ["tutorial/classes#class-objects"]
# try = [
#   "Give only the fern a `shelf`, then print the shelf of both.",
#   "Set `thirsty = Plant()` instead. How much does the fern get?",
#   "Leave out the brackets behind `Plant` for basil and fern.",
# ]
# ///


class Plant:
    """A pot on the window sill."""


# Two calls, two objects. Dots set and read what belongs to each.
basil = Plant()
basil.name = "basil"
basil.water_ml = 50

fern = Plant()
fern.name = "fern"
fern.water_ml = 120

for plant in [basil, fern]:
    print(plant.name, "gets", plant.water_ml, "ml")

# A hot day for the basil changes nothing for the fern.
basil.water_ml += 30
print("hot day:", basil.water_ml, "and", fern.water_ml)

# Different objects, made from the same plan.
print("same pot:", basil is fern)
print("same plan:", basil.__class__ is fern.__class__)
print(basil.__class__)

# predict: how much water does the fern get now?
thirsty = fern
thirsty.water_ml = 200
print("fern:", fern.water_ml)

# pitfall: An attribute exists only where somebody has set it.
cactus = Plant()
try:
    print(cactus.water_ml)
except AttributeError as error:
    print("AttributeError:", error)
