"""range(stop), range(start, stop) and range(start, stop, step)

`range()` counts: up to a stop, from a start to a stop, or in steps. The
start is part of it, the stop never is. It stores no numbers; it makes
each one when it is its turn.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Count up, count down and count in steps."
# level = "beginner"
# tags = ["loop"]
# covers = ["builtin:range"]
# docs = [
#   "library/stdtypes#ranges",
#   "tutorial/controlflow#the-range-function",
# ]
# try = [
#   "Count down from 10 to 0 in steps of 2.",
#   "Mend the pitfall, so that 55 is printed.",
#   "Write `range(1, 10, 0)`. Why can a step not be 0?",
# ]
# ///

# list() collects the numbers, so that they can be printed at once.
# One number is the stop; counting starts at 0.
print("range(5):       ", list(range(5)))

# Two numbers: start and stop.
print("range(2, 6):    ", list(range(2, 6)))

# Three: the last one is the step, and it may be negative.
print("range(0, 20, 5):", list(range(0, 20, 5)))
print("range(3, 0, -1):", list(range(3, 0, -1)))

# In a loop: the lift stops at every third floor.
for floor in range(3, 13, 3):
    print("floor", floor)

# How many numbers are there? Without a step: stop minus start.
print("how many:", len(range(10, 25)))

# A billion numbers cost nothing: only start, stop and step are kept.
print("huge:", len(range(1_000_000_000)))

# predict: the stop lies below the start. Error or nothing?
print("range(5, 2):    ", list(range(5, 2)))

# pitfall: To count from 1 to 10 the stop must be 11.
total = 0
for number in range(1, 10):
    total += number
print("meant to be 55:", total)
