import tempfile
from pathlib import Path


def sign(book, name):
    with open(book, "w", encoding="utf-8") as file:
        file.write(name)


def names(book):
    with open(book, encoding="utf-8") as file:
        return [line for line in file]


with tempfile.TemporaryDirectory() as folder:
    book = Path(folder) / "visitors.txt"
    print(names(book))
    sign(book, "Zoë")
    sign(book, "Omar")
    print(names(book))
