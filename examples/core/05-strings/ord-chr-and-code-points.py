"""Characters and code points with ord() and chr()

Every character has a number, its *code point*. `ord()` gives the
number of a character and `chr()` the character of a number, for all
scripts and signs of the world.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Move between a character and its number."
# level = "beginner"
# tags = ["unicode"]
# covers = ["builtin:ord", "builtin:chr"]
# docs = ["library/functions#ord"]
# try = [
#   "Shift the secret by 5 letters instead of 1.",
#   "Print the ten characters from 9728 on.",
#   "Ask for `ord(\"ab\")` and read the error.",
# ]
# ///

# From a character to its number and back.
print(ord("A"), chr(65))
print(ord("é"), ord("€"), ord("猫"))
print(chr(9731), chr(128008))

# The letters stand in a row, so their numbers do as well.
for number in range(ord("a"), ord("h")):
    print(chr(number), end=" ")
print()

# A secret: each letter moved on by one.
secret = ""
for letter in "sun":
    secret = secret + chr(ord(letter) + 1)
print(secret)

# The number of the place in the alphabet.
print("m is letter", ord("m") - ord("a") + 1)

# predict: text is compared by these numbers. Which comes first?
print("Zebra" < "apple", ord("Z"), ord("a"))

# A digit is a character too, with a number that is not its value.
print(ord("7"), int("7"))

# pitfall: What looks like one sign may be two: e and an accent.
accent = "e" + chr(769)
print(accent, len(accent), len("é"), accent == "é")
