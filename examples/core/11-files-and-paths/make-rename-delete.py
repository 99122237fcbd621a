"""mkdir, touch, rename and unlink

A `Path` can also act: make a folder or a file, move it, delete it.
Each of them fails loudly when it cannot be done, unless you say that
you do not mind.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Create and remove files and folders safely."
# level = "beginner"
# tags = ["pathlib"]
# covers = ["module:pathlib"]
# docs = ["library/pathlib#creating-files-and-directories"]
# try = [
#   "Make a folder three levels deep in one call.",
#   "Take the second `exist_ok=True` away and read the error.",
#   "Delete the whole garden with `shutil.rmtree`.",
# ]
# ///

import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    garden = Path(folder) / "garden"

    def show(what):
        found = sorted(garden.rglob("*"))
        names = [path.relative_to(garden).as_posix() for path in found]
        print(f"{what}: {names}")

    # A folder, and a folder in it. It may be there already.
    garden.mkdir()
    (garden / "beds").mkdir(exist_ok=True)
    (garden / "beds").mkdir(exist_ok=True)
    show("mkdir")

    # An empty file, and one with something in it.
    (garden / "list.txt").touch()
    seeds = garden / "seeds.txt"
    seeds.write_text("carrot\n", encoding="utf-8")
    show("files")

    # Rename gives the new path.
    moved = seeds.rename(garden / "beds" / "seeds.txt")
    show("rename")

    # predict: does the old path follow its file?
    print("old:", seeds.exists(), "new:", moved.exists())

    # Delete a file. The second time it is missing, which may be fine.
    moved.unlink()
    moved.unlink(missing_ok=True)
    show("unlink")

    # A folder can be removed only when it is empty.
    try:
        garden.rmdir()
    except OSError:
        print("the garden is not empty")
    (garden / "beds").rmdir()
    show("rmdir")

    # pitfall: replace() writes over what is there, without a question.
    (garden / "list.txt").write_text("buy peas", encoding="utf-8")
    (garden / "new.txt").write_text("buy beans", encoding="utf-8")
    kept = (garden / "new.txt").replace(garden / "list.txt")
    print("list:", kept.read_text(encoding="utf-8"))
