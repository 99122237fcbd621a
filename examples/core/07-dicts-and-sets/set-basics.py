"""Sets hold each item once

A set has no order and no places, and nothing is in it twice. To ask
whether something is in it takes the same short time for ten items as
for a million.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Remove duplicates and test membership fast."
# level = "beginner"
# tags = ["set"]
# covers = ["ast:Set", "builtin:set", "method:set.add", "pep:218"]
# docs = ["tutorial/datastructures#sets"]
# try = [
#   "Count the different letters of a sentence of yours.",
#   "Ask for `guests[0]` and read the error.",
#   "Print `{[1, 2]}` and read the error, then print `{(1, 2)}`.",
# ]
# ///

# Curly brackets without colons. What comes twice is there once.
guests = {"Ida", "Tom", "Ida", "Eva"}
print(len(guests), sorted(guests))

# Is somebody there?
print("Tom" in guests, "Ben" in guests)

# Add one, or take one out. discard does not mind a missing one.
guests.add("Ben")
guests.add("Tom")
guests.discard("Nobody")
guests.remove("Ida")
print(sorted(guests))

# From a list: how many different ones?
throws = [3, 6, 3, 1, 6, 6]
print(len(throws), "throws,", len(set(throws)), "different")

# Are all different? Then the set is as long as the list.
print(len(set(throws)) == len(throws))

# predict: the same letters in another order. Are the sets equal?
print(set("listen") == set("silent"), "listen" == "silent")

# There is no order to rely on, so sort when you show it.
for letter in sorted(set("banana")):
    print(letter, end=" ")
print()

# pitfall: remove insists. What is not there cannot be taken out.
try:
    guests.remove("Nobody")
except KeyError as problem:
    print("KeyError:", problem)
