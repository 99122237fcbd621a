"""ZIP archives

A `ZipFile` is written and read like a small file system. Each member
can be read by itself, without unpacking the rest, and knows its size
before and after.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Write, list and read without unpacking."
# level = "intermediate"
# tags = ["archive"]
# needs = ["subprocess"]
# covers = ["module:zipfile", "cli:-m-zipfile"]
# docs = ["library/zipfile"]
# try = [
#   "Leave out `ZIP_DEFLATED`. How big is the song now?",
#   "Ask for the member `notes/none.txt` and read the error.",
#   "Write `list.txt` a second time and list the archive.",
# ]
# ///

import subprocess
import sys
import zipfile
from pathlib import Path

# Written member by member. A slash makes a folder.
with zipfile.ZipFile("trip.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("list.txt", "boots\nrope\n")
    archive.writestr("notes/song.txt", "la la la " * 1000)

# Listed without unpacking.
with zipfile.ZipFile("trip.zip") as archive:
    for member in archive.infolist():
        print(member.filename, member.file_size)
    song = archive.getinfo("notes/song.txt")
    print("packed to less than 100:", song.compress_size < 100)

    # One member, straight into memory.
    print(archive.read("list.txt").decode().split())

    # zipfile.Path walks the archive like pathlib.
    song = zipfile.Path(archive) / "notes" / "song.txt"
    print(song.name, song.read_text(encoding="utf-8")[:8])

    # predict: two short words. Are they smaller in the archive, too?
    info = archive.getinfo("list.txt")
    print(info.file_size, "->", info.compress_size)

    # testzip() reads everything and names the first broken member.
    print("broken:", archive.testzip())

# The module is a command as well.
command = [sys.executable, "-m", "zipfile", "-l", "trip.zip"]
listing = subprocess.run(command, capture_output=True, text=True)
print([line.split()[0] for line in listing.stdout.splitlines()])

# pitfall: The end of the name proves nothing.
Path("fake.zip").write_text("not an archive", encoding="utf-8")
print(zipfile.is_zipfile("trip.zip"), zipfile.is_zipfile("fake.zip"))

for name in ["trip.zip", "fake.zip"]:
    Path(name).unlink()
