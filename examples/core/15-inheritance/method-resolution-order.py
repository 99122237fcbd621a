"""The method resolution order of a diamond

With two bases that share a base, the classes form a diamond. Python
lines them up in one fixed order, each class before its bases, and
`super()` means the *next in that line*, not "my base".
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Predict which method wins."
# level = "advanced"
# tags = ["inheritance", "surprise"]
# covers = ["dunder:__mro__", "pep:253"]
# docs = ["tutorial/classes#multiple-inheritance"]
# try = [
#   "Swap the two bases of `IcedMocha` and predict the order.",
#   "Write `Coffee.steps(self)` in `Iced`. What goes missing?",
#   "Give `IcedMocha` a `steps` that adds a straw at the end.",
# ]
# ///


class Coffee:
    def steps(self):
        return ["brew"]


class Iced(Coffee):
    def steps(self):
        return super().steps() + ["add ice"]


class Mocha(Coffee):
    def steps(self):
        return super().steps() + ["add chocolate"]


class IcedMocha(Iced, Mocha):
    pass


def line_up(cls):
    return " > ".join([member.__name__ for member in cls.__mro__])


print(line_up(Iced))
print(line_up(IcedMocha))

# predict: Iced has one base, Coffee. Does chocolate go in?
print(IcedMocha().steps())

# The same method of Iced, but another line: super() has moved.
print(Iced().steps())

# The first in the line that has the name wins.
print(IcedMocha.steps is Iced.steps)

# pitfall: An order that contradicts itself is refused at once.
try:

    class Broken(Coffee, Mocha):
        pass

except TypeError as error:
    print("TypeError:", *str(error).split()[:6], "...")
