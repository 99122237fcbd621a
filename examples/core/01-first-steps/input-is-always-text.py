"""input() always returns text

Whatever is typed, `input()` returns a *text*, even if it looks like a
number. `int()` turns a text of digits into a whole number, `float()`
one with a decimal point. Only then can you do sums with it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Convert typed digits with int() and float() before doing sums."""
# level = "beginner"
# kind = "stdin"
# tags = ["input", "conversion"]
# covers = ["builtin:int", "builtin:float"]
# docs = ["library/functions#input", "library/functions#int"]
# try = [
#   "Answer the second question with `3`. Why is the result `12.0`?",
#   "Print `people + 1` before `int(people)`. Read the error.",
#   "Answer the first question with `four`. `int()` cannot read.",
# ]
# ///

# Somebody types 4. The program receives the text "4". type() tells
# the kind of a value: str, short for string, is a text.
people = input("How many people? ")
print("typed:", people)
print("kind: ", type(people))

# pitfall: `*` repeats a text, it does no sums.
# predict: somebody types 4. What are three tickets each?
print("wrong:", people * 3)

# int() makes a whole number, an int, and now * is a multiplication.
people = int(people)
print("right:", people * 3)
print("kind: ", type(people))

# float() understands a decimal point. The text can be turned into a
# number at once, before it gets its name.
price = float(input("Price of one ride? "))
print("one ride for all:", people * price)

# Spaces around the digits do no harm.
rides = int(input("How many rides? "))
print("to pay:", people * price * rides)
