"""CSV with quotes, commas and headers

A comma inside a field, a quote, a line break: the `csv` module knows
how to write them so that they come back whole. Every value it reads
is a text.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Read and write rows and dictionaries."
# level = "intermediate"
# tags = ["csv"]
# covers = ["module:csv", "pep:305"]
# docs = ["library/csv"]
# try = [
#   "Write `10 m blue` for the rope. Which quotes go?",
#   "Give the writer `delimiter=\";\"`. What does the reader miss?",
#   "Leave out `extrasaction=\"ignore\"` and read the error.",
# ]
# ///

import csv
from pathlib import Path

rows = [
    ["tool", "note", "price"],
    ["saw", 'the "big" one', 24],
    ["rope", "10 m, blue", 8],
]

# newline="" leaves the line endings to the module, which writes
# \r\n, as the format asks for.
with open("tools.csv", "w", newline="", encoding="utf-8") as file:
    csv.writer(file).writerows(rows)
print(Path("tools.csv").read_text(encoding="utf-8"), end="")
print(Path("tools.csv").read_bytes()[-4:])

# pitfall: split() knows nothing of quotes.
line = 'rope,"10 m, blue",8'
print(line.split(","))
print(next(csv.reader([line])))

# predict: the prices were numbers. What are 24 and 8 together?
with open("tools.csv", newline="", encoding="utf-8") as file:
    header, saw, rope = csv.reader(file)
print(saw[2] + rope[2])

# With a header, each row can be a dictionary.
with open("tools.csv", newline="", encoding="utf-8") as file:
    tools = list(csv.DictReader(file))
print(tools[1]["note"], sum(int(tool["price"]) for tool in tools))

# And written from dictionaries: the field names give the order.
with open("short.csv", "w", newline="", encoding="utf-8") as file:
    names = ["price", "tool"]
    writer = csv.DictWriter(file, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(tools)
print(Path("short.csv").read_text(encoding="utf-8").split())

for name in ["tools.csv", "short.csv"]:
    Path(name).unlink()
