r"""search, match and fullmatch

The three ask the same pattern in different places: `search` anywhere
in the text, `match` at its start, `fullmatch` from its start to its
end. Each gives a match object or `None`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Choose where a pattern must fit."
# level = "intermediate"
# tags = ["regex", "surprise"]
# covers = ["module:re"]
# docs = ["library/re#search-vs-match"]
# try = [
#   "Write `\\.` for the dot in the last pattern. Who complains?",
#   "Add `KX-421` to the texts. Which of the three accept it?",
#   "Add `ab-12`, then pass `flags=re.IGNORECASE`.",
# ]
# ///

import re

# Two capital letters, a hyphen, two digits.
code = re.compile(r"[A-Z]{2}-\d{2}")

for text in ["KX-42", "parcel KX-42", "KX-42 lost", "KX-4"]:
    found = [
        bool(code.search(text)),
        bool(code.match(text)),
        bool(code.fullmatch(text)),
    ]
    print(f"{text:14}", found)

# What was found, and where.
match = code.search("parcel KX-42, parcel QT-07")
print(match.group(), match.start(), match.end())

# No match is None, so ask before you use it.
match = code.search("no code here")
print(match)

# pitfall: `match` lets anything follow. To check input, use fullmatch.
age = re.compile(r"\d+")
print(bool(age.match("12 or so")), bool(age.fullmatch("12 or so")))

# predict: `$` means the end. Does it accept a line break after it?
print(bool(re.search(r"^\d+$", "12\n")), bool(age.fullmatch("12\n")))

# A dot stands for any character, also where a dot was meant.
print(re.search(r"3.5", "size 3x5").group())
