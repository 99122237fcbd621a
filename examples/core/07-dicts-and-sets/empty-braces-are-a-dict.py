"""{} is a dictionary, set() is a set

Curly brackets are used for both. With colons they make a dictionary,
with single items a set, and with nothing in them a *dictionary*,
because that was there first.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Create an empty set correctly."
# level = "beginner"
# tags = ["set", "surprise"]
# covers = ["ast:Dict", "builtin:set"]
# docs = ["tutorial/datastructures#sets"]
# try = [
#   "Call `seen.add` on the first `seen` and read the error.",
#   "Print `type({\"a\": 1})` and `type({\"a\"})`.",
#   "Write `{*()}`. What is that?",
# ]
# ///

# With something in them there is no doubt.
print(type({"tea": 2}))
print(type({"tea"}))

# predict: and with nothing?
seen = {}
print(type(seen))

# So an empty set has to be made by its name. It is shown that way.
seen = set()
print(type(seen), seen)

# A list of the stops of a walk. Where are we for the second time?
walk = ["gate", "well", "oak", "well", "gate"]
for place in walk:
    if place in seen:
        print("again at the", place)
    seen.add(place)
print(sorted(seen))

# Empty ones of every kind, and how they look.
for empty in [[], (), "", {}, set()]:
    print(repr(empty), len(empty), bool(empty))

# pitfall: set() of a text takes it apart. For one word, write {word}.
print(sorted(set("tea")), {"tea"})
