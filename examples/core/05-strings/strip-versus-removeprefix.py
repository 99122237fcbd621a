"""strip() removes characters, removeprefix() removes text

`strip` takes a *set of characters* off both ends, in any order, as
long as there are any. `removeprefix` and `removesuffix` take off one
given text, once, or nothing.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Avoid the classic lstrip bug."
# level = "beginner"
# since = "3.9"
# tags = ["str", "surprise", "new-3.9"]
# covers = [
#   "method:str.strip", "method:str.lstrip", "method:str.rstrip",
#   "method:str.removeprefix", "method:str.removesuffix", "pep:616",
# ]
# docs = ["library/stdtypes#str.strip"]
# try = [
#   "Strip the stars only from the right of the heading.",
#   "Remove `\".tar\"` as well: two calls in a row.",
#   "Take `\"w.\"` off `\"www.wool.org\"` with `lstrip`.",
# ]
# ///

# Without an argument: blanks, tabs and line breaks.
typed = "  green tea \n"
print("[" + typed.strip() + "]")
print("[" + typed.lstrip() + "]", "[" + typed.rstrip() + "]")

# With one: these characters, in any order, from both ends.
print("*** Menu! ***".strip("* "))
print("...wait...what?!".strip(".?!"))

# What stands inside is never touched.
print("--3--4--".strip("-"))

# A given text, and only at that end.
print("report.txt".removesuffix(".txt"))
print("Dr. Dora Drum".removeprefix("Dr. "))

# It is not there, so nothing is taken off.
print("report.pdf".removesuffix(".txt"))

# pitfall: lstrip takes letters, not a word.
# predict: "Dr. " is taken off. What is left of the name?
print("Dr. Dora Drum".lstrip("Dr. "))
print("reset.txt".rstrip(".txt"))
