"""Alternatives, as-names and guards

`|` lists alternatives, `as` keeps what one of them matched, and `if`
after a pattern is a *guard*: the case counts only when its condition
is true as well.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Combine patterns and add conditions."
# level = "intermediate"
# since = "3.10"
# tags = ["match"]
# covers = [
#   "ast:MatchOr", "ast:MatchAs", "field:MatchAs.pattern",
#   "field:MatchAs.name", "field:match_case.guard",
# ]
# docs = ["reference/compound_stmts#guards"]
# try = [
#   "Add a case: `\"tomorrow noon\"` means tomorrow at 12:00.",
#   "Remove `if n.isdigit()` and read the error.",
#   "Write `case [hour] | [\"at\", h]:` and read the error.",
# ]
# ///


def remind(text):
    match text.lower().split():
        case [("today" | "tomorrow") as day, time]:
            return f"{day} at {time}"
        case ["in", n, ("minutes" | "hours") as unit] if n.isdigit():
            return f"{int(n)} {unit} from now"
        case ["in", n, _]:
            return f"how long is {n!r}?"
        case ["every", *days] if days:
            return "each " + " and ".join(days)
        case ["never" | "stop" as word]:
            return f"all right, {word}"
        case _:
            return "when?"


for text in [
    "tomorrow 8:30",
    "in 20 minutes",
    "in twenty minutes",
    "every monday friday",
    "stop",
]:
    print(f"{text}: {remind(text)}")

# predict: the pattern fits `every` with no days. Does the guard?
print("every:", remind("every"))

# A guard is asked only after its pattern fits, so the names are set.
for age in [7, 15, 70, -1]:
    match age:
        case int() if age < 0:
            print(age, "is no age")
        case 0 | 1 | 2 | 3 | 4 | 5:
            print(age, "goes free")
        case years if years < 18 or years >= 65:
            print(years, "pays half")
        case _:
            print(age, "pays all")

# pitfall: 1 and True are equal, so the pattern 1 fits both.
match True:
    case 1:
        print("True matched 1")
