"""for visits each item

`for` takes one item after another and ties it to a name. You get the
item itself and need no counter: the loop works for texts, lists, tuples
and dictionaries alike, and ends by itself.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Loop over text, lists, tuples and dictionaries without an index."""
# level = "beginner"
# tags = ["loop"]
# covers = ["ast:For", "keyword:for"]
# docs = [
#   "tutorial/controlflow#for-statements",
#   "reference/compound_stmts#the-for-statement",
# ]
# try = [
#   "Add `\"Jupiter\"` to the list.",
#   "Print `days[planet] / 365` as well.",
#   "Loop over the number `4`. What can `for` not take apart?",
# ]
# ///

# A list: each planet gets its turn under the name planet.
planets = ["Mercury", "Venus", "Earth", "Mars"]
for planet in planets:
    print(planet, len(planet))

# A text is taken letter by letter.
for letter in "Mars":
    print(letter, end=".")
print()

# A tuple works too. total collects something on the way.
total = 0
for moons in (0, 0, 1, 2):
    total += moons
print("moons:", total)

# A dictionary gives its keys. The key leads to the value.
days = {"Venus": 225, "Mars": 687}
for planet in days:
    print(planet, "needs", days[planet], "days")

# Nothing inside means no round at all.
for comet in []:
    print("a comet:", comet)

# pitfall: This loop is meant to write the planets in capitals.
# predict: what is in planets afterwards?
for planet in planets:
    planet = planet.upper()
print(planet, "-", planets)

# The name is only a label: tied to another text, it leaves the list as
# it is.
