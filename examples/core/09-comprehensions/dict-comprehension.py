"""Dictionary comprehensions

In curly brackets with a colon in front, a comprehension makes a
dictionary: key, colon, value, then the `for`. It is handy to turn a
mapping round, to filter it or to change its values.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Invert and filter a mapping."
# level = "beginner"
# tags = ["comprehension"]
# covers = ["ast:DictComp", "field:DictComp.value", "pep:274"]
# docs = ["tutorial/datastructures#dictionaries"]
# try = [
#   "Keep only the prices with a name of four letters.",
#   "Make a dictionary from each name to its place: `enumerate`.",
#   "Write a comma in place of a colon and read the error.",
# ]
# ///

prices = {"tea": 3, "cake": 5, "soup": 7}

# From a list: each word and its length.
print({word: len(word) for word in ["fig", "apple"]})

# Other values under the same keys.
print({name: price * 2 for name, price in prices.items()})

# Filtered.
print({name: price for name, price in prices.items() if price < 6})

# Turned round: the values become the keys.
by_price = {price: name for name, price in prices.items()}
print(by_price, by_price[5])

# A look-up table from records.
people = [("i1", "Ida", 9), ("t7", "Tom", 12)]
by_code = {code: name for code, name, age in people}
print(by_code["t7"])

# From two lists that belong together.
days, weather = ["Mon", "Tue"], ["rain", "sun"]
print({day: sky for day, sky in zip(days, weather)})

# Keys in one spelling.
print({word.casefold(): word for word in ["Oslo", "BERN"]})

# predict: two names have the price 3. Which of them is left?
menu = {"tea": 3, "milk": 3}
print({price: name for name, price in menu.items()})

# pitfall: To keep both, each key needs a list.
names = {}
for name, price in menu.items():
    names.setdefault(price, []).append(name)
print(names)
