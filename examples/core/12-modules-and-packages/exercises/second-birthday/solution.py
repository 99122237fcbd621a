from datetime import date

count = int(input())
for _ in range(count):
    year, month, day = input().split()
    birthday = date(int(year), int(month), int(day))
    print(birthday.isoweekday())
