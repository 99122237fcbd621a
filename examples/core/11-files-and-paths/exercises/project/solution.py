import tempfile
from pathlib import Path


def summary(folder):
    sizes = {}
    for path in folder.rglob("*"):
        if path.is_file():
            ending = path.suffix.lower()
            sizes.setdefault(ending, []).append(path.stat().st_size)
    return [
        f"{len(sizes[ending])} x {ending or 'no ending'}, "
        f"{sum(sizes[ending])} bytes"
        for ending in sorted(sizes)
    ]


FILES = {
    "README": "Hello.",
    "list.txt": "milk",
    "trip/sea.JPG": "blue",
    "trip/day.two/hill.jpg": "greener",
}

with tempfile.TemporaryDirectory() as name:
    top = Path(name)
    for place, text in FILES.items():
        path = top / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for line in summary(top):
        print(line)
