"""[[0] * 3] * 3 makes three names for one row

`*` repeats what is in the list, and does not copy it. For numbers and
texts that is fine. A list that is repeated is the same list in every
place.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Build a grid whose rows are independent."
# level = "beginner"
# tags = ["list", "surprise"]
# covers = ["ast:Mult", "ast:List"]
# docs = ["faq/programming"]
# try = [
#   "Sow a carrot into every last place of the good garden.",
#   "Build the good garden with five rows.",
#   "Assign a whole new row to `garden[0]`. Who sees it?",
# ]
# ///

# Numbers and texts never change, so repeating them is safe.
row = ["."] * 3
row[0] = "rose"
print(row)

# pitfall: One row, three times in the list.
garden = [["."] * 3] * 3

# predict: one rose is planted. How many do you see?
garden[0][1] = "rose"
for row in garden:
    print(row)
print("same row:", garden[0] is garden[2])

# A loop makes a new row in every round.
garden = []
for number in range(3):
    garden.append(["."] * 3)

garden[0][1] = "rose"
for row in garden:
    print(row)
print("same row:", garden[0] is garden[2])

# First the row from the top, then the place from the left.
garden[2][0] = "leek"
print(garden[2][0], garden[2])

# The same trap without a grid: one list under two places.
day = ["soup"]
menu = [day, day]
menu[0].append("bread")
print(menu)
