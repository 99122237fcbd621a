"""A decorator is a function that returns a function

`@shout` above a `def` is a short way of writing `name = shout(name)`
below it. The decorator receives the new function once, and whatever
it returns gets the name.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Wrap a call and see what @ means."
# level = "intermediate"
# tags = ["decorator"]
# covers = ["field:FunctionDef.decorator_list", "op:@", "pep:318"]
# docs = ["glossary#term-decorator"]
# try = [
#   "Swap `@shout` and `@twice` above `cheer`.",
#   "Let `shout` forget its `return`. What is `order` then?",
#   "Write a decorator that prints how often it was called.",
# ]
# ///


def shout(function):
    print("  decorating", function.__name__)

    # *args and **kwargs pass on whatever the call brings.
    def louder(*args, **kwargs):
        return function(*args, **kwargs).upper() + "!"

    return louder


@shout
def order(dish, count=1):
    return f"{count} times {dish}"


# Decorated once, at the def. From here on each call is louder.
print("ready")
print(order("soup"))
print(order("rice", count=2))


# The same without @: a call and an assignment.
def greet(name):
    return f"hello {name}"


greet = shout(greet)
print(greet("Mia"))

# The name now stands for the inner function.
print(order.__name__, greet.__name__)


def twice(function):
    def again(*args):
        return function(*args) + " " + function(*args)

    return again


# predict: nearest to the def goes first. How many "!" are there?
@twice
@shout
def cheer():
    return "hurray"


print(cheer())
