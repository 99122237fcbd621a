"""yield: a function that pauses

A function with `yield` in it gives its values one by one. At each
`yield` it hands one out and pauses, with all its names intact, and
goes on from there when the next value is wanted.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Produce a sequence step by step."
# level = "intermediate"
# tags = ["generator"]
# covers = [
#   "ast:Yield", "keyword:yield", "field:Yield.value", "pep:255",
# ]
# docs = ["tutorial/classes#generators"]
# try = [
#   "Let `savings` return when the amount has passed 115.",
#   "Write `return` below the second `yield` of `steps`.",
#   "Write `print(number)` instead of `yield` in `evens`.",
# ]
# ///


def steps():
    yield "fill the pot"
    yield "boil the water"
    yield "add the leaves"


for step in steps():
    print(step)

# A call runs nothing yet. It makes a generator, which is an iterator.
brewing = steps()
print(type(brewing).__name__, "-", next(brewing))


# The names inside live on from one yield to the next.
def savings(start, percent):
    amount = start
    while True:
        yield round(amount, 2)
        amount += amount * percent / 100


# The loop never ends, and that is fine: we stop asking.
for year, amount in zip(range(4), savings(100, 10)):
    print("year", year, "has", amount)


def evens(numbers):
    for number in numbers:
        if number % 2 == 0:
            yield number


# predict: a list of two, of three, or of five?
print(list(evens([3, 4, 7, 10, 11])))

# pitfall: A generator has no length and no places.
try:
    len(evens([2, 4]))
except TypeError as error:
    print("TypeError:", error)
