import tempfile
from pathlib import Path


def sign(book, name):
    with open(book, "a", encoding="utf-8") as file:
        file.write(name + "\n")


def names(book):
    try:
        with open(book, encoding="utf-8") as file:
            return [line.rstrip("\n") for line in file]
    except FileNotFoundError:
        return []


with tempfile.TemporaryDirectory() as folder:
    book = Path(folder) / "visitors.txt"
    print(names(book))
    sign(book, "Zoë")
    sign(book, "Omar")
    print(names(book))
