r"""Escape sequences from \n to \N{snowman}

A backslash in a text starts an escape sequence: a short spelling for a
character that is hard to type or impossible to see. However long the
spelling, the text holds *one* character for it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Write characters you cannot type."
# level = "beginner"
# tags = ["str"]
# covers = [
#   "lex:esc-simple", "lex:esc-hex", "lex:esc-octal", "lex:esc-u",
#   "lex:esc-U", "lex:esc-name", "lex:esc-newline", "pep:223",
# ]
# docs = ["reference/lexical_analysis#escape-sequences"]
# try = [
#   "Double each backslash in the path. Now it prints as typed.",
#   "Print `\\N{hot beverage}` and `\\N{black chess queen}`.",
#   "Misspell a name: `\\N{snowmann}`. Python checks it.",
# ]
# ///

# \n ends a line and \t moves on to the next column.
print("tea\t3\ncake\t4")

# A backslash protects a quote, or another backslash.
print("She said \"yes\" \\ \"perhaps\".")

# One character, five spellings: two hexadecimal digits, three octal
# ones, four or eight hexadecimal ones, and its Unicode name.
print("\x41", "\101", "\u0041", "\U00000041")
print("\N{LATIN CAPITAL LETTER A}")

# Names and numbers reach characters no keyboard has.
print("\N{snowman}", "\u2603", "\N{snowman}" == "\u2603")

# A backslash at the very end of a line hides the line break.
print("one line in the output, \
two lines in the code")

# predict: how many characters are in this text?
print(len("\t\x41\N{snowman}\n"))

# pitfall: The path `C:\new\table` was meant as a folder and a file, but
# `\n` and `\t` are escape sequences.
print("C:\new\table")
