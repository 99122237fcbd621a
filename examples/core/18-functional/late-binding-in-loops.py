"""All the lambdas return the last value

A function looks a name up when it *runs*, not when it is made. The
functions from one loop all share the loop's variable, and by the time
they run it has its last value.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Fix the late-binding loop bug in three ways."
# level = "intermediate"
# tags = ["closure", "surprise"]
# covers = ["ast:Lambda", "field:arguments.defaults"]
# docs = ["faq/programming"]
# try = [
#   "Call each function inside the first loop. Is that right?",
#   "Write `del key` below the first loop and read the error.",
#   "After the first way, call `keys[0](\"B\")`. Who decides?",
# ]
# ///

from functools import partial

# pitfall: Three piano keys, made in a loop.
keys = []
for key in ["C", "E", "G"]:
    keys.append(lambda: f"plays {key}")

# predict: what do the three play?
print([press() for press in keys])
print("key is", key)

# First way: a default is worked out when the function is made.
keys = []
for key in ["C", "E", "G"]:
    keys.append(lambda note=key: f"plays {note}")
print([press() for press in keys])


# Second way: an outer function, whose every call has its own name.
def make_key(note):
    return lambda: f"plays {note}"


keys = [make_key(key) for key in ["C", "E", "G"]]
print([press() for press in keys])


# Third way: partial stores the argument together with the function.
def play(note):
    return f"plays {note}"


keys = [partial(play, key) for key in ["C", "E", "G"]]
print([press() for press in keys])

# A comprehension does not help: it has one variable as well.
keys = [lambda: f"plays {key}" for key in ["C", "E", "G"]]
print([press() for press in keys])
