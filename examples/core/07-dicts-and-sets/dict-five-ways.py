"""Five ways to build a dictionary

A dictionary keeps values under keys. Write the pairs out, use names
as keys, start from pairs, give many keys one value, or put two lists
together: the result is the same kind of thing.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Create a dict from a display, keywords, pairs, keys and zip."
# level = "beginner"
# tags = ["dict"]
# covers = ["ast:Dict", "builtin:dict", "method:dict.fromkeys"]
# docs = ["tutorial/datastructures#dictionaries"]
# try = [
#   "Write one key twice with different values. Which one stays?",
#   "Use a list as a key and read the error.",
#   "Zip three keys with two values.",
# ]
# ///

# Written out: key, colon, value.
ages = {"Ida": 9, "Tom": 12}
print(ages, ages["Tom"])

# As keywords: the names become texts.
print(dict(Ida=9, Tom=12))

# From pairs, in a list or whatever else holds pairs.
print(dict([("Ida", 9), ("Tom", 12)]))

# From two lists that belong together.
names = ["Ida", "Tom"]
print(dict(zip(names, [9, 12])))

# All keys with the same value, to be filled in later.
print(dict.fromkeys(names, 0))

# All of them are equal, and the order of the keys does not matter.
print(ages == {"Tom": 12, "Ida": 9})

# A new key adds a pair, a known one gets a new value.
ages["Eva"] = 7
ages["Ida"] = 10
print(ages, len(ages))

# Keys may be numbers, texts, tuples: anything that never changes.
places = {(0, 0): "well", (2, 5): "oak", 7: "seven"}
print(places[(2, 5)], places[7])

# predict: 1 and 1.0 and True are equal. How many keys are there?
print({1: "one", 1.0: "float", True: "yes"})

# pitfall: fromkeys puts one and the same list under every key.
hobbies = dict.fromkeys(names, [])
hobbies["Ida"].append("chess")
print(hobbies)
