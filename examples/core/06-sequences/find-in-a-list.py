"""index, count and in

`in` says whether a thing is in the list, `count` how often, and
`index` at which place it stands first. If it is not there `index` is
an error, so ask with `in` before.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Look for items and handle their absence."
# level = "beginner"
# tags = ["list"]
# covers = ["method:list.index", "method:list.count", "ast:In"]
# docs = ["tutorial/datastructures#more-on-lists"]
# try = [
#   "Find the *last* car: loop over the places backwards.",
#   "Look for `\"Tram\"` with a capital T.",
#   "Ask for the place of the taxi without asking `in` before.",
# ]
# ///

passing = ["car", "bus", "tram", "car", "bike", "car"]

# Is it there? How often? Where is the first?
print("tram" in passing, "taxi" in passing, "taxi" not in passing)
print(passing.count("car"), passing.count("taxi"))
print(passing.index("car"))

# index can begin further right, to find the next one.
first = passing.index("car")
second = passing.index("car", first + 1)
print(first, second)

# Every place of it: count the places along.
places = []
for place in range(len(passing)):
    if passing[place] == "car":
        places.append(place)
print(places)

# What if it is not there? Ask first.
for wanted in ["bike", "taxi"]:
    if wanted in passing:
        print(wanted, "is number", passing.index(wanted) + 1)
    else:
        print("no", wanted, "today")

# predict: the list holds lists. Is the 3 in it?
pairs = [[1, 2], [3, 4]]
print(3 in pairs, [3, 4] in pairs)

# pitfall: 1, 1.0 and True are equal, so one is taken for the other.
print([0, 1].index(True), [True, 1.0, "1"].count(1))
