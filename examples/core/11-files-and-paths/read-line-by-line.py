"""Reading a file line by line

A `for` loop over a file gives one line after another and keeps only
one in memory. So it works for a file of any size. Every line but
perhaps the last ends in a line break.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Process a file of any size with a for loop."
# level = "beginner"
# tags = ["open"]
# covers = ["ast:For", "builtin:open"]
# docs = ["tutorial/inputoutput#methods-of-file-objects"]
# try = [
#   "Print each line with `print(line)`. Where do the gaps come from?",
#   "Number only the lines that are not empty.",
#   "Stop at the first empty line: `break` instead of `continue`.",
# ]
# ///

import tempfile
from pathlib import Path

diary = """Mon 3
Tue 8

Wed -
Thu 5"""

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "rain.txt"
    path.write_text(diary, encoding="utf-8")

    # The line break belongs to the line. The last one has none.
    with open(path, encoding="utf-8") as file:
        for line in file:
            print(repr(line), end=" ")
    print()

    # Number the lines, strip the breaks, skip what is empty.
    total = 0
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            words = line.split()
            if not words:
                continue
            try:
                total += int(words[1])
            except ValueError:
                print("line", number, "has no number:", words)
    print(total, "mm of rain")

    # One line by hand, then the loop goes on from there.
    with open(path, encoding="utf-8") as file:
        first = file.readline().rstrip("\n")
        others = [line.rstrip("\n") for line in file]
    print(first, others)

    # predict: a second loop over the same open file. How many lines?
    with open(path, encoding="utf-8") as file:
        lines = sum(1 for line in file)
        again = sum(1 for line in file)
    print(lines, "lines, and then", again)

    # pitfall: An empty line is "\n", which is true. Only the end of
    # the file is "".
    print("empty line:", bool("\n"), "end:", bool(""))
