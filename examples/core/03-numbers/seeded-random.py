"""Random numbers you can repeat

Random numbers of a computer are worked out from a start value, the
*seed*. With the same seed the same numbers come again. That makes games
testable and examples like this one print the same every time.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = """\
# Seed a generator so that the example prints the same every time."""
# level = "beginner"
# tags = ["random"]
# covers = ["module:random"]
# docs = ["library/random"]
# try = [
#   "Use your own number as the seed.",
#   "Leave out the last two `random.seed(7)`. What is thrown now?",
#   "Write `dice.randint(6, 1)`. Which order does it want?",
# ]
# ///

import random

# A bag of tools for chance, started from seed 7.
dice = random.Random(7)
first = [dice.randint(1, 6), dice.randint(1, 6), dice.randint(1, 6)]
print("first dice: ", first)

# predict: another generator, the same seed. Which numbers come?
again = random.Random(7)
second = [again.randint(1, 6), again.randint(1, 6), again.randint(1, 6)]
print("second dice:", second)
print("equal:", first == second)

# Another seed makes another series.
other = random.Random(8)
third = [other.randint(1, 6), other.randint(1, 6), other.randint(1, 6)]
print("seed 8:     ", third)

# The other tools follow the seed as well. random() lies between 0
# and 1 and never reaches 1.
deck = ["leaf", "stone", "shell", "feather"]
chance = random.Random(7)
print("one card:", chance.choice(deck))
print("below 1: ", chance.random() < 1)

# The module has a generator of its own, which seed() starts.
random.seed(7)
print("module:  ", random.randint(1, 6))

# pitfall: Seeding before each throw starts the series anew each time.
random.seed(7)
print("throw:   ", random.randint(1, 6))
random.seed(7)
print("throw:   ", random.randint(1, 6))
