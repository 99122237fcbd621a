"""Finding your way with help(), dir() and type()

Python carries its own manual. `type()` says what something is, `dir()`
lists the names it carries, and `help()` prints how to use one of them.
All three work offline and for everything.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Ask any object what it is and what it can do, offline."
# level = "beginner"
# tags = ["introspection"]
# covers = ["builtin:help", "builtin:dir", "builtin:type"]
# docs = [
#   "library/functions#dir", "library/functions#help",
#   "library/functions#type",
# ]
# try = [
#   "Print the whole of `dir(book)`, then of `dir(pages)`.",
#   "Ask for help about `book.swapcase`, then try it out.",
#   "Write `pages.upper()`. A number has no such tool.",
# ]
# ///

# What is it? A text is a str, short for string.
book = "the paper boat"
pages = 24
print(type(book))
print(type(pages))

# What can it do? dir() gives a long list of names. [-6:] keeps the
# last six, all of them tools for texts.
print(dir(book)[-6:])

# A tool from the list is used with a dot behind the text.
print(book.title())
print(book.upper())

# How does it work? help() prints the docstring. It gets the tool
# itself, without brackets behind it.
help(book.upper)

# Empty brackets: dir() lists the names of this program. count() tells
# how often a text is in a list.
# predict: book and author, which of them is a name here?
print("book:  ", dir().count("book"))
print("author:", dir().count("author"))

# pitfall: With brackets the tool runs first. Then `type()` sees only
# what it gave back.
print(type(book.upper))
print(type(book.upper()))
