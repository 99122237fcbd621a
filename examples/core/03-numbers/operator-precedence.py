"""Operator precedence, and when to add brackets

In a mixed expression some operators go first: powers, then signs, then
`*` and `/`, then `+` and `-`, then comparisons, then `not`. Brackets
beat them all, and they also help the people who read it.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Evaluate mixed expressions in the order Python does."
# level = "beginner"
# tags = ["operators", "surprise"]
# covers = [
#   "ast:Add", "ast:Sub", "ast:Mult", "ast:BinOp", "op:*", "op:(",
#   "keyword:not", "ast:Not", "ast:LtE", "op:<=",
# ]
# docs = ["reference/expressions#operator-precedence"]
# try = [
#   "Put brackets into `20 - 8 - 2` so that 14 comes out.",
#   "Write `2 * 3 % 4` and `2 * (3 % 4)`. Which rank has `%`?",
#   "Leave out the last `)` of the right average.",
# ]
# ///

# Four friends order soup for 5 each and share a cake for 8.
print("to pay:", 4 * 5 + 8)
print("to pay:", 8 + 4 * 5)

# Brackets go first: here everybody would eat a cake, too.
print("with cake each:", 4 * (5 + 8))

# Equal rank: from left to right.
print("20 - 8 - 2: ", 20 - 8 - 2)
print("20 / 5 * 2: ", 20 / 5 * 2)

# Sums come before comparisons, comparisons before not.
print("enough:", 4 * 5 + 8 <= 30)
print("not enough:", not 4 * 5 + 8 <= 30)

# The power is the exception: it works from right to left.
# predict: is it 8 ** 2 or 2 ** 9?
print("2 ** 3 ** 2:", 2**3**2)
print("with brackets:", (2**3) ** 2)

# pitfall: An average without brackets divides only the last number.
monday = 6
tuesday = 10
print("wrong average:", monday + tuesday / 2)
print("right average:", (monday + tuesday) / 2)
