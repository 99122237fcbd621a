"""Why 0.1 + 0.2 is not 0.3

A float is stored in base 2, where a tenth has no exact spelling, as a
third has none in base 10. So 0.1 is only very near to a tenth. Compare
floats with `math.isclose()`, not with `==`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# See the exact value behind a float and compare with isclose()."""
# level = "beginner"
# tags = ["float", "surprise"]
# covers = [
#   "lex:float-point", "lex:float-exponent",
#   "module:math", "pep:485", "method:float.as_integer_ratio",
# ]
# docs = ["tutorial/floatingpoint", "library/math#math.isclose"]
# try = [
#   "Compare `0.1 * 3` with `0.3`, and `0.1 * 4` with `0.4`.",
#   "Print `(0.75).as_integer_ratio()`. Why is it so short?",
#   "Write `1e-9.5`. What may stand behind the `e`?",
# ]
# ///

import math

# A cup of 0.1 litres and a glass of 0.2 litres go into a jug.
print("0.1 + 0.2 =", 0.1 + 0.2)

# predict: is it equal to 0.3?
print("equal:  ", 0.1 + 0.2 == 0.3)
print("close:  ", math.isclose(0.1 + 0.2, 0.3))

# What is really stored: a fraction of two whole numbers. The second
# one is a power of 2, so it can only come near to a tenth.
print("0.1 is  ", (0.1).as_integer_ratio())
print("2**55 is", 2**55)

# Halves and quarters are exact, and so is their sum.
print("0.5 is  ", (0.5).as_integer_ratio())
print("equal:  ", 0.5 + 0.25 == 0.75)

# 1e-9 means 1 divided by 10**9. isclose() accepts a difference of
# about one part in a billion, so these two still count as close.
print("billion:", math.isclose(1.0, 1.0 + 1e-10))

# pitfall: The difference may be a tiny part of the larger number, so
# only 0 is close to 0. There, say how big the difference may be.
left_over = 0.1 + 0.2 - 0.3
print("rest:   ", left_over)
print("close:  ", math.isclose(left_over, 0))
print("close:  ", math.isclose(left_over, 0, abs_tol=1e-9))
