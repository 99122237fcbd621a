"""Returning several values at once

`return` hands back one object. Write several values with commas
between them and that object is a *tuple*, which the caller can unpack
into as many names.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Return a tuple and unpack it at the call."
# level = "beginner"
# tags = ["def"]
# covers = ["ast:Return", "ast:Tuple"]
# docs = ["tutorial/datastructures#tuples-and-sequences"]
# try = [
#   "Return the average too. Which lines must change?",
#   "Unpack the result into three names and read the error.",
#   "Put the two results in square brackets. What comes back?",
# ]
# ///


def extremes(temperatures):
    return min(temperatures), max(temperatures)


# As many names as values: each name gets its own.
week = [14, 11, 19, 23, 17]
coldest, warmest = extremes(week)
print(f"from {coldest} to {warmest} degrees")

# predict: one name, two values. What does it hold?
result = extremes(week)
print(result)
print(type(result), len(result))

# A name of _ says: this one is not needed.
_, warmest = extremes([2, 5, 3])
print("warmest in winter:", warmest)

# Built-in functions do the same: quotient and remainder.
minutes, seconds = divmod(200, 60)
print(f"200 s = {minutes} min {seconds} s")

# pitfall: Only the order counts. Nobody checks what the names mean.
warmest, coldest = extremes(week)
print(f"coldest {coldest}, warmest {warmest}")
