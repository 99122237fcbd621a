"""Building paths with /

A `Path` knows its parts: folder, name, ending. `/` joins paths, with
the right sign for every system. Nothing on the disk is touched: a
path is a name, and what it names need not exist.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Join, split and compare paths with pathlib."
# level = "beginner"
# tags = ["pathlib"]
# covers = ["module:pathlib", "ast:Div", "pep:428"]
# docs = ["library/pathlib"]
# try = [
#   "Change the ending of every photo in a list.",
#   "Print `beach.with_stem(\"sea\")` and `beach.parents[1]`.",
#   "Divide a text by a text: `\"a\" / \"b\"`.",
# ]
# ///

from pathlib import Path, PurePosixPath, PureWindowsPath

# The slash joins a path with a text or a path.
photos = Path("pictures") / "2024"
beach = photos / "beach.day.jpeg"
print(beach.as_posix())

# Its parts.
print(beach.name, beach.stem, beach.suffix, beach.suffixes)
print(beach.parent == photos, beach.parts)

# Changed copies: another name, another ending.
print(beach.with_suffix(".png").name)
print(beach.with_name("harbour.jpeg").as_posix())

# Where is it, seen from somewhere else?
print(beach.relative_to("pictures").as_posix())
print(beach.is_relative_to("music"), beach.is_absolute())

# Compared part by part: a slash at the end does not matter, and
# all that is in a folder comes before the next name.
print(Path("music/") == Path("music"))
names = ["a-b", "a/z", "a"]
paths = sorted([Path(name) for name in names])
print(sorted(names), [path.as_posix() for path in paths])

# The names of another system, on any system.
print(PureWindowsPath("music") / "rain.mp3")
print(PurePosixPath("music") / "rain.mp3")

# predict: the second path is absolute. What is left of the first?
print(PurePosixPath("music") / "/top/rain.mp3")

# pitfall: A path exists as a name only. Ask before you rely on it.
print("is it there?", beach.exists())
