"""Raising an exception with a useful message

`raise` ends the function at once with an error that the caller sees.
Refuse bad arguments where they come in, and say what was wrong and
what would be right.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Reject bad arguments early."
# level = "beginner"
# tags = ["raise"]
# covers = [
#   "ast:Raise", "field:Raise.exc", "keyword:raise",
#   "exc:ValueError", "exc:TypeError",
# ]
# docs = ["tutorial/errors#raising-exceptions"]
# try = [
#   "Refuse more than 60 minutes, with a message of your own.",
#   "Call `boil(-3)` outside of any `try` and read the traceback.",
#   "Return -1 instead of raising. Who notices?",
# ]
# ///


def boil(minutes):
    # TypeError: the wrong kind of thing. ValueError: the right kind,
    # but a value that cannot be.
    if not isinstance(minutes, (int, float)):
        raise TypeError(f"minutes must be a number, not {minutes!r}")
    if minutes <= 0:
        raise ValueError(f"minutes must be above 0, not {minutes}")
    return f"boiling for {minutes} minutes"


for minutes in [4, -3, "four"]:
    try:
        print(boil(minutes))
    except (TypeError, ValueError) as problem:
        print(f"{type(problem).__name__}: {problem}")


# Without the check nobody complains, and the nonsense goes on.
def boil_blindly(minutes):
    return f"boiling for {minutes * 60} seconds"


print(len(boil_blindly("four")), "characters of nonsense")


# raise alone sends the error that is being handled on its way again.
def kitchen(minutes):
    try:
        return boil(minutes)
    except ValueError:
        print("  the kitchen was told")
        raise


try:
    kitchen(0)
except ValueError as problem:
    print("at the table:", problem)


# predict: a class is raised, without brackets. Is that an error?
try:
    raise ValueError
except ValueError as problem:
    print(repr(problem), repr(str(problem)))

# pitfall: A text is no exception.
try:
    raise "no tea"
except TypeError as problem:
    print("TypeError:", problem)
