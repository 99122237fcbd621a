"""f"{value=}" prints the name too

An equals sign at the end of the brackets puts the expression itself
in front of its value. So a quick look at a name needs no label.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Debug with self-documenting expressions."
# level = "beginner"
# since = "3.8"
# tags = ["format", "new-3.8"]
# covers = ["lex:f-debug"]
# docs = ["reference/lexical_analysis#f-strings"]
# try = [
#   "Add `{i=}` to the line in the loop, counted from 0.",
#   "Write blanks around the equals sign: `{total = }`.",
#   "Show the names `water` and `total` in one f-string.",
# ]
# ///

water = 5
name = "pond"

# Without it you write every name twice.
print("water:", water, "name:", name)
print(f"{water=} {name=}")

# It works for expressions, exactly as they are written.
print(f"{water * 2 + 1=}")
print(f"{name.upper()=}")
print(f"{len( name ) = }")

# It uses repr, so texts show their quotes. Ask for others with !s.
print(f"{name=} {name=!s}")

# A format can follow after a colon: here, two digits.
depth = 2 / 3
print(f"{depth=:.2f}")

# Where does the sum go wrong? Look at every step.
total = 0
for amount in [3, -1, 4]:
    total += amount
    print(f"  {amount=} {total=}")

# predict: is this an equals sign for showing, or a comparison?
print(f"{water == 5}")
print(f"{water == 5 = }")
