"""else for success, finally for always

`else` runs when nothing failed, and what fails in *it* is not caught
by the `except` above. `finally` runs in any case, last of all, also
when the block is left by `return`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Place each line in the clause where it belongs."
# level = "beginner"
# tags = ["try"]
# covers = [
#   "field:Try.orelse", "field:Try.finalbody", "keyword:finally",
#   "pep:341",
# ]
# docs = ["tutorial/errors#defining-clean-up-actions"]
# try = [
#   "In `search` move the line of `else` into `try`. Who catches now?",
#   "Raise a `KeyError` in the `finally` of `search`. Which one wins?",
#   "In `visit` leave out `try` and `finally`. Is the door closed?",
# ]
# ///


def unlock(code):
    print("try", code)
    try:
        number = int(code)
    except ValueError:
        print("  not a number")
    else:
        # Only for codes that could be read.
        print("  open" if number == 42 else "  wrong")
    finally:
        print("  done")


for code in ["42", "7", "sesame"]:
    unlock(code)


# finally comes between return and the caller.
def visit(room):
    try:
        return f"saw the {room}"
    finally:
        print("closing the door")


print(visit("attic"))


# A list that lacks a value says so with a ValueError. Raised in else,
# it passes the except above, and finally still runs on the way out.
def search(code):
    try:
        number = int(code)
    except ValueError:
        print("caught in search")
    else:
        print("found at", [40, 41, 42].index(number))
    finally:
        print("light off")


try:
    search("7")
except ValueError:
    print("caught by the caller")

# predict: `continue` leaves the try block. Is finally skipped?
for answer in ["yes", "no"]:
    try:
        continue
    finally:
        print("heard", answer)
