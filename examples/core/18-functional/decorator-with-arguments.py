"""A decorator that takes arguments

`@repeat(3)` first calls `repeat(3)`. What that returns is the
decorator, which then receives the function. So there are three
levels: settings, function, call.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Add one more level of function."
# level = "advanced"
# tags = ["decorator"]
# covers = ["field:FunctionDef.decorator_list"]
# docs = ["reference/compound_stmts#function-definitions"]
# try = [
#   "Let `fetch` raise a `ValueError` instead. Who catches it?",
#   "Give `fetch` only two tries.",
#   "Print a line at each of the three levels of `repeat`.",
# ]
# ///

from functools import wraps


def repeat(times, between=" "):  # called with the settings
    def decorate(function):  # called once with the function
        @wraps(function)
        def wrapper(*args):  # called at every call
            return between.join([function(*args)] * times)

        return wrapper

    return decorate


@repeat(3)
def drum():
    return "boom"


print(drum())
print(repeat(2, between=", ")(str.upper)("here"))


# A useful one: try again when something goes wrong.
def retry(tries, on):
    def decorate(function):
        @wraps(function)
        def wrapper(*args):
            for attempt in range(1, tries + 1):
                try:
                    return function(*args)
                except on as error:
                    print(f"  try {attempt}: {error}")
            return "gave up"

        return wrapper

    return decorate


replies = iter(["slow", "busy", "rain"])


@retry(3, on=TimeoutError)
def fetch():
    reply = next(replies)
    if reply != "rain":
        raise TimeoutError(reply)
    return reply


print(fetch())

# pitfall: `@repeat` without brackets means `drum = repeat(drum)`.
drum = repeat(drum)

# predict: on which of the three levels is drum now?
print(drum.__name__)
