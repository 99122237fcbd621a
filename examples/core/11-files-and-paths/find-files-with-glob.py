"""Finding files with glob, rglob and walk

In a pattern `*` stands for any part of a name and `**` for any number
of folders. The order of the results is up to the system, so sort them
whenever it matters.
"""
# /// script
# requires-python = ">=3.12"
# [tool.explorer]
# goal = "Search a tree by pattern, in a stable order."
# level = "intermediate"
# since = "3.12"
# tags = ["pathlib", "new-3.12"]
# covers = ["module:pathlib", "module:glob", "module:fnmatch"]
# docs = ["library/pathlib#pathlib.Path.glob"]
# try = [
#   "Find all names with exactly one letter before the dot.",
#   "Count the files of each ending with a dictionary.",
#   "Let `walk` stay out of the folder `old`.",
# ]
# ///

import fnmatch
import glob
import tempfile
from pathlib import Path

NAMES = "a.txt b.md notes/c.txt notes/old/d.txt notes/E.TXT".split()

with tempfile.TemporaryDirectory() as folder:
    top = Path(folder)
    for name in NAMES:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).touch()

    def show(paths):
        found = [path.relative_to(top).as_posix() for path in paths]
        print(sorted(found))

    # In this folder, in folders one level down, at any depth.
    show(top.glob("*.txt"))
    show(top.glob("*/*.txt"))
    show(top.rglob("*.txt"))

    # predict: two stars and a slash. Is a.txt in the result?
    show(top.glob("**/*.txt"))

    # Big letters or small, said on purpose (since Python 3.12).
    show(top.rglob("*.txt", case_sensitive=False))

    # walk visits folder by folder, and lets you choose where to go.
    # Before Python 3.12 os.walk does the same with texts.
    for place, folders, files in top.walk():
        folders.sort()
        print(place.relative_to(top).as_posix(), folders, sorted(files))

    # Texts instead of paths: the module glob.
    print(sorted(glob.glob("**/*.md", root_dir=top, recursive=True)))

# The patterns alone, for any names: the module fnmatch.
print(fnmatch.filter(["tea", "team", "time"], "te*"))
print("other case:", fnmatch.fnmatchcase("a.TXT", "*.txt"))

# pitfall: Square brackets have a meaning, so a name with them is not
# found as it is written.
name = "photo[1].png"
for pattern in [name, glob.escape(name)]:
    print(pattern, fnmatch.fnmatchcase(name, pattern))
