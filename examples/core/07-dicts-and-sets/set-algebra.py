"""Union, intersection and differences

What is in either, in both, only in the first, or in one but not both:
four operators answer, and four methods that take any collection.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Combine sets with operators and with methods."
# level = "beginner"
# tags = ["set"]
# covers = [
#   "method:set.union", "method:set.intersection",
#   "method:set.difference", "method:set.symmetric_difference",
#   "ast:BitOr", "ast:BitAnd", "ast:Sub", "ast:BitXor",
# ]
# docs = ["library/stdtypes#set-types-set-frozenset"]
# try = [
#   "Who plays neither? Subtract both from a set of all.",
#   "Use `|` with a list on the right and read the error.",
#   "Find the letters that three words have in common.",
# ]
# ///

chess = {"Ida", "Tom", "Eva"}
drums = {"Tom", "Ben"}

# In either, in both.
print(sorted(chess | drums))
print(sorted(chess & drums))

# Only in the first. The order of the two matters.
print(sorted(chess - drums), sorted(drums - chess))

# In one of them, but not in both.
print(sorted(chess ^ drums))

# The methods take lists and texts as well. All but the last one
# take several at once.
print(sorted(chess.union(["Max"], ("Lou",))))
print(sorted(set("tea").intersection("team", "meat")))
print(sorted(chess.difference(["Ida"], ["Eva"])))
print(sorted({1, 2}.symmetric_difference([2, 3])))

# Is one contained in the other? Do they share nothing?
print({"Tom"} <= chess, chess >= drums, chess.isdisjoint({"Zoe"}))

# With = the set on the left changes: the drummers join.
chess |= drums
print(len(chess))

# predict: subtract before or after putting together?
print(sorted({1, 2, 3} | {4} - {3}))

# pitfall: `and` is not `&`. It gives one of the two sets as it is.
print(sorted({1, 2} and {2, 3}), sorted({1, 2} & {2, 3}))
