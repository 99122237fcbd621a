"""center, ljust, rjust, zfill and expandtabs

These methods make a text longer by adding blanks, or a sign of your
choice, until it has the wanted width. A text that is already longer
stays as it is.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Line text up in columns."
# level = "beginner"
# tags = ["str"]
# covers = [
#   "method:str.center", "method:str.ljust", "method:str.rjust",
#   "method:str.zfill", "method:str.expandtabs",
# ]
# docs = ["library/stdtypes#str.center"]
# try = [
#   "Make the first column 16 wide, filled with dots.",
#   "Add a bun for 0.8. Do the prices still line up?",
#   "Centre the heading between `=` signs.",
# ]
# ///

# Text to the left, numbers to the right.
print("Bakery".center(20, "-"))
for name, price in [("rye", 3.5), ("plum cake", 12.25)]:
    print(name.ljust(12) + str(price).rjust(8))
print("-" * 20)

# Zeros in front, as on a clock or a ticket.
print("7".zfill(2) + ":" + "45", "No. " + "42".zfill(6))

# zfill knows about signs, rjust does not.
print("-5".zfill(4), "-5".rjust(4, "0"))

# A tab jumps to the next multiple of eight, or of what you say.
row = "rye\t3.5\tfresh"
print(row.expandtabs())
print(row.expandtabs(6))

# The added blanks are a part of the text.
print(len("rye".center(9)), "[" + "rye".center(9) + "]")

# pitfall: A width of 5 is asked for, but the text has nine letters.
# predict: how wide is it after this?
print(len("chocolate".ljust(5)))

# These methods never cut. Cut first, then fill up, if the width must
# be kept.
for name in ["chocolate", "tea"]:
    print("[" + name[:5].ljust(5) + "]")
