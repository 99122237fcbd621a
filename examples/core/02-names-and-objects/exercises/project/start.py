home = ["milk", "tea"]
office = home
party = ["milk", "tea"]

print("home and office: equal", home == office)
