"""Unary plus, minus and bitwise not

Plus, minus and tilde also work with a value on one side only: `-x`
turns the sign, `+x` leaves it, and `~x` turns all binary digits around.
That makes `~x` the same as `-x - 1`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Apply the three one-sided operators and see why ~5 is -6."
# level = "beginner"
# tags = ["operators"]
# covers = [
#   "ast:UnaryOp", "ast:UAdd", "ast:USub", "ast:Invert", "op:~", "op:+",
#   "op:-",
# ]
# docs = [
#   "reference/expressions#unary-arithmetic-and-bitwise-operations",
# ]
# try = [
#   "Print `~-1` and `~~~5`.",
#   "Ask for the pair `seats[2]` and `seats[~2]`.",
#   "Write `~5.0`. A float has no binary digits to turn.",
# ]
# ///

# Floors of a house, seen from the street.
cellar = -2
print("up from the cellar:", -cellar)

# Plus is for show: it changes nothing. Minus twice cancels out.
print("plus: ", +cellar)
print("minus:", - -cellar)

# ~ turns every binary digit around. For 5 that gives -6.
print("~5:", ~5, "and -5 - 1:", -5 - 1)

# predict: turned around twice, what comes back?
print("~~5:", ~~5)

# It counts from the other end: ~0 is -1, ~1 is -2. In a list, [0] is
# the first item and [-1] the last one.
seats = ["Ava", "Ben", "Chen", "Dora", "Emil"]
print("outer pair:", seats[0], "and", seats[~0])
print("next pair: ", seats[1], "and", seats[~1])

# The same sign between two values is another operator.
print("between two:", 7 + 2, 7 - 2)

# pitfall: `**` goes before the minus in front of a number.
print("-3**2:  ", -3**2)
print("(-3)**2:", (-3) ** 2)
