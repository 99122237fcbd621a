"""Single, double and triple quotes, and the prefixes

All quotes make the same kind of text, so pick the pair that does not
occur inside it. Three quotes in a row may span lines. A letter in
front, the prefix, changes how Python reads what is between them.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Pick the quoting style that needs the fewest escapes."
# level = "beginner"
# tags = ["str"]
# covers = [
#   "lex:str-single", "lex:str-double", "lex:str-triple",
#   "lex:u-prefix", "field:Constant.kind", "pep:414",
# ]
# docs = ["reference/lexical_analysis#string-and-bytes-literals"]
# try = [
#   "Write `'It's late'` in single quotes and read the error.",
#   "Put a backslash at the end of the line `sign = \"\"\"`.",
#   "Drop the `r` in front of `\"A\\nB\"`.",
# ]
# ///

# Double quotes leave the apostrophe alone, single ones the speech.
print("It's late.")
print('"Who is there?" asked Tom.')

# A backslash works too, but it is harder to read.
print('It\'s late.' == "It's late.")

# Three quotes: both kinds and line breaks may stand inside.
print("""A sign at the door:
  "Don't feed the cat," it says.""")

# pitfall: A break right behind the opening quotes belongs to the text.
sign = """
Closed"""
print(len("Closed"), "and", len(sign))

# A prefix changes how the text between the quotes is read.
total = 3
print(f"f fills in: {total} cats")
print(u"u does nothing" == "u does nothing", "(old code has it)")
print(type(b"b makes bytes"))

# predict: r means raw. What does it do with \n?
print(r"A\nB", len("A\nB"), len(r"A\nB"))
