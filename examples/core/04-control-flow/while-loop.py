"""while: repeat until something changes

`while` tests its condition, runs the block, and tests again, until the
condition is false. Something in the block must lead there, or the loop
never ends.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Write a loop that is sure to end."
# level = "beginner"
# tags = ["loop"]
# covers = ["ast:While", "keyword:while"]
# docs = [
#   "reference/compound_stmts#the-while-statement",
#   "tutorial/introduction#first-steps-towards-programming",
# ]
# try = [
#   "Let the snail climb 4 metres a day.",
#   "Let it climb 2 metres: press Stop. Why does it never end?",
#   "Write `while heigth < 10:` with a slip and read the error.",
# ]
# ///

# A snail climbs out of a well of 10 metres. By day it climbs 3, by
# night it slips back 2.
height = 0
day = 0
while height < 10:
    day += 1
    height += 3
    print("day", day, "evening:", height)
    if height < 10:
        height -= 2

# predict: it gains 1 metre a day. Is it out on day 10?
print("out on day", day)

# The condition is tested before each round. False at the start means
# that the block never runs.
fuel = 0
while fuel > 0:
    fuel -= 1
    print("driving")
print("The tank was empty from the start.")

# pitfall: Half of what is left never reaches zero, except that floats
# get too small at last. Test for "little", not for zero.
water = 100.0
rounds = 0
while water > 1:
    water = water / 2
    rounds += 1
print("after", rounds, "halves:", water)

rounds = 0
while water != 0:
    water = water / 2
    rounds += 1
print("and", rounds, "more until it is zero")
