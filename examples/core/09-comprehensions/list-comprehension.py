"""From loop to list comprehension

A loop that only appends can be written as one expression in square
brackets: first what goes into the list, then the `for` that says
where it comes from.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Rewrite an append loop as one expression."
# level = "beginner"
# tags = ["comprehension"]
# covers = ["ast:ListComp", "ast:comprehension", "pep:202"]
# docs = ["tutorial/datastructures#list-comprehensions"]
# try = [
#   "Make a list of the first letters of the names.",
#   "Make the same list in yards: 1.09 to a metre.",
#   "Leave out the square brackets in the first one.",
# ]
# ///

metres = [120, 45, 300]

# The loop, in three lines.
feet = []
for length in metres:
    feet.append(round(length * 3.28))
print(feet)

# The same in one: what, then where from.
print([round(length * 3.28) for length in metres])

# Any expression can stand in front.
names = ["ida", "joel", "noor"]
print([name.title() for name in names])
print([len(name) for name in names])
print([(name, len(name)) for name in names])

# Anything that a for loop can walk through can stand behind.
print([number * number for number in range(6)])
print([letter + letter for letter in "abc"])
print([place + 1 for place, name in enumerate(names)])

# The old list is only read.
print(metres)

# predict: the loop's name is used in the brackets. Is it set outside?
length = "unchanged"
doubled = [length * 2 for length in metres]
print(length, doubled)

# pitfall: A comprehension is for its list. A call that gives nothing
# makes a list of None.
print([print(name) for name in names])
