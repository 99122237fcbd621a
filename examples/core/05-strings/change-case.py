"""upper, title, swapcase and casefold

Six methods give a copy in other letters. To *compare* two texts
without regard to case use `casefold`, which knows more about letters
than `lower`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Change case, and compare text without regard to it."
# level = "beginner"
# tags = ["str"]
# covers = [
#   "method:str.upper", "method:str.lower", "method:str.title",
#   "method:str.capitalize", "method:str.swapcase",
#   "method:str.casefold",
# ]
# docs = ["library/stdtypes#str.casefold"]
# try = [
#   "Let the answer `Yeah` count as a yes too.",
#   "Print `sign` after all the calls. Has it changed?",
#   "Count the letters of `\"ß\".upper()`.",
# ]
# ///

sign = "mind the GAP"

print(sign.upper())
print(sign.lower())
print(sign.title())
print(sign.capitalize())
print(sign.swapcase())

# Digits and signs have no case.
print("Platform 9-b!".upper())

# Asking rather than changing.
print("GAP".isupper(), sign.isupper(), "gap".islower())

# People type as they like. Compare in one form.
for answer in ["yes", "YES", " Yes "]:
    if answer.strip().casefold() == "yes":
        print("yes it is")

# pitfall: title() begins a word after every sign, also after '.
print("ann's book isn't here".title())

# predict: a street sign in two spellings. Do both ways agree?
one = "STRASSE"
other = "straße"
print(one.lower() == other.lower())
print(one.casefold() == other.casefold())
