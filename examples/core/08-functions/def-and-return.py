"""Defining a function and returning a value

`def` stores the indented lines under a name without running them. A
call with brackets runs them, with the arguments under the names of the
parameters, and `return` hands one result back.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Write, call and name a function."
# level = "beginner"
# tags = ["def"]
# covers = [
#   "ast:FunctionDef", "ast:Return", "ast:arguments", "ast:arg",
#   "field:Return.value", "keyword:def", "keyword:return",
#   "field:arguments.args",
# ]
# docs = ["tutorial/controlflow#defining-functions"]
# try = [
#   "Let people of 65 and older pay 6, and add the age 70.",
#   "Call `wall_area(4)`. Python tells you what is missing.",
#   "Move the line `area = wall_area(4, 3)` up by one.",
# ]
# ///


# width and height are parameters: names for what a call brings.
def wall_area(width, height):
    print("  working out", width, "x", height)
    return width * height


# predict: in which order do the next three lines of output come?
print("defined, but nothing has run yet")
area = wall_area(4, 3)
print("area:", area)

# The result is a value, so a call can stand wherever a value can.
print("both walls:", wall_area(4, 3) + wall_area(2, 3))


# return ends the call at once. Lines after it are not reached.
def ticket_price(age):
    if age < 6:
        return 0
    if age < 18:
        return 4
    return 9


for age in [5, 12, 40]:
    print(f"age {age}: ticket {ticket_price(age)}")

# pitfall: Without brackets there is no call, only the function.
price = ticket_price
print(type(price))
