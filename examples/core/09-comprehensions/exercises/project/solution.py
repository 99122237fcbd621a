records = [
    ("  ada ", "036-55"),
    ("BEN", "04 11"),
    ("", "12"),
    ("Ada", "09/90"),
    ("cleo", "-"),
]


def digits(number):
    return "".join([sign for sign in number if sign in "0123456789"])


book = {
    name.strip().title(): digits(number)
    for name, number in records
    if name.strip() and digits(number)
}

for name in sorted(book):
    print(name, book[name])
