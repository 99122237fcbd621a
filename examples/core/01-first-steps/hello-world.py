"""Hello, world in one line

A Python program may be as short as one line. `print()` writes what
stands between its brackets, and a text stands between quotes. Further
lines follow one after the other, from top to bottom.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Run a one-line program and see what print() writes."
# level = "beginner"
# tags = ["print"]
# covers = [
#   "ast:Module", "ast:Expr", "ast:Call", "ast:Constant", "ast:Name",
#   "ast:Load", "field:Call.args", "builtin:print", "pep:3105", "op:(",
#   "op:)",
# ]
# docs = ["tutorial/introduction", "library/functions#print"]
# try = [
#   "Say hello to yourself instead of to the world.",
#   "Swap the two lines about the lamp.",
#   "Write `Print` with a capital P: Python knows no such name.",
# ]
# ///

# This line is a whole program. The quotes show where the text begins
# and where it ends; they are not printed.
print("Hello, world")

# Lines run from top to bottom, each one once.
print("The lighthouse wakes up.")
print("The lamp goes on.")

# A comma separates the values in the brackets. print() puts a space
# between them. A number needs no quotes.
print("Ships in sight:", 3)

# predict: only one of these two lines is worked out. Which one?
print(2 + 3)
print("2 + 3")

# Empty brackets print an empty line.
print()
print("The lamp goes off.")
