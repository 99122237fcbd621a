entries = ["12", "x", " 7"]

total = 0
for entry in entries:
    try:
        total += int(entry)
    except ValueError:
        print(entry, "is no number")
print("total", total)
