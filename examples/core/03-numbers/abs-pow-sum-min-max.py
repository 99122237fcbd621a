"""abs(), three-argument pow(), sum(), min() and max()

Five tools for numbers are always there, without any import. `abs()`
takes the sign away, `pow()` makes powers, `sum()` adds up a list, and
`min()` and `max()` find its ends.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Use the numeric built-ins that need no import."
# level = "beginner"
# tags = ["builtins"]
# covers = [
#   "builtin:abs", "builtin:pow", "builtin:sum", "builtin:min",
#   "builtin:max",
# ]
# docs = [
#   "library/functions#sum", "library/functions#pow",
#   "library/functions#max",
# ]
# try = [
#   "Find the difference between highest and lowest height.",
#   "Find the lowest of `[\"10\", \"9\"]`. They are compared as texts.",
#   "Write `sum([\"a\", \"b\"])`. It starts from 0: read the error.",
# ]
# ///

# The heights of a walk, in metres, and how the wind felt.
heights = [340, 610, 455, 980, 720]
print("lowest: ", min(heights))
print("highest:", max(heights))
print("average:", sum(heights) / len(heights))

# min() and max() also take the values themselves.
print("warmer: ", max(-3, -8))

# abs() is the distance from zero, so it measures differences.
print("apart:  ", abs(-3 - -8), abs(-8 - -3))

# sum() may start from another number than 0.
print("with 50 m to the car:", sum(heights, 50))

# pow(a, b) is a ** b. A third number gives the remainder at once,
# without writing out the gigantic power: which day of the week is it
# in 10**100 days?
print("pow:    ", pow(2, 10), 2**10)
print("weekday:", pow(10, 100, 7), 10**100 % 7)

# predict: what is the sum of nothing?
print("nothing:", sum([]))

# pitfall: The largest of nothing does not exist, unless you say what
# the answer shall be.
try:
    print(max([]))
except ValueError:
    print("ValueError: max([]) has no answer")
print("default:", max([], default=0))
