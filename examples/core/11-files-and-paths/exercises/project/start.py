import tempfile
from pathlib import Path


def summary(folder):
    counts = {}
    for path in folder.iterdir():
        counts[path.suffix] = counts.get(path.suffix, 0) + 1
    return [f"{counts[ending]} x {ending}" for ending in counts]


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
