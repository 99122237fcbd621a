r"""Groups, named groups and what a match knows

Round brackets in a pattern catch a part of the text. The match gives
it by number or, with `(?P<name>...)`, by name, and knows where each
part stood.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Extract fields from a line."
# level = "intermediate"
# tags = ["regex"]
# covers = ["module:re"]
# docs = ["library/re#match-objects"]
# try = [
#   "Add `, platform 4` to the line, and a group for it.",
#   "Ask for `match[\"gate\"]` and read the error.",
#   "Print `match.groups()`, then write `(to|from)` without `?:`.",
# ]
# ///

import re

line = "07:45 to Lyon, 12 minutes late"

# By number: 0 is the whole match, 1 the first bracket.
match = re.search(r"(\d\d):(\d\d)", line)
print(match[0], match[1], match[2])
print(match.groups())

# By name: the pattern says what it looks for.
departure = re.compile(
    r"(?P<time>\d\d:\d\d) (?:to|from) (?P<town>\w+)"
    r"(?:, (?P<late>\d+) minutes late)?"
)
match = departure.search(line)
print(match["town"], match.group("late"))
print(match.groupdict())
print("town from", match.start("town"), "to", match.end("town"))

# predict: this train is on time. What is in its group `late`?
match = departure.search("09:10 from Metz")
print(match.groupdict())

# A group can be repeated in the pattern: the same word twice.
twice = re.search(r"\b(?P<word>\w+) (?P=word)\b", "mind the the gap")
print("doubled:", twice["word"])

# pitfall: A group inside a repetition keeps its last round only.
print(re.fullmatch(r"(?:(\d+) ?)+", "3 14 159").groups())

# With re.VERBOSE a pattern may have spaces and comments.
clock = re.compile(r"""
    (?P<hour>   [01]\d | 2[0-3] )  # 00 to 23
    :
    (?P<minute> [0-5]\d )          # 00 to 59
""", re.VERBOSE)
print(bool(clock.fullmatch("23:59")), bool(clock.fullmatch("24:00")))
