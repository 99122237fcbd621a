lines = [
    "name,people",
    '"Kaya, Deniz",2',
    "Mora,3",
]

total = 0
for line in lines[1:]:
    name, people = line.split(",")
    print(name)
    total += int(people)
print("together", total)
