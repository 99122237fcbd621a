"""str() for people, repr() for programmers

`str()` shows a value as people like to read it. `repr()` shows what
it *is*: with quotes around a text and with signs you would not see.
`print()` uses the first, lists use the second.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Print values so that '1' and 1 look different."
# level = "beginner"
# tags = ["format"]
# covers = [
#   "builtin:str", "builtin:repr", "builtin:ascii",
#   "lex:f-conversion", "field:FormattedValue.conversion",
#   "op:!", "pep:3138",
# ]
# docs = ["library/functions#repr"]
# try = [
#   "Print `repr(repr(\"tea\"))`. How many quotes do you count?",
#   "Write `{room!s}` where `{room!r}` stands.",
#   "Put a text with both kinds of quotes into the list.",
# ]
# ///

# Looks the same, is not the same.
print(str("1"), str(1))
print(repr("1"), repr(1))

# What cannot be seen shows up.
name = "Ida \t"
print("[" + str(name) + "]", len(name))
print("[" + repr(name) + "]")

# predict: print() of a list. With quotes, or without?
print("tea", 3)
print(["tea", 3])

# In an f-string, !r asks for repr and !a for plain ASCII.
room = "café"
print(f"no room called {room!r}")
print(f"{room!a}", ascii("naïve"))

# repr shows letters of every script, and writes control signs out.
print(repr("猫 und\nHund"))

# pitfall: What comes from a person or a file may end in a blank.
# The message on the left says nothing, the one on the right does.
answer = "yes "
if answer != "yes":
    print("unknown answer", answer, "/ unknown answer", repr(answer))
