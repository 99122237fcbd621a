import tempfile
from pathlib import Path

told = run().splitlines()
wanted = ["[]", "['Zoë', 'Omar']"]
assert told == wanted, (
    f"The program should print {wanted}, but it prints {told}."
)

sign = namespace["sign"]
names = namespace["names"]

with tempfile.TemporaryDirectory() as folder:
    book = Path(folder) / "book.txt"

    none = names(book)
    assert none == [], (
        "A book that is not there has no names, so names() should give "
        f"[], but it gives {none!r}."
    )
    assert not book.exists(), (
        "To ask for the names should not make a file, but it made one."
    )

    for name in ["Li Na", "Åke", "Li Na"]:
        sign(book, name)
    text = book.read_bytes().decode("utf-8", errors="replace")
    written = text.splitlines()
    assert written == ["Li Na", "Åke", "Li Na"], (
        "After Li Na, Åke and Li Na again the file should have these "
        f"three lines, in UTF-8, but it has {written}."
    )

    came = names(book)
    assert came == ["Li Na", "Åke", "Li Na"], (
        "names() should give Li Na, Åke and Li Na, but it gives "
        f"{came}."
    )
