import csv

lines = [
    "name,people",
    '"Kaya, Deniz",2',
    "Mora,3",
]

total = 0
for row in csv.DictReader(lines):
    print(row["name"])
    total += int(row["people"])
print("together", total)
