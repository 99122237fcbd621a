"""Exact money with Decimal

A `Decimal` counts in base 10, as people do with money, so ten cents are
exactly ten cents. Make it from a *text*, and let `quantize()` round by
a rule that has a name.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Add prices exactly and round with a named rule."
# level = "beginner"
# tags = ["decimal"]
# covers = ["module:decimal", "pep:327", "exc:TypeError"]
# docs = ["library/decimal"]
# try = [
#   "Divide `Decimal(\"10.00\")` by 3, then round it to cents.",
#   "Round the bill to whole coins with the pattern `Decimal(\"1\")`.",
#   "Write `Decimal(\"1,10\")`. Which sign marks the fraction?",
# ]
# ///

from decimal import Decimal, ROUND_HALF_UP

# Three bread rolls, with floats and with decimals.
print("float:  ", 1.1 + 1.1 + 1.1)
roll = Decimal("1.10")
print("decimal:", roll + roll + roll)
print("equal:  ", roll * 3 == Decimal("3.30"))

# predict: how many digits stand behind the point?
print("total:  ", Decimal("2.50") + Decimal("1.50"))

# A discount of 15 percent gives more digits than there are coins.
# quantize() rounds to the pattern, here to cents.
bill = Decimal("9.50") * Decimal("0.85")
cent = Decimal("0.01")
print("exact:  ", bill)
print("to pay: ", bill.quantize(cent, rounding=ROUND_HALF_UP))

# Without a rule it rounds a half to the even neighbour, as round().
print("default:", Decimal("0.125").quantize(cent))
print("half up:", Decimal("0.125").quantize(cent, ROUND_HALF_UP))

# Whole numbers may be mixed in. Floats may not: they are not exact.
try:
    print(roll + 0.5)
except TypeError:
    print("TypeError: no Decimal plus float")

# pitfall: Made from a float, the decimal takes over its hidden error.
print("from float:", Decimal(0.1))
