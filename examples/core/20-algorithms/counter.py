"""Counter: tallies with arithmetic

A `Counter` is a dictionary from things to numbers. It counts what an
iterable gives, ranks the result, and two of them can be added,
subtracted and compared.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Count, rank and combine tallies, and meet ^ on 3.15."
# level = "intermediate"
# tags = ["collections"]
# covers = ["module:collections", "name:collections.Counter"]
# docs = ["library/collections#collections.Counter"]
# try = [
#   "Count the letters of your own name without the spaces.",
#   "Print `week.total()` and `list(week.elements())`.",
#   "Ask whether `sunday <= week`. Then the other way round.",
# ]
# ///

import sys
from collections import Counter

seen = ["robin", "crow", "robin", "gull", "crow", "robin"]
saturday = Counter(seen)
print(saturday)
print(saturday.most_common(2))

# A bird that was never seen counts 0, and is not added by asking.
print(saturday["owl"], "owl" in saturday)

# Tallies add up.
sunday = Counter(gull=3, crow=1)
week = saturday + sunday
print(week)

# predict: one gull minus three. Is there a -2 in the result?
print(saturday - sunday)

# subtract() changes the tally itself and goes below zero.
saturday.subtract(sunday)
print(saturday["gull"])

# The smaller number of each, and the larger.
print(Counter("seesaw") & Counter("sews"))
print(Counter("seesaw") | Counter("sews"))

# Can you write "trees" with these letters?
letters = Counter("street")
print(Counter("trees") <= letters, Counter("rests") <= letters)

# From Python 3.15 on, ^ gives what the two do not share.
if sys.version_info >= (3, 15):
    print(Counter("seesaw") ^ Counter("sews"))
