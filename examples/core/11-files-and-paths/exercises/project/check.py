import tempfile
from pathlib import Path

told = run().splitlines()
wanted = ["1 x no ending, 6 bytes", "2 x .jpg, 11 bytes"]
wanted.append("1 x .txt, 4 bytes")
assert told == wanted, (
    f"For the files of the program it should print {wanted}, "
    f"but it prints {told}."
)

summary = namespace["summary"]

with tempfile.TemporaryDirectory() as name:
    top = Path(name)
    lines = summary(top)
    assert lines == [], (
        "For an empty folder summary() should give [], "
        f"but it gives {lines}."
    )

    (top / "old.zip").mkdir()
    lines = summary(top)
    assert lines == [], (
        "A folder that is called old.zip is no file, so summary() "
        f"should give [], but it gives {lines}."
    )

    deep = top / "old.zip" / "a" / "b"
    deep.mkdir(parents=True)
    for path, text in [
        (top / "song.txt", "la"),
        (deep / "song.TXT", "là"),
        (deep / "song.txt.mp3", "x" * 1000),
        (deep / "empty.csv", ""),
        (top / "old.zip" / "plan", "?"),
    ]:
        path.write_text(text, encoding="utf-8")
    lines = summary(top)
    wanted = [
        "1 x no ending, 1 bytes",
        "1 x .csv, 0 bytes",
        "1 x .mp3, 1000 bytes",
        "2 x .txt, 5 bytes",
    ]
    assert lines == wanted, (
        "For song.txt, song.TXT, song.txt.mp3, empty.csv and plan, in "
        f"several folders, summary() should give {wanted}, "
        f"but it gives {lines}."
    )
