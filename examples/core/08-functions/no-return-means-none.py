"""A function without return gives None

Printing shows a value to *people*, returning hands it to the
*program*. A call that ends without `return` still gives something
back: `None`.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Tell printing from returning."
# level = "beginner"
# tags = ["def", "surprise"]
# covers = ["ast:Return"]
# docs = ["tutorial/controlflow#defining-functions"]
# try = [
#   "Add `return bill` at the end of `show_total`.",
#   "Compute `show_total([3, 4]) + 1` and read the error.",
#   "Put `\"cake\"` on the `menu` for `6`.",
# ]
# ///


def show_total(prices):
    bill = sum(prices)
    print("total:", bill)


def total(prices):
    return sum(prices)


# predict: both calls know the sum. What do they hand back?
shown = show_total([3, 4])
returned = total([3, 4])
print("shown is", shown)
print("returned is", returned)

# Only a returned value can be used further.
print("with tip:", total([3, 4]) + 1)


# One way out has a return, the other runs off the end.
def find_price(dish):
    menu = {"soup": 4, "rice": 3}
    if dish in menu:
        return menu[dish]


print("soup:", find_price("soup"))
print("cake:", find_price("cake"))

# pitfall: Many methods that change an object return `None` too.
orders = ["soup", "cake", "rice"]
ordered = orders.sort()
print(ordered, "but", orders)
