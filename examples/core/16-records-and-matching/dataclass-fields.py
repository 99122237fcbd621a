"""field(): factories, hidden and computed fields

A plain default is enough for numbers and texts. `field()` gives one
field other rules: a new list for every object, a value kept out of
the repr, or one that is computed and not passed in.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Give each field its own rules."
# level = "intermediate"
# tags = ["dataclass", "surprise", "typing"]
# covers = [
#   "name:dataclasses.field", "name:dataclasses.fields",
#   "name:dataclasses.Field", "name:dataclasses.MISSING",
# ]
# docs = ["library/dataclasses#dataclasses.field"]
# try = [
#   "Pass `code=\"X\"` to `Trip` and read the error.",
#   "Add a field `seen: set` that starts empty for each trip.",
#   "Remove `compare=False` and compare the two trips again.",
# ]
# ///

from dataclasses import MISSING, Field, dataclass, field, fields


@dataclass
class Trip:
    goal: str
    stops: list = field(default_factory=list)
    pin: int = field(default=0, repr=False, compare=False)
    code: str = field(init=False)

    # Runs at the end of the generated __init__.
    def __post_init__(self):
        self.code = self.goal[:3].upper()


# The factory is called for each object: the lists are not shared.
north, south = Trip("Bergen", pin=4711), Trip("Naples")
north.stops.append("Oslo")
print(north)
print(south)

# predict: the pins differ. Are the trips equal?
print(Trip("Bergen", pin=1) == Trip("Bergen", pin=2))

# fields() tells the rules. MISSING marks "no default", since None
# could be one.
for part in fields(Trip):
    if not part.init:
        print(part.name, "is computed")
    elif part.default is MISSING and part.default_factory is MISSING:
        print(part.name, "must be given")
    else:
        print(part.name, "may be left out")
print(all([isinstance(part, Field) for part in fields(Trip)]))

# pitfall: A list as a plain default would be shared, so it is refused.
try:

    @dataclass
    class Basket:
        items: list = []

except ValueError as error:
    print("ValueError:", str(error).split(" for ")[0])
