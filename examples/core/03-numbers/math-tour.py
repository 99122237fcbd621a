"""gcd, isqrt, comb, perm and prod

The module `math` has tools for whole numbers that give exact answers,
however large: common divisors, square roots, products, and the number
of ways to choose or to arrange things.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Use the integer helpers of the math module."
# level = "intermediate"
# since = "3.9"
# tags = ["math", "new-3.9"]
# covers = ["module:math"]
# docs = ["library/math"]
# try = [
#   "How many ways are there to choose 6 of 49 numbers?",
#   "Compute `math.gcd(0, 12)` and `math.comb(3, 8)`.",
#   "Write `math.isqrt(-1)` and read the error.",
# ]
# ///

import math

# gcd: the largest square tile that fits a floor of 360 by 450 cm.
print("tile:     ", math.gcd(360, 450))

# lcm: trams leave every 12 and every 18 minutes, now together.
print("together: ", math.lcm(12, 18))

# isqrt: the largest square of chairs that 90 chairs can make.
side = math.isqrt(90)
print("square:   ", side, "by", side, "- left over:", 90 - side**2)

# comb: choose 3 of 8 songs. perm: in an order, as a programme.
print("choose:   ", math.comb(8, 3))
print("arrange:  ", math.perm(8, 3))
print("all eight:", math.perm(8), math.factorial(8))

# prod: the outfits from 4 shirts, 3 trousers and 2 hats.
print("outfits:  ", math.prod([4, 3, 2]))

# predict: what is the product of nothing?
print("nothing:  ", math.prod([]))

# pitfall: `math.sqrt()` works with floats, which are not exact for
# large numbers. `isqrt()` is.
number = 10**32 - 1
print("sqrt: ", int(math.sqrt(number)))
print("isqrt:", math.isqrt(number))
