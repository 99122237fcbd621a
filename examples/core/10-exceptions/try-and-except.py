"""try and except

Put the line that may fail into `try`, and what to do about it into
`except`. Only the named kind of error is caught. All others go on and
end the program, and that is good: they were not expected.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Handle one expected error and let the others through."
# level = "beginner"
# tags = ["try"]
# covers = [
#   "ast:Try", "ast:ExceptHandler", "field:Try.handlers",
#   "field:ExceptHandler.type", "field:ExceptHandler.name",
#   "keyword:try", "keyword:except", "keyword:as", "pep:3110",
# ]
# docs = ["tutorial/errors#handling-exceptions"]
# try = [
#   "Add `None` to the answers and read the error.",
#   "Print `type(problem)` where the message is printed.",
#   "Move the line with `print(\"thank you\")` above `int`.",
# ]
# ///


def read_age(answer):
    try:
        age = int(answer)
        print("  thank you")
        return age
    except ValueError:
        print("  that is not a number:", answer)
        return None


# When a line fails, the rest of the try block is skipped.
for answer in ["12", "twelve", " 7 "]:
    print("age", read_age(answer))

# `as` gives the error object a name. It shows its message.
try:
    int("many")
except ValueError as problem:
    print("message:", problem)


# Where it happens does not matter: also in a call inside a call.
def half(answer):
    return int(answer) / 2


try:
    print(half("8"))
    print(half("eight"))
    print("never reached")
except ValueError:
    print("caught from inside half")

# predict: the name after `as` is used below. Does it still exist?
print("problem" in globals())

# pitfall: The wrong kind is not caught. Here the outer try sees it.
try:
    try:
        [1, 2][5]
    except ValueError:
        print("not this one")
except IndexError as error:
    print("IndexError:", error)
