"""Two for clauses read left to right

Several `for` parts stand in the order in which the loops would be
nested: the first is the outer one. A comprehension *inside* another
is a different thing: it makes a list in a list.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Flatten a list of lists and build pairs."
# level = "intermediate"
# tags = ["comprehension"]
# covers = ["ast:ListComp"]
# docs = ["tutorial/datastructures#nested-list-comprehensions"]
# try = [
#   "Turn the two `for` parts behind `hat + coat` round.",
#   "Flatten only the shelves with more than one thing.",
#   "Build the table of 1 to 4 with sums in place of products.",
# ]
# ///

shelves = [["tea", "oil"], ["rice"], ["figs", "nuts"]]

# As loops: shelf by shelf, and on each thing by thing.
things = []
for shelf in shelves:
    for thing in shelf:
        things.append(thing)
print(things)

# The same order from left to right.
print([thing for shelf in shelves for thing in shelf])

# Every pair of two lists: the second for runs fastest.
print([hat + coat for hat in "AB" for coat in "xyz"])

# An if belongs to the for before it, and knows the names so far.
print([
    (small, large)
    for small in range(1, 4)
    for large in range(1, 4)
    if small < large
])

# The inner list may depend on the outer name.
print([letter for word in ["to", "be"] for letter in word[::-1]])

# A comprehension inside: a list of lists.
table = [[row * column for column in [1, 2, 3]] for row in [1, 2, 3]]
for row in table:
    print(row)

# predict: rows become columns. What is the first list?
print([[row[place] for row in table] for place in range(2)])

# pitfall: Two for parts make one flat list, not a table.
print([row * column for row in [1, 2] for column in [1, 2]])
