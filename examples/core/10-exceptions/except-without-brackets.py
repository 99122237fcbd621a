"""except ValueError, TypeError: without brackets

Since Python 3.14 one `except` may list several types without brackets
around them. With `as` the brackets are still needed. On older versions
write `except (ValueError, TypeError):`, which works everywhere.
"""
# /// script
# requires-python = ">=3.14"
# [tool.explorer]
# goal = """\
# Use the relaxed syntax and know where brackets are still needed."""
# level = "beginner"
# since = "3.14"
# tags = ["try", "new-3.14"]
# covers = ["pep:758"]
# docs = ["whatsnew/3.14", "reference/compound_stmts#except-clause"]
# try = [
#   "Write `except ValueError, TypeError as problem:` in `seats()`.",
#   "Take `TypeError` out of the first `except`. What about `None`?",
#   "Put `(\"12\", \"seats\")` into `answers`. Which type is it?",
# ]
# ///

# int() refuses a word with a ValueError, None with a TypeError.
answers = ["12", "twelve", None]


# A comma between the types: one handler for both.
def seats(answer):
    try:
        return int(answer)
    except ValueError, TypeError:
        return 0


for answer in answers:
    print(f"{answer!r} means {seats(answer)} seats")


# The name after as holds the error, and brackets come back with it.
def complaint(answer):
    try:
        int(answer)
    except (ValueError, TypeError) as problem:
        return type(problem).__name__
    return "no complaint"


for answer in answers:
    print(f"{answer!r}: {complaint(answer)}")

# predict: a KeyError is on neither list. Where does it end up?
try:
    try:
        print({"front": 12}["back"])
    except ValueError, TypeError:
        print("caught by the inner except")
except KeyError:
    print("not listed, so it went on to the outer one")
