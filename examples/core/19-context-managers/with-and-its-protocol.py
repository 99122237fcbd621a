"""What with calls, and when

`with` calls `__enter__` at the start and `__exit__` at the end,
whatever ends the block: its last line, an exception or a `return`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Trace __enter__ and __exit__, with and without an error."
# level = "intermediate"
# tags = ["with"]
# covers = [
#   "ast:With", "dunder:__enter__", "dunder:__exit__", "pep:343",
# ]
# docs = ["reference/compound_stmts#the-with-statement"]
# try = [
#   "Let `__exit__` return `kind is None`. What comes of the error?",
#   "Raise an `OSError` in `__enter__`. Is the door locked?",
#   "Leave out `as room` and read the error.",
# ]
# ///


class Room:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print(f"[unlock the {self.name}]")
        return self

    def __exit__(self, kind, error, traceback):
        reason = "all done" if kind is None else kind.__name__
        print(f"[lock the {self.name}: {reason}]")
        return self.name == "cellar"


# What __enter__ returns gets the name after `as`.
with Room("attic") as room:
    print("dusting the", room.name)

# An exception locks the door as well, and then goes on its way.
try:
    with Room("kitchen"):
        print("cooking")
        raise OSError("no gas")
        print("never reached")
except OSError as error:
    print("outside:", error)


# A return leaves by the same door.
def fetch():
    with Room("shed"):
        return "a rake"


print("fetched", fetch())

# predict: this __exit__ returns True. Does the error get out?
with Room("cellar"):
    raise KeyError("wine")
print("still here")

# Several at once are left in the opposite order.
with Room("hall"), Room("cupboard"):
    print("looking for a coat")
