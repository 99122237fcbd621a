"""@staticmethod for helpers that need no object

A static method is a plain function that lives in a class. It gets
neither `self` nor the class, only its arguments. Its place tells the
reader what it is for.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Place a function inside a class."
# level = "intermediate"
# tags = ["class"]
# covers = ["builtin:staticmethod"]
# docs = ["library/functions#staticmethod"]
# try = [
#   "Remove both lines `@staticmethod`. Which call fails first?",
#   "Leave out `Membership.` in `is_valid` and read the error.",
#   "Make a membership for 1239 and read the error.",
# ]
# ///


class Membership:
    def __init__(self, number):
        if not self.is_valid(number):
            raise ValueError(f"{number} has a wrong last digit")
        self.number = number

    @staticmethod
    def digits_of(number):
        return [int(digit) for digit in str(number)]

    # The last digit repeats the end of the sum of the others.
    @staticmethod
    def is_valid(number):
        *front, last = Membership.digits_of(number)
        return sum(front) % 10 == last


# No object is needed to ask: the class is only the address.
print(Membership.digits_of(1236))
for number in [1236, 1263, 4040, 1238]:
    print(number, Membership.is_valid(number))

# The methods of an object reach it as well, through self.
card = Membership(4048)
print("card", card.number)

# predict: the card is 4048. Does is_valid look at the card?
print(card.is_valid(1238))

# A function through the class, and the same function through an
# object: nothing was bound.
print(Membership.is_valid is card.is_valid)
