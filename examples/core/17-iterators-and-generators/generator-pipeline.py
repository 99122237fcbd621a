"""A pipeline of generators

Small generators, each taking an iterable and giving another, can be
put in a row. Every line travels through the whole row before the next
one is read, so memory holds one line at a time.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Chain small steps over a stream of lines."
# level = "intermediate"
# tags = ["generator", "project"]
# covers = ["ast:GeneratorExp", "ast:Yield"]
# docs = ["howto/functional#generators"]
# try = [
#   "Add a step that keeps the station `north` only.",
#   "Put the line `\"west\"` first. Who complains, and when?",
#   "Make `wanted` a list with square brackets. What comes first?",
# ]
# ///

log = [
    "north 12.5",
    "south 17.0",
    "# battery low",
    "",
    "north 31.0",
    "south 16.5",
]


def read(lines):
    for line in lines:
        print("  read", repr(line))
        yield line


def parse(lines):
    for line in lines:
        station, value = line.split()
        yield station, float(value)


# Two short steps need no def: round brackets instead of square ones
# make a generator, not a list.
wanted = (line for line in read(log) if line and line[0] != "#")
hot = ((name, value) for name, value in parse(wanted) if value > 16)

# predict: how many lines are read to find the first hot one?
print("ready")
print("first:", next(hot))

# The rest is read only now.
print("others:", list(hot))

# As the only argument of a call it needs no brackets of its own.
print("letters:", sum(len(line) for line in log))
