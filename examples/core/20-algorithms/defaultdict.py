"""defaultdict: a list for every key

A `defaultdict` makes the missing value itself: it calls the function
you gave it, stores the result under the key and returns it. That
saves the question "is the key there yet?".
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Group records without checking for the key."
# level = "intermediate"
# tags = ["collections", "surprise"]
# covers = ["name:collections.defaultdict"]
# docs = ["library/collections#collections.defaultdict"]
# try = [
#   "Group into sets instead: `defaultdict(set)` and `add`.",
#   "Pass `[]` where `list` stands and read the error.",
#   "Ask with `by_team.get(\"green\", [])` instead of the brackets.",
# ]
# ///

from collections import defaultdict

players = [("red", "Ann"), ("blue", "Bob"), ("red", "Cem")]

# With a plain dictionary every record needs the question.
plain = {}
for team, name in players:
    if team not in plain:
        plain[team] = []
    plain[team].append(name)

by_team = defaultdict(list)
for team, name in players:
    by_team[team].append(name)
print(dict(by_team), plain == by_team)

# int() is 0, so this counts.
points = defaultdict(int)
for team, goals in [("red", 2), ("blue", 1), ("red", 1)]:
    points[team] += goals
print(dict(points))

# The function is called for each new key.
shelves = defaultdict(lambda: {"top": 0, "bottom": 0})
shelves["jam"]["top"] += 4
shelves["tea"]["bottom"] += 1
print(dict(shelves))

# pitfall: Looking is enough to make an entry.
# predict: how many teams are there after the question?
if by_team["green"] == []:
    print(len(by_team), "teams:", list(by_team))

# `in` and get() only look. Done collecting? Switch it off.
print("pink" in by_team, by_team.get("pink"), len(by_team))
by_team.default_factory = None
try:
    by_team["pink"]
except KeyError as error:
    print("KeyError:", error)
