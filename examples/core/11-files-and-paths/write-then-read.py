"""Writing a text file and reading it back

`open` gives a file object: "w" to write, "r" to read. `with` closes
it at the end of the block, whatever happens. Always say the encoding,
or two computers may not agree.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Open a file in a temporary folder, with an explicit encoding."
# level = "beginner"
# tags = ["open"]
# covers = [
#   "builtin:open", "ast:With", "ast:withitem",
#   "field:withitem.optional_vars", "keyword:with", "keyword:as",
#   "module:tempfile", "pep:3116",
# ]
# docs = ["tutorial/inputoutput#reading-and-writing-files"]
# try = [
#   "Write the menu twice, with two `with` blocks. Is it there twice?",
#   "Read the file with `encoding=\"latin-1\"`.",
#   "Read from a name that does not exist.",
# ]
# ///

import os
import tempfile

# A folder that is gone at the end, so nothing is left behind.
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "menu.txt")

    # write() puts exactly what you give it: line breaks are yours.
    with open(name, "w", encoding="utf-8") as file:
        written = file.write("soup\n")
        file.write("crème brûlée\n")
        print("tea", "water", sep=" and ", file=file)
    print(written, "characters, closed:", file.closed)

    # All of it at once.
    with open(name, encoding="utf-8") as file:
        text = file.read()
    print(text, end="")

    # predict: the file has been read to its end. What comes now?
    with open(name, encoding="utf-8") as file:
        print(len(file.read()), len(file.read()))

    # Characters are not bytes: the accents take two bytes each.
    print(len("crème brûlée"), "characters,", end=" ")
    print(len("crème brûlée".encode("utf-8")), "bytes")

    # pitfall: After the block the file is closed. The name is not gone.
    try:
        file.read()
    except ValueError as problem:
        print("ValueError:", problem)

    print(os.listdir(folder))
print("folder still there:", os.path.exists(folder))
