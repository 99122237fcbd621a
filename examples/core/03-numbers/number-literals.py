"""Binary, octal and hex literals with underscores

A whole number can be written in base 2, 8, 10 or 16, with underscores
between its digits. The spelling is gone as soon as Python has read it:
what remains is the number, and it prints in base 10.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Write one number five ways and print it back in each base."
# level = "beginner"
# tags = ["int"]
# covers = [
#   "lex:int-bin", "lex:int-oct", "lex:int-hex", "lex:int-underscore",
#   "builtin:bin", "builtin:oct", "builtin:hex", "pep:515", "pep:3127",
# ]
# docs = [
#   "reference/lexical_analysis#integer-literals",
#   "library/functions#hex",
# ]
# try = [
#   "Write the year you were born in with `hex()` and `bin()`.",
#   "Divide `0xFFFF00` by `0x100` with `//` and print it as hex.",
#   "Write `0b102`: a digit that base 2 does not have.",
# ]
# ///

# Shades of grey run from 0 to 255. One of them, in five spellings:
print(200, 2_0_0, 0b11001000, 0o310, 0xC8)

# Which base is it? b is binary, o octal, x hexadecimal (digits 0-9
# and A-F). The values are equal.
print("equal:", 200 == 0xC8)

# Underscores may stand between digits and count for nothing.
print("pixels:", 1_920 * 1_080)
print("groups:", 0b1100_1000)

# The way back: bin(), oct() and hex() write a number as text.
grey = 200
print(bin(grey), oct(grey), hex(grey))

# A colour on a web page is three shades in hexadecimal, two digits
# each: red FF, green 88, blue 00.
orange = 0xFF8800
print("orange as a number:", orange)
print("red part:", orange // 0x10000)

# predict: the same two digits in three bases. What is the sum?
print("sum:", 0b10 + 0o10 + 0x10)

# pitfall: `hex()` gives a text, so `+` glues instead of adding.
print("glued:", hex(16) + hex(16), "added:", hex(16 + 16))
