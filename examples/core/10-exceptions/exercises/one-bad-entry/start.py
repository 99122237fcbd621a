entries = ["12", "x", " 7"]

total = 0
try:
    for entry in entries:
        total += int(entry)
except ValueError:
    print(entry, "is no number")
print("total", total)
