"""A function can change the list you pass it

A call does not copy what it passes. Inside the function the object has
one more name, so a change made there is seen outside. To *rebind* the
inner name is something else: that does not reach the caller.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "See that arguments are new names for the caller's objects."
# level = "beginner"
# tags = ["objects", "functions", "surprise"]
# covers = ["ast:Call", "ast:FunctionDef", "keyword:def"]
# docs = ["faq/programming", "tutorial/controlflow#defining-functions"]
# try = [
#   "Call `pack(beach_bag)` twice. How many towels are there?",
#   "Write `bag += [\"umbrella\"]` in `swap()` instead of `bag = ...`.",
#   "Pass a tuple: `pack((\"sun hat\",))`. Read the error.",
# ]
# ///

# def keeps the indented lines under the name pack. A call runs them,
# with what stands in its brackets under the name bag.
def pack(bag):
    bag.append("towel")
    print("  in pack():", bag)


# predict: the function adds a towel. Is it in the beach bag outside?
beach_bag = ["sun hat"]
pack(beach_bag)
print("after it:   ", beach_bag)


# To protect your list, hand over a copy of it.
pack(list(beach_bag))
print("copy passed:", beach_bag)


# pitfall: `=` ties the inner name to another list. The caller's name
# stays where it was.
def swap(bag):
    bag = ["umbrella"]
    print("  in swap():", bag)


swap(beach_bag)
print("after it:   ", beach_bag)


# A number cannot change, so a function can only rebind its own name.
def add_one(count):
    count += 1
    print("  in add_one():", count)


towels = 1
add_one(towels)
print("towels:     ", towels)
