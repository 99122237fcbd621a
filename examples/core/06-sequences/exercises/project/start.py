scores = [("Noor", 9), ("Ben", 12), ("Ana", 3), ("Ida", 9)]

for name, points in scores:
    print(name, points)
