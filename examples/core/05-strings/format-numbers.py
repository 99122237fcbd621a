"""Thousands separators, percent, hex and scientific notation

A letter at the end of the format chooses how a number is written:
with separators, as a percentage, with an exponent or in another base.
The number itself stays the same.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Present numbers the way readers expect."
# level = "intermediate"
# tags = ["format"]
# covers = ["field:FormattedValue.format_spec", "pep:378"]
# docs = ["library/string#formatspec"]
# try = [
#   "Write the people with a blank: replace the comma afterwards.",
#   "Show the share without digits after the point.",
#   "Print your age in binary with eight digits: `08b`.",
# ]
# ///

people = 8045311447

# Groups of three make a long number readable.
print(people)
print(f"{people:,}")
print(f"{people:_}")
print(f"{1234567.891:,.2f}")

# A share of the whole, times 100, with a percent sign.
share = 7 / 12
print(f"{share:.1%} of 12 people eat plums")

# Very large and very small: one digit, and a power of ten.
print(f"{people:.2e}", f"{0.00000042:.1e}")

# g writes plainly what is not far from 1, the rest with a power.
for number in [0.5, 1500000.0, 0.000012]:
    print(f"{number:g}")

# Other bases: hexadecimal, binary, octal. # puts the prefix in front.
print(f"{255:x} {255:X} {255:b} {255:o}")
print(f"{255:#x} {255:#b}", f"{255:08b}")

# predict: half a coin up, half a coin down. Which way does it go?
print(f"{0.5:.0f} {1.5:.0f} {2.5:.0f}")

# pitfall: The result is text. Computing comes before formatting.
print(f"{people:,}" + "1")
