"""Annotating parameters and results

`amount: float` and `-> float` are notes about what a function expects
and returns. Python stores them for editors and checkers to read, but
it does *not* check them when the function is called.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Add hints and read them back at run time."
# level = "beginner"
# tags = ["def", "typing"]
# covers = [
#   "field:arg.annotation", "field:FunctionDef.returns",
#   "dunder:__annotations__", "pep:3107", "op:->",
# ]
# docs = ["tutorial/controlflow#function-annotations"]
# try = [
#   "Annotate `amount` with `str` and run again. Does a line change?",
#   "Call `convert(\"50\", 0.5)`: here the note was right to warn.",
#   "Use a text as a note: `amount: \"in euros\"`.",
# ]
# ///


# A colon after a parameter, an arrow before the final colon.
def convert(amount: float, rate: float) -> float:
    return amount * rate


print(convert(50.0, 1.5))

# The notes are kept in a dictionary on the function.
for name, note in convert.__annotations__.items():
    print(f"{name}: {note}")


# An annotation stands before a default value.
def stars(count: int, symbol: str = "*") -> str:
    return symbol * count


print(stars(3), stars(3, "+"))

# pitfall: Python keeps the notes and does not act on them.
# predict: a text where a float should be. Refused, or multiplied?
print(convert("na", 3))
