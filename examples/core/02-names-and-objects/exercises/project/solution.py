home = ["milk", "tea"]
office = home
party = ["milk", "tea"]

print(
    "home and office: equal",
    home == office,
    "shared",
    home is office,
)
print(
    "home and party: equal",
    home == party,
    "shared",
    home is party,
)
print(
    "office and party: equal",
    office == party,
    "shared",
    office is party,
)
