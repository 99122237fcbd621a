"""Reading a traceback from the bottom up

This program stops with an error *on purpose*. Python then prints a
traceback: a report of what went wrong and where. Read its last line
first, then the lines above it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Find the error type, the message, the line and the marked \
# expression."""
# level = "beginner"
# kind = "error"
# tags = ["errors"]
# covers = ["exc:ZeroDivisionError", "pep:657"]
# docs = ["tutorial/errors#exceptions"]
# try = [
#   "Set `days_closed` to `2`. The program reaches its last line.",
#   "Misspell `earned` in the long line. Read the new last line.",
#   "Set `days_open` to `0` too. Which division is marked now?",
# ]
# expect.exception = "ZeroDivisionError"
# expect.message = "division by zero"
# ///

# A shop looks back on its week.
earned = 360
days_open = 6
days_closed = 0
print("Earned this week:", earned)

# The next line divides twice, and one division is impossible.
# predict: does it print the good half before it stops?
print("Per day:", earned / days_open, earned / days_closed)

# Now read the traceback, from the bottom up:
#   1. The last line says WHAT: the type of the error, a colon, and a
#      message. Here: ZeroDivisionError: division by zero
#   2. The marks above it (~ and ^) show the expression that failed.
#      Two divisions share the line; only one of them is marked.
#   3. The line with File says WHERE: the file and the line number.
print("The shop is closed.")
