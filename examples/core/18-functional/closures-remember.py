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
#   "Make the step bigger: `make_counter(step=10)`.",
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
cells = [cell.cell_contents for cell in anna.__closure__]
print(sorted(map(str, cells)))
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
greeting = "good morning"


def greet():
    return greeting


greeting = "good night"
print(greet())
