"""Four ways to copy a list

`copy()`, `list()`, a full slice and unpacking all make a new list with
the same items. The items are not copied: a list *in* the list is
shared by both.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Copy with copy(), list(), a slice and unpacking."
# level = "beginner"
# tags = ["list", "copy"]
# covers = ["method:list.copy", "ast:Starred"]
# docs = ["library/stdtypes#mutable-sequence-types"]
# try = [
#   "Make one copy with a `for` loop and `append`.",
#   "Copy the inner list too: `[week[0][:], week[1][:]]`.",
#   "Write `second = first` and run again.",
# ]
# ///

first = ["red", "blue"]

# A second name is no copy.
other = first
print(other is first)

# Four ways to the same result.
second = first.copy()
third = list(first)
fourth = first[:]
fifth = [*first]
print(second == third == fourth == fifth)
print(second is first, third is first, fourth is first)

# Each can change without the others.
first.append("green")
second[0] = "pink"
print(first)
print(second)
print(third)

# The star can put several together, with items between.
print([*third, "and", *fourth])

# predict: a list of lists is copied. Whose lunch is changed?
week = [["soup"], ["rice"]]
copied = week.copy()
copied[0].append("bread")
print(week)

# pitfall: Adding to the copy itself shows only there.
copied.append(["cake"])
print(len(week), len(copied), week[0] is copied[0])
