"""Placeholders: ... and pass

A block must not be empty. `pass` is a statement that does nothing and
fills the gap. Three dots `...` are a *value*, called `Ellipsis`: a mark
for something that is still to be written.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Leave a block or a value empty on purpose."
# level = "beginner"
# tags = ["syntax"]
# covers = [
#   "ast:Pass", "keyword:pass", "builtin:Ellipsis",
#   "lex:ellipsis-literal", "op:...",
# ]
# docs = [
#   "reference/simple_stmts#the-pass-statement",
#   "library/constants#Ellipsis",
# ]
# try = [
#   "Print `len(acts)` before and after the gap is filled.",
#   "Set `raining` to `False` and run again.",
#   "Delete the first `pass`. What does Python expect there?",
# ]
# ///

# A theatre plans its evening. The plan for rain is not made yet, and
# without pass the if would have no block.
raining = True
if raining:
    pass
print("The doors open at seven.")

# ... is a value like others: it can have a name and be printed.
finale = ...
print("finale:", finale)
print("kind:  ", type(finale))
print("known as Ellipsis:", finale is Ellipsis)

# In a list it can hold a place free.
acts = ["storm", ..., "rescue"]
print("acts:  ", acts)
acts[1] = "shipwreck"
print("acts:  ", acts)

# Alone on a line the dots fill a block, too. pass says it in words.
if raining:
    ...
print("The lights go out.")

# pitfall: `pass` sounds like "pass over the rest of the block".
# predict: are the chairs brought in?
if raining:
    pass
    print("Bring in the chairs.")
print("The curtain rises.")

# The dots are not None, and they count as true.
print("None?", finale is None, "true?", bool(finale))
