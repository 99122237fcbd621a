"""in and not in

`in` asks whether something is inside something else. What it looks at
depends on the right side: a list is searched by *item*, a text by
*piece*, a dictionary by *key*.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Test membership in text, lists and dictionaries."
# level = "beginner"
# tags = ["comparison"]
# covers = ["ast:In", "ast:NotIn", "keyword:in"]
# docs = ["reference/expressions#membership-test-operations"]
# try = [
#   "Look for the value on purpose: `9 in seats.values()`.",
#   "Look for `\"ben\"` in `guests`. Case counts.",
#   "Ask `3 in \"room 3\"`. A text holds only text.",
# ]
# ///

# A list holds an item if one of them is equal to it.
guests = ["Amara", "Ben", "Chloe"]
print("Ben is invited:", "Ben" in guests)
print("Dan is missing:", "Dan" not in guests)
print("Chlo is invited:", "Chlo" in guests)

# A text holds every piece of itself, but no other spelling.
motto = "Slow and steady"
print("pieces:", "and" in motto, "dy" in motto, "slow" in motto)

# A dictionary maps keys to values, here guests to seats.
seats = {"Amara": 4, "Ben": 9}
# predict: Ben has seat 9. Are both of them found?
print("in seats:", "Ben" in seats, 9 in seats)

# A condition often asks what is not there.
late = "Dan"
if late not in seats:
    print(late, "has no seat yet")

# pitfall: The empty text `""` is a piece of every text.
answer = ""
print("empty answer accepted:", answer in "yes or no")
print("empty answer accepted:", answer in ["yes", "no"])
