"""round() sends halves to the even neighbour

Halfway between two whole numbers, `round()` goes to the *even* one.
Always going up would make totals grow a little with every step; this
way the ups and downs even out.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Predict round(2.5) and know how to round the school way."
# level = "beginner"
# tags = ["float", "surprise"]
# covers = ["builtin:round"]
# docs = ["library/functions#round", "tutorial/floatingpoint"]
# try = [
#   "Round `-0.5`, `-1.5` and `-2.5`.",
#   "Round `0.49` and `2.51`. Only the exact half is special.",
#   "Write `round(\"2.5\")`. A text cannot be rounded.",
# ]
# ///

import math

# Four judges give half points.
print("0.5 ->", round(0.5))
print("1.5 ->", round(1.5))
# predict: the even neighbour, or up?
print("2.5 ->", round(2.5))
print("3.5 ->", round(3.5))

# Why even? The total of the four is 8. Rounded to even it stays 8.
print("total:  ", 0.5 + 1.5 + 2.5 + 3.5)
print("to even:", round(0.5) + round(1.5) + round(2.5) + round(3.5))

# The school way goes up at the half: add 0.5 and cut down to the
# whole number below. Its total is too high.
low = math.floor(0.5 + 0.5) + math.floor(1.5 + 0.5)
high = math.floor(2.5 + 0.5) + math.floor(3.5 + 0.5)
print("school: ", math.floor(2.5 + 0.5))
print("school total:", low + high)

# A second number says how many digits stay behind the point. Below
# zero it rounds to tens and hundreds.
print("digits: ", round(3.14159, 2))
print("tens:   ", round(1234, -1), round(1235, -1), round(1245, -1))

# pitfall: This looks like a half but is none: the float 2.675 lies a
# hair below it.
print("2.675 ->", round(2.675, 2))
