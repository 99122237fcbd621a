from collections import defaultdict

visits = [("Mon", "Ida"), ("Tue", "Tim"), ("Mon", "Eva")]
days = ["Mon", "Tue", "Wed"]

by_day = defaultdict(list)
for day, name in visits:
    by_day[day].append(name)

for day in days:
    if day in by_day:
        print(day, *by_day[day])
    else:
        print(day, "-")
print(len(by_day), "of", len(days), "days had visitors")
