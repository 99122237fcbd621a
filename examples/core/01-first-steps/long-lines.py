"""Long lines: brackets, backslashes and semicolons

Normally the end of a line is the end of a statement. Inside brackets
a line may be broken anywhere between two words or values, and that is
the safe way to keep lines short. A backslash can do it too.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Break a long statement safely and know why semicolons are rare."""
# level = "beginner"
# tags = ["syntax", "style"]
# covers = [
#   "lex:implicit-joining", "lex:backslash-continuation",
#   "lex:semicolon", "op:;", "pep:8",
# ]
# docs = [
#   "reference/lexical_analysis#line-structure",
#   "tutorial/controlflow#intermezzo-coding-style",
# ]
# try = [
#   "Put brackets around `12` and `+ 9` in the last part.",
#   "Add `\"Hut\"` to the route, on a line of its own.",
#   "Put a space behind the backslash and read the error.",
# ]
# ///

# The brackets are still open at the end of a line, so Python reads
# on. There is room for a comment behind each number.
walked = (
    12  # to the bridge
    + 9  # through the forest
    + 6  # along the lake
)
print("walked:", walked, "km")

# The brackets of print() work in the same way. A comma may stand
# behind the last value: then a new line is easy to add.
print(
    "Bridge",
    "Forest",
    "Lake",
    sep=" > ",
)

# A backslash as the very last sign joins a line with the next one.
left = 40 \
    - walked
print("left:", left, "km")

# A semicolon puts two statements in one line. The style guide (PEP 8)
# advises against it: the second one is easy to overlook.
print("rest at the hut"); print("drink some water")

# pitfall: With neither brackets nor backslash the statement ends. The
# second line is a statement of its own: it works out `+9`, for nobody.
# predict: how far is it?
total = 12
+ 9
print("total:", total, "km")
