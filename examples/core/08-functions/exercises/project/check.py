def close(came, wanted):
    if wanted is None or came is None:
        return came is wanted
    return abs(came - wanted) < 1e-9


run()
for name, arguments, wanted in [
    ("to_metres", (2, "km"), 2000),
    ("to_metres", (0, "km"), 0),
    ("to_metres", (3, "yard"), None),
    ("convert", (5, "cm"), 0.05),
    ("convert", (1, "mile", "km"), 1.609344),
    ("convert", (0, "cm", "km"), 0),
    ("convert", (3, "yard", "m"), None),
    ("convert", (3, "m", "yard"), None),
]:
    came = namespace[name](*arguments)
    assert close(came, wanted), (
        f"{name}{arguments} should return {wanted}, "
        f"but it returns {came}."
    )

for arguments, wanted in [
    ((2, "km"), "2 km = 2000 m"),
    ((1, "mile", "km"), "1 mile = 1.60934 km"),
    ((0, "cm", "km"), "0 cm = 0 km"),
    ((3, "yard"), "unknown unit"),
    ((3, "m", "yard"), "unknown unit"),
]:
    came = namespace["describe"](*arguments)
    assert came == wanted, (
        f"describe{arguments} should return {wanted!r}, "
        f"but it returns {came!r}."
    )

run(METRES={"m": 1, "inch": 0.0254, "yard": 0.9144})
came = namespace["describe"](2, "yard", wanted="inch")
assert came == "2 yard = 72 inch", (
    "With inch and yard in METRES, describe(2, 'yard', "
    f"wanted='inch') should return '2 yard = 72 inch', not {came!r}."
)
