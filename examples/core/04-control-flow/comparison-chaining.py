"""Chained comparisons: 0 < x < 10

`2 <= degrees <= 8` reads as it does in mathematics: both comparisons
must hold. It means `2 <= degrees and degrees <= 8`, with the middle
written only once.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Write range tests the way mathematics does."
# level = "beginner"
# tags = ["comparison"]
# covers = [
#   "ast:Compare", "ast:Lt", "ast:LtE", "ast:Gt", "ast:GtE",
#   "op:<", "op:<=", "op:>", "op:>=",
# ]
# docs = ["reference/expressions#comparisons"]
# try = [
#   "Set `degrees` to `8`, then to `8.1`. Where is the border?",
#   "Add `ana != cleo` to the last test with `and`.",
#   "Compare `0 < \"5\" < 10`: a text is no number.",
# ]
# ///

# A fridge should be between 2 and 8 degrees, borders included.
degrees = 5
print("cold enough:", 2 <= degrees <= 8)
print("the long way:", 2 <= degrees and degrees <= 8)

# < leaves its border out. Ages from 6 up to, not including, 18:
age = 18
print("child ticket:", 6 <= age < 18)

# A chain may fall as well as rise, and it may be longer.
print("countdown:", 3 > 2 > 1)
print("results in order:", 100 >= 80 >= 80 > 55)

# It is a condition like any other.
hour = 23
if 8 <= hour < 20:
    print("the shop is open")
else:
    print("the shop is closed")

# pitfall: `a != b != c` reads as if all three were different.
ana = 12
ben = 15
cleo = 12
# predict: does this test find that two results are equal?
print("all different:", ana != ben != cleo)

# A chain compares neighbours only, never the two ends.
