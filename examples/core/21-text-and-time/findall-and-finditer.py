r"""findall and finditer

`findall` gives a list of the texts it found, `finditer` a match object
for each, with its position and groups. Matches are taken from left to
right and never overlap.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Collect every match with its position."
# level = "intermediate"
# tags = ["regex", "surprise"]
# covers = ["module:re"]
# docs = ["library/re#re.findall"]
# try = [
#   "Write `(?:g|kg)` in the second pattern and run again.",
#   "Find the words of four letters only.",
#   "Remove the `?` from `<.+?>`. What is found?",
# ]
# ///

import re

shopping = "2 kg flour, 500 g sugar, 1 kg figs"

# Without groups: the texts.
print(re.findall(r"\d+", shopping))

# predict: one group in the pattern. Does the list hold "2 kg"?
print(re.findall(r"\d+ (g|kg)", shopping))

# Two groups: a list of pairs.
print(re.findall(r"(\d+) (g|kg)", shopping))

# finditer tells everything about each.
for match in re.finditer(r"(?P<amount>\d+) (?P<unit>g|kg)", shopping):
    factor = 1000 if match["unit"] == "kg" else 1
    print(f"at {match.start():2}: {int(match['amount']) * factor} g")

# Matches do not overlap: "ana" is in "banana" twice, but found once.
print(re.findall("ana", "banana"))

# Looking ahead takes nothing, so here both are found.
print([match.start() for match in re.finditer("(?=ana)", "banana")])

# pitfall: `+` takes as much as it can. `+?` takes as little.
note = "<b>bold</b> and <i>thin</i>"
print(len(re.findall(r"<.+>", note)), re.findall(r"<.+?>", note))

# Nothing found is an empty list, not None.
print(re.findall(r"\d+ ml", shopping))
