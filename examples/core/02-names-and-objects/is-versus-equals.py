"""== compares values, is compares identity

`==` asks whether two objects *look* the same, `is` asks whether there
is only *one* object. Nearly always you want `==`. The one everyday use
of `is` is the question whether a name is tied to `None`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Choose the right comparison and know the one correct use of is."""
# level = "beginner"
# tags = ["objects", "comparison"]
# covers = [
#   "ast:Is", "ast:IsNot", "ast:Eq", "ast:NotEq", "op:==", "op:!=",
#   "keyword:is", "builtin:id", "keyword:not",
# ]
# docs = [
#   "reference/expressions#is-not",
#   "reference/expressions#value-comparisons",
# ]
# try = [
#   "Append `\"dig here\"` to `mine` too. Are the maps equal again?",
#   "Write `lenas = yours + []`, which makes a new list.",
#   "Compare `yours < 3`. Equality always works, order does not.",
# ]
# ///

# A treasure map as a list of steps. It was written down twice, and
# Lena's name was put on yours.
yours = ["north", "east", "east"]
mine = ["north", "east", "east"]
lenas = yours

# Equal steps, but two sheets of paper.
print("yours == mine: ", yours == mine)
print("yours is mine: ", yours is mine)

# One sheet with two names. is compares what id() tells.
print("yours is lenas:", yours is lenas)
print("equal ids:     ", id(yours) == id(lenas))

# != and is not ask the opposite questions. After a change on your
# sheet the two sheets differ; Lena's is still yours.
yours.append("dig here")
print("yours != mine: ", yours != mine)
print("is not lenas:  ", yours is not lenas)

# There is one None in the whole program, so is fits here.
treasure = None
print("nothing found: ", treasure is None)

# pitfall: `is` does not compare numbers. Two objects may hold the same
# amount.
# predict: equal, or the same, or both?
steps = 3
paces = 3.0
print("steps == paces:", steps == paces)
print("steps is paces:", steps is paces)
