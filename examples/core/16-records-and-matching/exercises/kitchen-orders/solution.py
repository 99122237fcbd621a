def label(order):
    match order:
        case {"dish": dish, "to_go": True}:
            return f"{dish} in a box"
        case {"dish": dish, "table": table}:
            return f"{dish} for table {table}"
        case {"dish": dish}:
            return f"{dish} at the hatch"
        case {**rest} if not rest:
            return "nothing ordered"
        case _:
            return "not understood"


print(label({"dish": "soup", "to_go": True}))
print(label({"dish": "rice", "table": 4}))
print(label({"dish": "cake"}))
print(label({}))
