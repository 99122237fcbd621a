"""Converting between int, float, str and bool

The name of a type is also the tool that makes one: `int()`, `float()`,
`str()` and `bool()` build a new object from what you give them. What
cannot be converted is refused with an error, never guessed.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Convert values explicitly and catch what cannot be converted."
# level = "beginner"
# tags = ["conversion"]
# covers = [
#   "builtin:int", "builtin:float", "builtin:str", "builtin:bool",
#   "exc:ValueError", "exc:TypeError",
# ]
# docs = [
#   "library/functions#int", "library/functions#bool",
#   "library/stdtypes#numeric-types-int-float-complex",
# ]
# try = [
#   "Write `str(8)` instead of `8` in the last `try`.",
#   "Convert `\" 42 \"` and `\"4 2\"`. Where may spaces stand?",
#   "Write `int(None)` outside `try`. What does `int()` accept?",
# ]
# ///

# The board of a running track works with texts.
print("text to whole number:", int("42") + 1)
print("text to float:       ", float("9.58") + 1)
print("number to text:      ", str(42) + " runners")

# int() cuts off what stands behind the point. It does not round.
# predict: what is left of the three times?
print("cut:", int(9.99), int(9.5), int(-9.99))

# A float made from a whole number has a point.
print("float:", float(7))

# bool() answers whether there is anything, and True counts as 1.
print("bool:", bool(0), bool(12), bool(""))
print("int: ", int(True), int(False))

# pitfall: `bool()` does not read the text. Any text but "" is true.
print("finished:", bool("no"))

# int() reads whole numbers only, without a point. try runs the line,
# except takes over when it fails with the error it names.
try:
    lanes = int("8.0")
except ValueError as problem:
    print("ValueError:", problem)

# Two steps work: first the float, then the cut.
print("lanes:", int(float("8.0")))

# + never converts by itself: is it a sum or a longer text?
try:
    print("lane " + 8)
except TypeError as problem:
    print("TypeError:", problem)
