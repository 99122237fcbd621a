"""@dataclass writes __init__, __repr__ and __eq__

List the fields with their types, and the decorator writes the methods
that every record needs. The types are notes: nothing checks them when
the program runs.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Declare a record in three lines."
# level = "intermediate"
# tags = ["dataclass", "typing"]
# covers = [
#   "module:dataclasses", "name:dataclasses.dataclass", "pep:557",
# ]
# docs = ["library/dataclasses"]
# try = [
#   "Remove the line `@dataclass`. Which line fails first?",
#   "Move `servings` above `title` and read the error.",
#   "Add a field `minutes: int` and mend the three recipes.",
# ]
# ///

from dataclasses import asdict, dataclass


@dataclass
class Recipe:
    title: str
    servings: int = 2

    def doubled(self):
        return Recipe(self.title, self.servings * 2)


# __init__: one parameter for each field, in this order.
soup = Recipe("Leek soup", servings=4)
toast = Recipe("Toast")

# __repr__: what a debugging print should show.
print(soup)
print(toast.doubled())

# __eq__: compared field by field, and only with its own class.
print(soup == Recipe("Leek soup", 4), soup == ("Leek soup", 4))

# It is an ordinary class otherwise, and its objects can change.
soup.servings = 6
print(soup.servings, asdict(soup))

# predict: 'many' is not an int. Does the class refuse it?
party = Recipe("Stew", "many")
print(party)

# pitfall: With __eq__ written and nothing else, the hash is gone.
try:
    hash(soup)
except TypeError as error:
    print("TypeError:", error)
