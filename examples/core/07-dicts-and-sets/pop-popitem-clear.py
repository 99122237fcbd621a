"""pop, popitem, clear and del

`pop` takes the pair of a key out and gives you its value. `popitem`
takes the pair that came in last. `del` only takes out, and `clear`
takes everything.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Remove entries by key, from the end, or all."
# level = "beginner"
# tags = ["dict"]
# covers = [
#   "method:dict.pop", "method:dict.popitem", "method:dict.clear",
#   "ast:Delete",
# ]
# docs = ["library/stdtypes#dict.pop"]
# try = [
#   "Pop `\"rope\"` twice. What does the second call say?",
#   "Give the coat a new value before `popitem` is called.",
#   "Empty the bag with a `while` loop and `popitem`.",
# ]
# ///

bag = {"map": 1, "apple": 4, "rope": 2, "coat": 1}

# By key, and the value is yours.
print("took", bag.pop("apple"), "apples")
print(bag)

# With a default there is no error when the key is missing.
print("took", bag.pop("lamp", 0), "lamps")

# The last one in is the first one out, as a pair.
print(bag.popitem())
name, count = bag.popitem()
print(name, count)

# del is for when you do not want the value.
bag["cup"] = 3
del bag["map"]
print(bag)

# predict: two names for one dictionary. What does the other see?
mine = bag
bag.clear()
print(bag, mine, len(mine))

# pitfall: A dictionary must not change its size in a loop over it.
stock = {"figs": 0, "nuts": 5, "tea": 0}
try:
    for name in stock:
        if stock[name] == 0:
            del stock[name]
except RuntimeError as problem:
    print("RuntimeError:", problem)
print(stock)

# So loop over a copy of the keys. list() makes one.
for name in list(stock):
    if stock[name] == 0:
        del stock[name]
print(stock)
