"""Guess the number

The program thinks of a number and answers each guess. It puts together
what this chapter is about: a `while` loop, a choice between three
branches, `break` and a counter.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Put input, loop and conditions together in a small game."
# level = "beginner"
# kind = "stdin"
# tags = ["project"]
# covers = ["ast:While", "builtin:input", "module:random"]
# docs = ["library/functions#input", "library/random#random.randint"]
# try = [
#   "Play with other guesses. Halving the borders is fastest.",
#   "Change the seed, so that you do not know the secret.",
#   "Answer with `ten`. Which line fails?",
# ]
# ///

import random

# A seed makes the secret the same in every run.
random.seed(4)
secret = random.randint(1, 20)
print("I think of a number from 1 to 20.")

# low and high are the borders of what is still possible.
low = 1
high = 20
tries = 0

# predict: after 10 is too high, somebody says 15. Is it counted?
while True:
    guess = int(input("Your guess: "))
    tries += 1

    # A guess outside the borders is pointless, but it costs a try.
    if not low <= guess <= high:
        print("between", low, "and", high, "only")
        continue

    if guess < secret:
        print(guess, "is too low")
        low = guess + 1
    elif guess > secret:
        print(guess, "is too high")
        high = guess - 1
    else:
        print(guess, "is right")
        break

print("found after", tries, "tries")
if tries <= 4:
    print("That was quick.")
