"""Missing keys: [], get() and setdefault()

Square brackets insist: a missing key is a `KeyError`. `get` answers
with a default instead. `setdefault` answers *and stores* the default
under the key.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Choose between an exception, a default and a stored default."
# level = "beginner"
# tags = ["dict"]
# covers = ["method:dict.get", "method:dict.setdefault", "exc:KeyError"]
# docs = ["library/stdtypes#dict.get"]
# try = [
#   "Ask `get` for a drink with the default `\"sold out\"`.",
#   "Print `prices` after every call of `get`. Does it grow?",
#   "Replace `setdefault` by `get` in the loop.",
# ]
# ///

prices = {"tea": 2, "cocoa": 3}

# Is it there? `in` looks at the keys.
print("tea" in prices, "milk" in prices)

# get never fails. Without a default it answers None.
print(prices.get("tea"), prices.get("milk"), prices.get("milk", 0))
print(prices)

# setdefault gives the value that is there, or puts one there.
print(prices.setdefault("tea", 99), prices.setdefault("milk", 1))
print(prices)

# Handy for lists under keys: made the first time, found after that.
shelf = {}
for colour, thing in [("red", "cup"), ("blue", "jug"), ("red", "bowl")]:
    shelf.setdefault(colour, []).append(thing)
print(shelf)

# predict: the default is a new list. Is the bowl in the dictionary?
table = {}
table.get("red", []).append("bowl")
print(table)

# pitfall: None can be a stored value. get() cannot tell the two.
seats = {"Ida": None}
print(seats.get("Ida"), seats.get("Tom"), "Ida" in seats)

# Brackets for a key that must be there: a mistake shows at once.
try:
    print(prices["coffee"])
except KeyError as problem:
    print("KeyError:", problem)
