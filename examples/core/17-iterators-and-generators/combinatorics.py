"""product, permutations and combinations

`product` picks one from each list, `permutations` arranges different
items in order, and `combinations` chooses a group where order does
not matter. All three make tuples one at a time.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Enumerate possibilities and count them."
# level = "intermediate"
# tags = ["itertools"]
# covers = [
#   "name:itertools.product", "name:itertools.permutations",
#   "name:itertools.combinations",
#   "name:itertools.combinations_with_replacement",
# ]
# docs = ["library/itertools#itertools.product"]
# try = [
#   "Find how many ways two dice give each sum, with a dictionary.",
#   "Print every order in which four people can queue.",
#   "Arrange the letters of `\"add\"`. Are all results different?",
# ]
# ///

from itertools import combinations, combinations_with_replacement
from itertools import permutations, product

# One of each: every outfit from two hats and two scarves.
for hat, scarf in product(["cap", "beret"], ["wool", "silk"]):
    print(hat, scarf, sep=" + ")

# repeat= picks from the same list again. Two dice that give 9:
dice = product(range(1, 7), repeat=2)
print([throw for throw in dice if sum(throw) == 9])

# Order matters for a podium, but not for a team.
runners = ["Ada", "Bo", "Cy"]
print(["-".join(two) for two in permutations(runners, 2)])
print(["-".join(two) for two in combinations(runners, 2)])

# Two scoops, and the same kind twice is allowed.
scoops = combinations_with_replacement(["fig", "mint"], 2)
print(list(scoops))

# predict: ten people shake hands, everybody with everybody. How often?
print(len(list(combinations(range(10), 2))))

# pitfall: The numbers grow fast. Count before you make a list.
for people in [3, 6, 9]:
    orders = sum(1 for order in permutations(range(people)))
    print(people, "people,", orders, "orders")
