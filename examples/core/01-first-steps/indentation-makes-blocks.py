"""Indentation makes the block

A line that ends in a colon opens a *block*. The lines below it that
are indented belong to the block, and the first line that is not
indented ends it. The spaces are not decoration: they steer the program.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "See how leading spaces decide which lines belong together."
# level = "beginner"
# tags = ["syntax"]
# covers = [
#   "lex:indentation", "op::", "ast:If", "keyword:if", "keyword:True",
#   "keyword:False",
# ]
# docs = [
#   "reference/lexical_analysis#indentation", "tutorial/introduction",
# ]
# try = [
#   "Set `raining` to `False` and count the lines that disappear.",
#   "Indent the last line by four spaces.",
#   "Put two spaces in front of \"Lock the door.\" and read the error.",
# ]
# ///

# if runs its block when the condition is true. The usual indent is
# four spaces.
raining = True
if raining:
    print("Take an umbrella.")
    print("Wear boots.")
print("Lock the door.")

# When the condition is false, the whole block is skipped. The line at
# the left edge is not part of it.
windy = False
if windy:
    print("Hold on to your hat.")
    print("Leave the kite at home.")
print("Walk to the station.")

# A block inside a block is indented twice.
has_ticket = True
if has_ticket:
    print("Go to the platform.")
    if raining:
        print("Wait under the roof.")
    print("Get on the train.")

# predict: there is no snow. Is anything printed?
# pitfall: Both lines were meant for snowy days, but the second one has
# lost its indent.
snowing = False
if snowing:
    print("Clear the steps.")
print("Put on the snow boots.")
