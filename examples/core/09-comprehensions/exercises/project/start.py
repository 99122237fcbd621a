records = [
    ("  ada ", "036-55"),
    ("BEN", "04 11"),
    ("", "12"),
    ("Ada", "09/90"),
    ("cleo", "-"),
]

book = {}
for name, number in records:
    book[name] = number

for name in book:
    print(name, book[name])
