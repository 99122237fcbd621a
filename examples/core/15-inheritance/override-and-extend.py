"""Overriding and extending a method

A class in brackets after the name is the *base*: everything it can do
is inherited. A method of the same name replaces the inherited one,
and `super()` reaches the version it replaced.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Specialise a class and call super()."
# level = "intermediate"
# tags = ["inheritance"]
# covers = [
#   "field:ClassDef.bases", "builtin:super", "dunder:__bases__",
#   "dunder:__base__", "pep:3135",
# ]
# docs = ["tutorial/classes#inheritance"]
# try = [
#   "Let a `Rental` show the shop's name below the bicycle.",
#   "Leave out `super().__init__(gears)`. Which line fails?",
#   "Call `super().ride(km)` before the check of the distance.",
# ]
# ///


class Bicycle:
    def __init__(self, gears):
        self.gears = gears
        self.km = 0

    def ride(self, km):
        self.km += km

    def show(self):
        return f"{self.gears} gears, {self.km} km"


class Rental(Bicycle):
    def __init__(self, gears, shop):
        super().__init__(gears)
        self.shop = shop

    # Extended: a check of its own, then what every bicycle does.
    def ride(self, km):
        if km > 50:
            print(f"  {self.shop} allows 50 km, not {km}")
            return
        super().ride(km)


class Unicycle(Bicycle):
    # Replaced: nothing of the old version is left.
    def show(self):
        return f"one wheel, {self.km} km"


tours = [Bicycle(21), Rental(7, "Spokes & Co"), Unicycle(1)]
for bike in tours:
    bike.ride(30)
    bike.ride(60)
    print(type(bike).__name__, "-", bike.show())

# A class knows what it inherits from. object is behind them all.
print(Rental.__base__.__name__, Bicycle.__bases__)

# predict: which ride() does the unicycle have?
print(Unicycle.ride is Bicycle.ride, Rental.ride is Bicycle.ride)
