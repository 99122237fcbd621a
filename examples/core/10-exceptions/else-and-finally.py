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
#   "Move the line of `else` into `try`. Is anything different?",
#   "Raise an error in `finally`. What becomes of the first one?",
#   "Put `return` into `else`. Is the door still closed?",
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


# It also runs when an error passes through on its way out.
def search(room):
    try:
        return room.index("key")
    finally:
        print("light off")


try:
    search(["sock", "shoe"])
except ValueError:
    print("no key")


# predict: two returns. Which one counts?
def decide():
    for answer in ["yes", "no"]:
        try:
            continue
        finally:
            print("heard", answer)
    return "maybe"


print(decide())
