"""*args collects the rest

A parameter with a star takes all further positional arguments, as a
tuple. The function can then be called with any number of them, also
with none.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Accept any number of positional arguments."
# level = "beginner"
# tags = ["parameters"]
# covers = ["field:arguments.vararg", "op:*"]
# docs = ["tutorial/controlflow#arbitrary-argument-lists"]
# try = [
#   "Write `longest(*words)` that returns the longest word.",
#   "Call `average()` without a number and mend it.",
#   "Give `shopping` a second parameter before the star.",
# ]
# ///


def average(*numbers):
    print("  got", numbers)
    return sum(numbers) / len(numbers)


print(average(4))
print(average(4, 5, 9))


# Ordinary parameters come first and are served first.
def shopping(shop, *things):
    print(f"{shop}: {len(things)} things")
    for thing in things:
        print("  -", thing)


shopping("bakery", "rye", "cake")
shopping("market")


# A parameter behind the star can only be given by name.
def route(*stops, arrow=" > "):
    return arrow.join(stops)


print(route("Bonn", "Ulm", "Graz"))
print(route("Bonn", "Ulm", arrow=" - "))

# print and max have such a star as well.
print(max(3, 11, 7), max([3, 11, 7]))

# predict: one list is passed. How many things are there?
shopping("toys", ["kite", "ball"])


# pitfall: It is a tuple, so nothing can be appended. Make a list.
def with_fee(*prices):
    try:
        prices.append(1)
    except AttributeError as problem:
        print("AttributeError:", problem)
    return list(prices) + [1]


print(with_fee(5, 6))
