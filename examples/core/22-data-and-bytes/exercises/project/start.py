import csv

lines = [
    "day,plant,grams",
    "2024-07-01,bean,250",
    "2024-07-03,plum,900",
    "2024-07-09,bean,900",
]

for row in csv.DictReader(lines):
    print(row["plant"], row["grams"])
