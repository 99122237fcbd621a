"""Width, alignment, sign and precision

After a colon in the brackets you say how a value should look: how
wide, on which side, with which sign, with how many digits.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Read and write a format specification."
# level = "beginner"
# tags = ["format"]
# covers = [
#   "field:FormattedValue.format_spec", "builtin:format",
#   "pep:3101", "pep:682",
# ]
# docs = ["library/string#formatspec"]
# try = [
#   "Fill the names with dots up to 10: `{name:.<10}`.",
#   "Show the amounts with one digit after the point.",
#   "Write `{name:d}` and read the error.",
# ]
# ///

# A width. Numbers go to the right, texts to the left.
print(f"[{42:6}] [{'tea':6}]")

# < left, > right, ^ in the middle, and what to fill with.
print(f"[{42:<6}] [{'tea':>6}] [{'tea':^7}]")
print(f"[{'tea':*^9}] [{42:06}]")

# .2f: two digits after the point, rounded.
third = 2 / 3
print(third, f"{third:.2f}", f"{third:.0f}")

# A plus for what came in. A minus is always shown.
for amount in [12.5, -3]:
    print(f"{amount:+.2f}")

# All together: fill, side, sign, width, digits.
print(f"[{third:*>+10.3f}]")

# The same outside of a text, and with a width from a name.
width = 8
print(f"[{format(third, '.3f')}]", f"[{'tea':>{width}}]")

# predict: a number with a dot and no f. Digits in all, or after it?
print(f"{123.456:.4}")

# Without the f it counts all digits, not only those after the point.

# pitfall: A tiny loss looks like "-0". The z takes the sign away.
print(f"{-0.001:.1f}", f"{-0.001:z.1f}")
