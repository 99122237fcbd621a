printed = run().strip().split("\n")
wanted = [
    "soup in a box",
    "rice for table 4",
    "cake at the hatch",
    "nothing ordered",
]
assert printed == wanted, (
    f"It should print {wanted}, but it prints {printed}."
)

label = namespace["label"]
for order, wanted in [
    ({"dish": "pie", "table": 2, "to_go": True}, "pie in a box"),
    ({"dish": "pie", "table": 2, "to_go": False}, "pie for table 2"),
    ({"dish": "pie", "to_go": False}, "pie at the hatch"),
    ({"dish": "pie", "sauce": "mint"}, "pie at the hatch"),
    ({}, "nothing ordered"),
    ({"drink": "tea"}, "not understood"),
    ("pie", "not understood"),
]:
    told = label(order)
    assert told == wanted, (
        f"label({order!r}) should be {wanted!r}, but it is {told!r}."
    )
