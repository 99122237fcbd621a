"""/, // and %: three answers from one division

`/` gives a float with its fraction, `//` only the whole part, and `%`
what is left over. Ask yourself which of the three you need: half an
apple makes sense, half a passenger does not.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Choose between true division, floor division and remainder."
# level = "beginner"
# tags = ["int"]
# covers = [
#   "ast:Div", "ast:FloorDiv", "ast:Mod", "op:/", "op://", "op:%",
#   "pep:238",
# ]
# docs = [
#   "reference/expressions#binary-arithmetic-operations",
#   "tutorial/introduction#numbers",
# ]
# try = [
#   "Plant 48 tulips, then 48 in rows of 7.",
#   "Turn 500 minutes into hours and minutes.",
#   "Divide by `0` with each of the three signs. Read the errors.",
# ]
# ///

# A gardener plants 47 tulips in rows of 6.
tulips = 47
row = 6
print("rows:     ", tulips / row)
print("full rows:", tulips // row)
print("left over:", tulips % row)

# Together // and % lose nothing: full rows and the rest are all.
full_rows = tulips // row
rest = tulips % row
print("check:    ", full_rows * row + rest)

# The clock works like this: 200 minutes are 3 hours and the rest.
minutes = 200
print("film:", minutes // 60, "h", minutes % 60, "min")

# A remainder of 0 means that it divides without a rest.
year = 2032
print("rest of 2032 by 4:", year % 4)

# What day is it 100 days after day 2? A week has days 0 to 6.
print("weekday:", (2 + 100) % 7)

# predict: 48 divides evenly. Is the result of / a whole number?
print("48 / 6: ", 48 / 6)
print("48 // 6:", 48 // 6)

# pitfall: `//` rounds *down*, not towards zero. Below zero that is away
# from zero.
print("7 // 2:  ", 7 // 2)
print("-7 // 2: ", -7 // 2)
