"""del removes a name, not an object

`del` unties a label. If the object carries another label, it lives on
under that one. An object without any label cannot be reached, and
Python clears it away by itself.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Unbind a name and see the object survive under another one."
# level = "beginner"
# tags = ["names"]
# covers = ["ast:Delete", "ast:Del", "keyword:del", "exc:NameError"]
# docs = ["reference/simple_stmts#the-del-statement"]
# try = [
#   "Add `print(draft)` right behind `del draft`, outside `try`.",
#   "Delete `letter` instead of `draft`. Which line fails now?",
#   "Write `del letter[1]` at the end instead of `del letter[0]`.",
# ]
# ///

# One list under two names.
draft = ["Dear Mei,", "see you soon"]
letter = draft

# predict: one of its names goes. Does the list go too?
del draft
print("letter:", letter)

# Only the name is gone. try runs the indented line; if that fails,
# except takes over and the program goes on.
try:
    print(draft)
except NameError as problem:
    print("NameError:", problem)

# The name is free again and can be tied to something else.
draft = ["Dear Omar,"]
print("draft: ", draft)
print("letter:", letter)

# pitfall: With square brackets, `del` takes an item out of the list.
# That changes the object, and every one of its names sees it.
shared = letter
del letter[0]
print("shared:", shared)
