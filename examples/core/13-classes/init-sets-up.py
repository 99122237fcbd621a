"""__init__ sets up a new object

Calling a class makes an empty object and hands it to `__init__`
together with the arguments of the call. What `__init__` stores on
`self` is there from the first moment, on *every* instance.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Give every instance its starting state."
# level = "beginner"
# tags = ["class"]
# covers = ["dunder:__init__"]
# docs = ["tutorial/classes#class-objects"]
# try = [
#   "Print a line at the start of `__init__` and count it.",
#   "Refuse a ticket for 0 zones: raise a `ValueError`.",
#   "End `__init__` with `return self` and read the error.",
# ]
# ///


class Ticket:
    def __init__(self, passenger, zones):
        self.passenger = passenger
        self.zones = zones
        self.stamps = []
        price = 2 + zones
        self.label = f"{passenger}, {zones} zones, {price} coins"


# The call has the arguments of __init__, without self.
mira = Ticket("Mira", 3)
tom = Ticket("Tom", zones=2)
print(mira.label)
print(tom.label)

# Each call ran __init__ again, so each ticket has a list of its own.
mira.stamps.append("harbour")
# predict: is Tom's list still empty?
print("stamps:", mira.stamps, tom.stamps)

# pitfall: A name without `self.` is forgotten when __init__ ends.
print("label kept:", hasattr(mira, "label"))
print("price kept:", hasattr(mira, "price"))

# Nobody can make a half-finished ticket any more.
try:
    Ticket()
except TypeError as error:
    print("TypeError:", str(error).partition(": ")[0])
