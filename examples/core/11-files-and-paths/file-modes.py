"""Modes r, w, a, x and +

The second argument of `open` says what you want to do: read, write
anew, append, or create only if it is new. "w" empties a file that is
there, before a single word is written.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Append, create only if new, and avoid truncating by accident."
# level = "beginner"
# tags = ["open", "surprise"]
# covers = ["builtin:open", "exc:FileExistsError"]
# docs = ["library/functions#open"]
# try = [
#   "Open the diary with \"a+\" and print what `read` finds.",
#   "Ask for the mode \"rw\" and read the error.",
#   "Open with \"wb\" and write a text.",
# ]
# ///

import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    diary = Path(folder) / "diary.txt"

    def show(what):
        print(f"{what}: {diary.read_text(encoding='utf-8')!r}")

    # w: write. The file is made if it is not there.
    with open(diary, "w", encoding="utf-8") as file:
        file.write("Monday\n")
    show("w")

    # a: append. Whatever is there stays.
    with open(diary, "a", encoding="utf-8") as file:
        file.write("Tuesday\n")
    show("a")

    # x: only if it is new. Nothing can be lost.
    try:
        with open(diary, "x", encoding="utf-8") as file:
            file.write("Wednesday\n")
    except FileExistsError:
        print("x: it is there already")

    # predict: r+ reads and writes, from the start. What is there now?
    with open(diary, "r+", encoding="utf-8") as file:
        file.write("Sun")
    show("r+")

    # r, the usual one: what is not there cannot be read.
    try:
        open(Path(folder) / "none.txt", encoding="utf-8")
    except FileNotFoundError:
        print("r: not found")

    # pitfall: With w the file is emptied when it is opened.
    with open(diary, "w", encoding="utf-8"):
        pass
    show("w")

    # b: bytes instead of text, without an encoding.
    with open(diary, "wb") as file:
        print(file.write(b"\xff\x00"), "bytes")
