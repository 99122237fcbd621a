"""@contextmanager: a manager from a generator

A generator with one `yield` becomes a context manager: what stands
before the `yield` is set-up, what stands after it is clean-up. An
exception of the block appears *at* the `yield`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Write set-up and clean-up around one yield."
# level = "intermediate"
# tags = ["contextlib"]
# covers = ["module:contextlib", "name:contextlib.contextmanager"]
# docs = ["library/contextlib#contextlib.contextmanager"]
# try = [
#   "Catch `ValueError` in `borrowed` with `except`. Does it get out?",
#   "Write a second `yield` below the first and read the error.",
#   "Use `@heading(\"Soup\")` as a decorator of a function.",
# ]
# ///

from contextlib import contextmanager


@contextmanager
def heading(text):
    print(text)
    yield "-" * len(text)
    print("(end)")


# The value of the yield gets the name after `as`.
with heading("Shopping") as line:
    print(line)
    print("bread, jam")


# Clean-up that must happen in any case belongs in `finally`.
@contextmanager
def borrowed(shelf, book):
    shelf.remove(book)
    try:
        yield book
    finally:
        shelf.append(book)
        print("back on the shelf:", book)


shelf = ["Atlas", "Emma"]
try:
    with borrowed(shelf, "Emma") as book:
        print("reading", book, "- on the shelf:", shelf)
        raise ValueError("spilt tea")
except ValueError as error:
    print("ValueError:", error)
print(shelf)


# pitfall: Without try and finally the error skips the clean-up.
try:
    with heading("Letter"):
        raise ValueError("no ink")
except ValueError:
    print("no end was printed")

# predict: the manager is kept in a name. Does it work twice?
once = heading("Again")
with once:
    print("first use")
try:
    with once:
        print("second use")
except AttributeError:
    print("a generator runs once")
