METRES = {"m": 1, "km": 1000, "cm": 0.01, "mile": 1609.344}


def to_metres(amount, unit):
    if unit not in METRES:
        return None
    return amount * METRES[unit]


def convert(amount, unit, wanted="m"):
    metres = to_metres(amount, unit)
    if metres is None or wanted not in METRES:
        return None
    return metres / METRES[wanted]


def describe(amount, unit, wanted="m"):
    result = convert(amount, unit, wanted)
    if result is None:
        return "unknown unit"
    return f"{amount:g} {unit} = {result:g} {wanted}"


print(describe(2, "km"))
print(describe(1, "mile", "km"))
print(describe(0, "cm", "yard"))
