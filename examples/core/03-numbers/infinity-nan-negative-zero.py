"""inf, nan and -0.0

Floats know three special values. `inf` is larger than every number,
`nan` (not a number) is equal to nothing, not even to itself, and `-0.0`
is a zero that remembers its sign.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Predict comparisons with the three special float values."
# level = "intermediate"
# tags = ["float", "surprise"]
# covers = ["builtin:float", "module:math", "exc:OverflowError"]
# docs = [
#   "library/math#math.inf", "library/functions#float",
#   "library/exceptions#OverflowError",
# ]
# try = [
#   "Print `math.inf - math.inf` and `math.inf > 10**400`.",
#   "Use `min()` in the pitfall. Does the order matter there?",
#   "Write `int(math.inf)`. There is no such whole number.",
# ]
# ///

import math

# inf is a good start for "the best so far": each time beats it.
best = math.inf
best = min(best, 12.4)
best = min(best, 11.9)
print("best lap:", best)
print("inf + 1: ", math.inf + 1, math.inf + 1 == math.inf)

# A sensor that failed reports nan. Every sum with it is nan, too.
reading = float("nan")
print("sum:     ", 20.5 + reading)

# predict: is a nan equal to itself?
print("equal:   ", reading == reading)
print("ask so:  ", math.isnan(reading))

# -0.0 is equal to 0.0, and yet its sign can be seen.
print("zeros:   ", 0.0 == -0.0, -0.0, math.copysign(1, -0.0))

# Results that get too big: * goes over to inf, functions refuse.
print("1e308*10:", 1e308 * 10)
try:
    math.exp(1000)
except OverflowError:
    print("exp:      OverflowError")

# pitfall: `max()` compares, and no comparison with nan is true. So the
# order of the values decides.
print("max:     ", max(reading, 31.0), max(31.0, reading))
