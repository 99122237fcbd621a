def label(order):
    match order:
        case {}:
            return "nothing ordered"
        case {"dish": dish}:
            return f"{dish} at the hatch"
        case {"dish": dish, "table": table}:
            return f"{dish} for table {table}"
        case {"dish": dish, "to_go": True}:
            return f"{dish} in a box"
        case _:
            return "not understood"


print(label({"dish": "soup", "to_go": True}))
print(label({"dish": "rice", "table": 4}))
print(label({"dish": "cake"}))
print(label({}))
