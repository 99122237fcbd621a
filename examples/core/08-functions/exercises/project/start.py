METRES = {"m": 1, "km": 1000, "cm": 0.01, "mile": 1609.344}


def to_metres(amount, unit):
    print(amount * METRES[unit])


to_metres(2, "km")
