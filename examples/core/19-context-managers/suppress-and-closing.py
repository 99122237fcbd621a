"""suppress(), closing() and nullcontext()

Three ready-made managers: `suppress` ends a block quietly at the
exceptions you name, `closing` calls `close()` at the end, and
`nullcontext` does nothing where a manager is optional.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Use the ready-made managers."
# level = "intermediate"
# tags = ["contextlib"]
# covers = [
#   "name:contextlib.suppress", "name:contextlib.closing",
#   "name:contextlib.nullcontext",
# ]
# docs = ["library/contextlib#contextlib.suppress"]
# try = [
#   "Suppress `KeyError` only. Which line is reached now?",
#   "Let `tap` pour with an error: `tap.pour(0)`. Is it closed?",
#   "Call `write` with a file opened for writing.",
# ]
# ///

import io
from contextlib import closing, nullcontext, suppress

stock = {"nails": "40", "screws": "many"}

# A missing key is fine here, so one line says: never mind.
with suppress(KeyError):
    del stock["hooks"]
print(sorted(stock))

# pitfall: The rest of the block is skipped, not only the bad line.
total = 0
with suppress(ValueError, KeyError):
    total += int(stock["nails"])
    total += int(stock["screws"])
    print("never printed")
print("total so far:", total)


class Tap:
    def pour(self, glasses):
        print("pouring", 6 // glasses, "dl each")

    def close(self):
        print("tap closed")


# Anything with a close() can stand in a with statement.
with closing(Tap()) as tap:
    tap.pour(3)


# The function closes a stream of its own, but not one it is given.
def write(stream=None):
    manager = io.StringIO() if stream is None else nullcontext(stream)
    with manager as out:
        out.write("hello")
        return out


# predict: is the caller's stream closed afterwards?
given = io.StringIO()
print("theirs closed:", write(given).closed)
print("own closed:", write().closed)
print("they still have:", given.getvalue())
