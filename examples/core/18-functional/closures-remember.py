"""A closure remembers its variables

A function made inside another keeps the names it uses from there,
even after the outer call has ended. Each outer call makes a new set
of names, so two closures do not disturb each other.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Build a counter from a nested function."
# level = "intermediate"
# tags = ["closure"]
# covers = ["dunder:__closure__", "ast:Nonlocal"]
# docs = ["reference/executionmodel#resolution-of-names"]
# try = [
#   "Remove the line `nonlocal laps` and read the error.",
#   "Return a second function that sets the laps back to 0.",
#   "Add a parameter `step` and let Otto count in tens.",
# ]
# ///


def make_counter(name):
    laps = 0

    def count():
        nonlocal laps
        laps += 1
        return f"{name}: {laps}"

    return count


# The call of make_counter is over, but laps and name live on.
anna = make_counter("Anna")
otto = make_counter("Otto")
print(anna())
print(anna())

# predict: which lap is Otto in?
print(otto())

# What a closure remembers can be looked at.
kept = [cell.cell_contents for cell in anna.__closure__]
print(dict(zip(anna.__code__.co_freevars, kept)))
print(make_counter.__closure__)


# Two functions made by one call share what they remember.
def make_purse():
    coins = 10

    def spend(amount):
        nonlocal coins
        coins -= amount

    def look():
        return coins

    return spend, look


spend, look = make_purse()
spend(3)
print("left:", look())


# pitfall: The variable is remembered, not the value it had.
def make_greeting():
    text = "good morning"

    def greet():
        return text

    text = "good night"
    return greet


print(make_greeting()())
