"""Matching sequences: [first, *rest]

A `case` with square brackets fits a sequence by its length and its
parts, and gives names to what it finds. The first pattern that fits
wins, and the others are not looked at.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Take a command line apart."
# level = "intermediate"
# since = "3.10"
# tags = ["match"]
# covers = [
#   "ast:MatchSequence", "ast:MatchStar", "field:MatchStar.name",
#   "pep:635",
# ]
# docs = ["reference/compound_stmts#sequence-patterns"]
# try = [
#   "Add a command `look` that may have a direction or none.",
#   "Move the last case of `act` to the top and run again.",
#   "Add a case that refuses to `take` three things or more.",
# ]
# ///


def act(line):
    match line.split():
        case []:
            return "say something"
        case ["quit"]:
            return "bye"
        case ["go", direction]:
            return f"you walk {direction}"
        case ["take", first, *others]:
            return f"you take the {first} and {len(others)} more"
        case ["give", thing, "to", person]:
            return f"{person} thanks you for the {thing}"
        case [verb, *_]:
            return f"you cannot {verb} like that"


for line in [
    "go north",
    "take lamp",
    "take lamp rope map",
    "give map to Ada",
    "",
    "quit",
]:
    print(f"{line!r}: {act(line)}")

# predict: `go` wants one direction. What happens to two?
print(act("go north quickly"))

# Tuples and lists fit alike, and patterns may be nested.
match ("Ada", [3, 4]):
    case [name, [x, y]]:
        print(name, "stands at", x, y)

# pitfall: A text is no sequence here, though it has characters.
match "go":
    case [first, second]:
        print("two letters")
    case _:
        print("a text does not fit")
