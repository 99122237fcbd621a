"""Temporary files and folders that clean up

`tempfile` makes files and folders with names that nobody else uses, in
the place for such things. In a `with` statement they are gone at its
end, also after an error.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Work in a scratch folder that disappears."
# level = "intermediate"
# tags = ["tempfile"]
# covers = ["module:tempfile"]
# docs = ["library/tempfile"]
# try = [
#   "Print the name of the folder and run twice.",
#   "Give the named file `suffix=\".csv\"` and print `path.suffix`.",
#   "Leave out `file.seek(0)`. What does the second `read` find?",
# ]
# ///

import tempfile
from pathlib import Path

# A folder for whatever comes up.
with tempfile.TemporaryDirectory(prefix="kitchen-") as name:
    folder = Path(name)
    (folder / "draft.txt").write_text("first try", encoding="utf-8")
    print(folder.is_dir(), folder.name.startswith("kitchen-"))
print("still there:", folder.exists())

# It goes after an error as well.
try:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raise RuntimeError("the milk boiled over")
except RuntimeError as error:
    print(error, "- still there:", folder.exists())

# A file without any name to speak of, for writing and reading.
with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
    file.write("salt\noil\n")

    # predict: written, then read. What does read() find?
    print(repr(file.read()))
    file.seek(0)
    print(repr(file.read()))

# A file with a name, when another program has to open it.
# With `delete=False` it stays until you delete it.
with tempfile.NamedTemporaryFile(
    "w", encoding="utf-8", delete=False
) as file:
    file.write("for you")
path = Path(file.name)
print("kept:", path.read_text(encoding="utf-8"))
path.unlink()
print("and now:", path.exists())

# pitfall: A name made up by hand may be taken already.
with tempfile.TemporaryDirectory() as name:
    for writer in ["Ada", "Bo"]:
        draft = Path(name) / "draft.txt"
        draft.write_text(f"by {writer}", encoding="utf-8")
    print(draft.read_text(encoding="utf-8"), "- and the other is lost")
