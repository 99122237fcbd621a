"""Class attributes are shared until you assign

Python looks for an attribute on the object first, then on its class.
Reading finds the shared value, but *assigning* through an object
always writes to that object.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Predict which object an attribute lives on."
# level = "beginner"
# tags = ["class", "surprise"]
# covers = ["dunder:__dict__", "builtin:vars"]
# docs = ["tutorial/classes#class-and-instance-variables"]
# try = [
#   "Delete `ana.limit` at the end and print it once more.",
#   "Write `ben.limit += 1` and look at `vars(ben)`.",
#   "Set `self.books = []` in `__init__`. What has Ben then?",
# ]
# ///


class Reader:
    limit = 3
    books = []

    def __init__(self, name):
        self.name = name


ana = Reader("Ana")
ben = Reader("Ben")

# Neither has a limit of its own, so both see the one on the class.
print(ana.limit, ben.limit, vars(ana))

# Ana gets a limit of her own.
ana.limit = 10
print(ana.limit, ben.limit, vars(ana))

# predict: the library changes the rule. Who notices?
Reader.limit = 5
print(ana.limit, ben.limit)

# vars() shows the dictionary in which an object keeps its attributes.
print("limit" in ana.__dict__, "limit" in ben.__dict__)
print("limit" in vars(Reader))

# pitfall: append() assigns nothing, so it changes the shared list.
ana.books.append("Atlas")
print("Ben has", ben.books)
