"""What a SyntaxError points at

Python reads the *whole* file before it runs the first line. If a
bracket or a colon is missing, it stops there with a `SyntaxError`: the
last line says what is missing, and the mark `^` shows where.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Use the caret and the message to find a missing bracket or colon."""
# level = "beginner"
# kind = "syntax-error"
# tags = ["errors"]
# covers = ["exc:SyntaxError", "pep:617"]
# docs = [
#   "tutorial/errors#syntax-errors", "library/exceptions#SyntaxError",
# ]
# try = [
#   "Close the bracket behind `\"clown fish\"`. What is reported now?",
#   "Mend both mistakes: a bracket and a colon. The program runs.",
#   "Then delete the quote behind `Come in.` and read the message.",
# ]
# expect.exception = "SyntaxError"
# expect.message = "'(' was never closed"
# ///

# This program is broken on purpose, in two places.
# predict: the next line is correct. Is it printed?
print("The aquarium opens at nine.")

# A bracket is opened here and never closed. Python notices further
# down, but the mark points back to the bracket that is still open.
fish = ("angel fish", "clown fish"

# Now read the error, from the bottom up:
#   1. The last line says WHAT: '(' was never closed
#   2. The mark ^ stands under the bracket without a partner.
#   3. The line with File says WHERE: the number of that line.
print("In the tank:", fish)

# The second mistake waits here: an if without its colon. Python
# reports one mistake at a time, so mend the first one to see it.
open_today = True
if open_today
    print("Come in.")
