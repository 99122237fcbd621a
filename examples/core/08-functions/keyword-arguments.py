"""Calling with keywords

At a call an argument can be given its parameter's name. Then the order
does not matter, and the call says what each value is for.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Name arguments at the call and reorder them."
# level = "beginner"
# tags = ["parameters"]
# covers = ["ast:keyword", "field:Call.keywords"]
# docs = ["tutorial/controlflow#keyword-arguments"]
# try = [
#   "Write `book(beds=2, 1)`. Does any line run before the error?",
#   "Give `nights` twice: by position and by name.",
#   "Misspell a name in a call and read the error.",
# ]
# ///


def book(nights, beds=1, breakfast=False, view="yard"):
    extra = "with" if breakfast else "without"
    return f"{nights} nights, {beds} beds, {view}, {extra} breakfast"


# By position: what does True mean here?
print(book(2, 1, True))

# By name: no question, and any order.
print(book(nights=2, breakfast=True))
print(book(view="sea", beds=2, nights=3))

# Names let you skip the defaults in between.
print(book(5, view="park"))

# Positions first, then names. The other way round is refused before
# the program starts.
print(book(1, 2, view="sea"))

# Built-in functions take names for their special wishes.
print("ready", "steady", "go", sep="... ", end="!\n")
print(sorted(["figs", "Tea", "nuts"], key=str.lower, reverse=True))

# The names are at the call only. A variable of the same name is
# another thing.
beds = 7
print(book(1, beds=beds - 5), beds)

# predict: pop takes from the end. Is "sea" for the view, or for the
# nights, which come first in the def?
given = [5, "sea"]
print(book(view=given.pop(), nights=given.pop()))
