from datetime import date

count = int(input())
for _ in range(count):
    year, month, day = input().split()
    date = date(int(year), int(month), int(day))
    print(date.isoweekday())
