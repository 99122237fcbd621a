"""Building text with join() instead of +

`separator.join(pieces)` puts the separator *between* the pieces and
nowhere else. It builds the whole text in one pass, where a loop with
`+` starts a new text for every piece.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Assemble many pieces in one pass."
# level = "beginner"
# tags = ["str"]
# covers = ["method:str.join"]
# docs = ["library/stdtypes#str.join"]
# try = [
#   "Join `stops` with `\"\\n\"` to print one on each line.",
#   "Join an empty list, then a list with one stop.",
#   "Join `platforms`, the numbers themselves. Read the error.",
# ]
# ///

stops = ["Oslo", "Hamar", "Trondheim"]

# A loop with + leaves a separator too many at the end.
route = ""
for stop in stops:
    route = route + stop + " > "
print("[" + route + "]")

# join() puts it between the pieces only.
print("[" + " > ".join(stops) + "]")

# The text in front decides what stands between. It may be empty.
print(", ".join(stops))
print("".join(stops))

# Every piece must be text: str() makes one from a number.
platforms = [4, 11, 2]
labels = []
for platform in platforms:
    labels.append(str(platform))
print("platforms", "/".join(labels))

# pitfall: A single text in place of a list is no error.
# predict: what does join make of one word?
print("-".join("Oslo"))

# Any text is a row of characters, and each of them is a piece.
