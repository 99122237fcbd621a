"""update(), | and |=

`|` makes a new dictionary from two. `update` and `|=` change the left
one. When both have a key, the value of the *right* one wins.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Merge dictionaries and know which value wins."
# level = "beginner"
# since = "3.9"
# tags = ["dict", "new-3.9"]
# covers = ["method:dict.update", "pep:584"]
# docs = ["library/stdtypes#dict.update"]
# try = [
#   "Turn the two sides of the first `|` round.",
#   "Merge three dictionaries in one line.",
#   "Write `usual | [(\"size\", \"S\")]` and read the error.",
# ]
# ///

usual = {"size": "M", "colour": "grey", "hood": True}
wish = {"colour": "green", "name": "Ida"}

# A new one. The wish wins over what is usual.
print(usual | wish)
print(usual)

# predict: the other way round. Which colour is it now?
print(wish | usual)

# The place of a key is where it stood first.
print(list(usual | wish))

# Change the one on the left: |= or update, which does the same.
order = usual.copy()
order |= wish
print(order["colour"], order["name"])

# update also takes names.
order.update(size="L", hood=False)
print(order)

# Nothing comes back from update: it works on what is there.
print(order.update(size="S"))

# pitfall: Values are replaced, not put together. A list is not added
# to a list.
monday = {"lunch": ["soup"]}
print(monday | {"lunch": ["cake"]})
