told = run().splitlines()
wanted = ["call area", "12", "call area", "6"]
assert told[:4] == wanted, (
    f"It should begin with {wanted}, but it prints {told[:4]}."
)
wanted = ["area - The area of a field."]
assert told[4:] == wanted, (
    f"The last line should be {wanted}, but there is {told[4:]}."
)


def seats(row, *, aisle=False, **wishes):
    """Find a seat."""
    return [row, aisle, wishes]


seats = namespace["logged"](seats)
came = seats(7, aisle=True, meal="soup")
wanted = [7, True, {"meal": "soup"}]
assert came == wanted, (
    f"A decorated function should return {wanted}, as it does "
    f"without the decorator, but it returns {came}."
)
came = seats.__name__, seats.__doc__
assert came == ("seats", "Find a seat."), (
    "Name and docstring should be those of the function, "
    f"but they are {came}."
)
