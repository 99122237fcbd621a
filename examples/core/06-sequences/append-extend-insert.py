"""append, extend and insert

`append` adds *one* thing at the end, whatever it is. `extend` adds
every item of another collection, one by one. `insert` puts a thing
before a place.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Add one item, many items, or an item in the middle."
# level = "beginner"
# tags = ["list", "surprise"]
# covers = [
#   "method:list.append", "method:list.extend",
#   "method:list.insert",
# ]
# docs = ["tutorial/datastructures#more-on-lists"]
# try = [
#   "Insert the milk at the place -1. Where does it stand?",
#   "Write `basket += \"tea\"` and look at the letters.",
#   "Print what `basket.append(\"oil\")` gives back.",
# ]
# ///

basket = ["bread"]

# One more at the end.
basket.append("milk")
print(basket)

# Every item of another list.
basket.extend(["figs", "rice"])
print(basket, len(basket))

# Before a place: 0 is the very front.
basket.insert(0, "bag")
basket.insert(2, "salt")
print(basket)

# A place beyond the end is no error: it goes to the end.
basket.insert(99, "tea")
print(basket[-1], len(basket))

# predict: append gets a list. How many things are added?
weekend = ["cake"]
weekend.append(["jam", "nuts"])
print(weekend, len(weekend))

# += does what extend does. + makes a new list and leaves the old one.
plan = ["soup"]
longer = plan + ["salad"]
print(plan, longer)
plan += ["salad"]
print(plan)

# pitfall: A text is a collection of letters for extend.
colours = ["blue"]
colours.extend("red")
print(colours)
