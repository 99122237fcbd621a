"""Catching several exception types

One `try` may have several `except` parts, and the first that fits is
used. A tuple of kinds is for those that get the same treatment.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Handle different errors differently, or alike."
# level = "beginner"
# tags = ["try"]
# covers = ["ast:ExceptHandler", "ast:Tuple"]
# docs = ["tutorial/errors#handling-exceptions"]
# try = [
#   "Move the part for `Exception` to the top.",
#   "Give `careful` the list `[\"tea\"]` as the name. Who catches it?",
#   "Take `KeyError` out of the tuple in `careful`.",
# ]
# ///

prices = {"tea": "3", "cake": "five", "free": "0"}


def share(name, people):
    try:
        return int(prices[name]) / people
    except KeyError:
        return "not on the menu"
    except ValueError:
        return "the price is not a number"
    except ZeroDivisionError:
        return "nobody to pay"


# Each mistake has its own answer.
print(share("tea", 2))
print(share("milk", 2))
print(share("cake", 2))
print(share("tea", 0))


# The same answer for some of them: a tuple, in brackets.
def careful(name, people):
    try:
        return int(prices[name]) / people
    except (KeyError, ValueError) as problem:
        return f"{type(problem).__name__}: ask the waiter"
    except Exception as problem:
        return f"{type(problem).__name__}: something else"


print(careful("milk", 2))
print(careful("cake", 2))
print(careful("tea", 0))

# predict: two mistakes in one line. Which one is told?
print(share("milk", 0))

# Kinds have families: a KeyError is a LookupError, an IndexError too.
for place, key in [(prices, "milk"), (["tea", "cake"], 9)]:
    try:
        print(place[key])
    except LookupError as problem:
        print(f"{type(problem).__name__}: {problem}")
print(issubclass(KeyError, LookupError))

# pitfall: `except Exception` catches your own slips as well. Here a
# name is misspelt, and what is said is not true.
try:
    print(pries["tea"])
except Exception:
    print("no tea on the menu")
