"""Unpacking into names

Several names on the left of `=` take the items on the right apart,
one for each name. There must be as many names as items.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Take a tuple apart in one assignment."
# level = "beginner"
# tags = ["unpacking"]
# covers = ["ast:Tuple", "ast:Assign", "exc:ValueError"]
# docs = ["tutorial/datastructures#tuples-and-sequences"]
# try = [
#   "Rotate three names in one line: `a, b, c = b, c, a`.",
#   "Unpack the date `\"2024-05-04\"` with `split`.",
#   "Take `year` out of the left side of the first assignment.",
# ]
# ///

# Three items, three names.
name, year, colour = ("Daisy", 1968, "red")
print(name, year, colour)

# Lists and texts come apart too.
first, second = [10, 20]
a, b, c = "tea"
print(first, second, a, b, c)

# The right side is complete before any name is set. So two values
# change places in one line.
left, right = "tea", "milk"
left, right = right, left
print(left, right)

# In a for loop: each record comes apart.
boats = [("Ida", 3), ("Kim", 5)]
for boat, people in boats:
    print(boat, "carries", people)

# Items inside items: brackets on the left as well.
place, (x, y) = ("well", (4, 7))
print(place, x, y)

# predict: a and b change in one line. What is b afterwards?
a, b = 1, 1
a, b = b, a + b
a, b = b, a + b
print(a, b)

# pitfall: Two names for three items. Nothing is left out quietly. The
# rest of the message differs between versions, so it is cut off.
try:
    hour, minute = "07:45:10".split(":")
except ValueError as problem:
    print("ValueError:", str(problem)[:25])
