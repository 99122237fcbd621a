"""itemgetter, attrgetter and methodcaller

The module `operator` has every operator as a function, and three
makers of small functions: get an item, get an attribute, call a
method. They say in a word what a lambda spells out.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Replace small lambdas by named tools."
# level = "intermediate"
# tags = ["operator"]
# covers = ["module:operator"]
# docs = ["library/operator"]
# try = [
#   "Sort the cities by name, then by country.",
#   "Use `attrgetter(\"real\", \"imag\")` on a complex number.",
#   "Multiply the numbers 1 to 10 with `reduce`.",
# ]
# ///

import operator
from functools import reduce
from operator import attrgetter, itemgetter, methodcaller

cities = [("Turku", "FI", 198), ("Gent", "BE", 265)]
cities.append(("Brno", "CZ", 402))

# itemgetter(2) is lambda city: city[2].
print(max(cities, key=itemgetter(2)))
print(list(map(itemgetter(0), cities)))

# Several at once come back as a tuple.
print(itemgetter(1, 0)(cities[0]))

# Dictionaries have items too.
rows = [{"id": 7, "age": 3}, {"id": 4, "age": 9}]
print([row["id"] for row in sorted(rows, key=itemgetter("id"))])

# attrgetter follows dots, methodcaller calls with arguments.
print(attrgetter("__class__.__name__")(3.5))
print(list(map(methodcaller("center", 7, "."), ["hop", "skip"])))

# Operators as functions, where a function is wanted.
print(reduce(operator.mul, [2, 3, 7]))
print(list(map(operator.sub, [10, 20, 30], [1, 2, 3])))

# predict: is `contains` asked for the item first, or the container?
contains = operator.contains
print(contains("team", "tea"), contains("tea", "team"))

# pitfall: What is missing is an error; it has no default as get().
try:
    print(sorted([*rows, {"age": 5}], key=itemgetter("id")))
except KeyError as error:
    print("KeyError:", error)
