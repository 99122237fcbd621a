"""A library in a zip: what is written comes back, and nothing hostile comes in; each trap is a real zip."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import tracemalloc
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import PackError, StateError
from desktop.core.imported import ImportedLibraries
from desktop.core.zip_format import MOST_ARCHIVE_BYTES, MOST_ENTRIES, LeftOut, UnfitZipError, parts_of, told
from desktop.core.zip_reading import ZipReading
from desktop.core.zip_writing import write_zip
from tests.unit.made_zips import STORED, Made, deflated, made_zip

ROOT = Path(__file__).resolve().parents[2]
GOOD = Made("lib/good.py")
BOMB = b"0" * 900_000
HONEST = "is no honest archive"


def on(_done: int, _all: int) -> bool:
    """Nobody stops it."""
    return True


@pytest.fixture
def libraries(tmp_path: Path) -> ImportedLibraries:
    return ImportedLibraries(tmp_path / "data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Programs, data beside them, and much that is kept in no zip."""
    folder = tmp_path / "my games"
    (folder / "lib").mkdir(parents=True)
    (folder / "guess.py").write_text('"""Guess"""\nprint("é")\n', encoding="utf-8")
    (folder / "lib" / "words.csv").write_text("a,b\r\n")
    (folder / "LICENSE").write_text("MIT\n")
    return folder


def taken(libraries: ImportedLibraries, tmp_path: Path, data: bytes, name: str = "games.zip") -> Path:
    file = tmp_path / name
    file.write_bytes(data)
    result = libraries.take(file, on)
    assert result is not None
    return result.folder


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != ".lock")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


# ---- what is written comes back ----


def test_an_exported_folder_is_imported_byte_by_byte(
    folder: Path, libraries: ImportedLibraries, tmp_path: Path
) -> None:
    exported = write_zip(folder, folder.name, tmp_path / "games.zip", on)
    assert exported is not None
    assert exported.files == 3
    assert exported.left_out == ()
    with zipfile.ZipFile(exported.file) as archive:
        assert archive.testzip() is None
    imported = libraries.take(exported.file, on)
    assert imported is not None
    assert imported.folder == libraries.folder / "my games"
    assert contents(imported.folder) == contents(folder)
    assert libraries.folders() == (imported.folder,)


def test_what_is_no_text_of_the_folder_is_left_out_and_named(folder: Path, tmp_path: Path) -> None:
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "inner.zip").write_bytes(made_zip(GOOD))
    (folder / "latin.py").write_bytes(b"# \xe9\n")
    (folder / "nul.txt").write_bytes(b"a\0b")
    (folder / "huge.txt").write_bytes(b"x" * 1_000_001)
    (folder / "link.py").symlink_to("guess.py")
    (folder / "out").symlink_to(tmp_path)
    (folder / "con.py").write_text("")
    (folder / "GUESS.py").write_text("")
    os.mkfifo(folder / "pipe.py")
    (folder / "env").mkdir()
    (folder / "env" / "pyvenv.cfg").write_text("")
    for hidden in (".git", "__pycache__"):
        (folder / hidden).mkdir()
        (folder / hidden / "x.py").write_text("")
    exported = write_zip(folder, "games", tmp_path / "out.zip", on)
    assert exported is not None
    names = {each.name for each in exported.left_out}
    assert names == {
        *("picture.png", "inner.zip", "latin.py", "nul.txt", "huge.txt", "link.py", "out", "con.py"),
        *("guess.py", "pipe.py", "env"),
    }
    with zipfile.ZipFile(exported.file) as archive:
        assert set(archive.namelist()) == {"games/GUESS.py", "games/LICENSE", "games/lib/words.csv"}


def test_a_file_that_packs_like_a_bomb_can_still_be_imported(
    folder: Path, libraries: ImportedLibraries, tmp_path: Path
) -> None:
    (folder / "zeros.txt").write_bytes(BOMB)
    exported = write_zip(folder, "games", tmp_path / "out.zip", on)
    assert exported is not None
    imported = libraries.take(exported.file, on)
    assert imported is not None
    assert (imported.folder / "zeros.txt").read_bytes() == BOMB


def test_an_export_that_fails_or_is_stopped_leaves_the_file_before_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.zip"
    target.write_bytes(b"before")
    assert write_zip(folder, "games", target, lambda _done, _all: False) is None
    with pytest.raises(StateError, match="holds no Python file and no plain text"):
        write_zip(_empty(tmp_path), "x", target, on)
    with pytest.raises(
        StateError, match=r"“.*nothing” was not exported: it cannot be read \(it is not there\)"
    ):
        write_zip(tmp_path / "nothing", "x", target, on)
    _fill_disk(monkeypatch)
    with pytest.raises(StateError, match=r"out\.zip” could not be written: the disk is full"):
        write_zip(folder, "games", target, on)
    assert target.read_bytes() == b"before"


def _empty(tmp_path: Path) -> Path:
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


def _fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)


def test_what_was_left_out_is_told_in_one_sentence() -> None:
    one, other = LeftOut("a.png", "no text"), LeftOut("b.py", "a link")
    assert told([]) == ""
    assert told([one]) == "1 file was left out (no text): “a.png”."
    assert told([one, other]) == "2 files were left out: “a.png” (no text), “b.py” (a link)."
    assert told([one] * 5) == "5 files were left out (no text): “a.png”, “a.png”, “a.png” and 2 more."
    assert told([other, *[one] * 4]).endswith("“a.png” (no text) and 2 more.")
    assert told([LeftOut("\u202ex" * 99, "a link")]).isprintable()


# ---- what is imported ----


def test_a_zip_without_a_folder_of_its_own_is_named_after_its_file(
    libraries: ImportedLibraries, tmp_path: Path
) -> None:
    data = made_zip(Made("a.py"), Made("b/c.py"))
    assert taken(libraries, tmp_path, data, "two games.zip").name == "two games"
    assert taken(libraries, tmp_path, data, "TWO GAMES.zip").name == "TWO GAMES 2"
    assert taken(libraries, tmp_path, data, "con.zip").name == "Library"


def test_what_is_no_text_of_an_archive_is_left_out_unopened(
    libraries: ImportedLibraries, tmp_path: Path
) -> None:
    inner = Made("lib/inner.zip", b"PK", packed=b"\xff" * 10)  # would not unpack
    file = tmp_path / "x.zip"
    data = made_zip(GOOD, inner, Made("lib/latin.txt", b"\xe9"), Made("lib/.hidden/x.py"), Made("lib/"))
    file.write_bytes(data)
    result = libraries.take(file, on)
    assert result is not None
    assert contents(result.folder) == {"good.py": b"print(1)\n"}
    assert [each.name for each in result.left_out] == ["lib/inner.zip", "lib/latin.txt"]


def test_names_in_utf8_are_read_whether_the_archive_says_so_or_not(
    libraries: ImportedLibraries, tmp_path: Path
) -> None:
    data = made_zip(Made("lib/é.py"), Made("lib/ü.py".encode(), flags=0), Made(b"lib/\x84.py", flags=0))
    assert set(contents(taken(libraries, tmp_path, data))) == {"é.py", "ü.py", "ä.py"}


def test_sizes_that_come_after_the_bytes_are_read(libraries: ImportedLibraries, tmp_path: Path) -> None:
    """As packers write them that cannot go back."""
    zero: dict[str, int | bytes] = {"crc": 0, "packed": 0, "size": 0}
    data = made_zip(Made("lib/a.py", flags=0x808, local=zero), GOOD)
    assert set(contents(taken(libraries, tmp_path, data))) == {"a.py", "good.py"}


TRAPS: dict[str, tuple[bytes, str]] = {
    "up": (made_zip(GOOD, Made("lib/../../x.py")), "leads out of its folder"),
    "absolute": (made_zip(GOOD, Made("/etc/x.py")), "begins at the root"),
    "drive": (made_zip(GOOD, Made("C:x.py")), "a drive letter"),
    "backslash": (made_zip(GOOD, Made("lib\\..\\..\\x.py")), "a backslash"),
    "network": (made_zip(GOOD, Made("\\\\host\\x.py")), "a backslash"),
    "stream": (made_zip(GOOD, Made("lib/x.py:y.py")), "with ':', which some systems refuse"),
    "empty part": (made_zip(GOOD, Made("lib//x.py")), "an empty part"),
    "dot": (made_zip(GOOD, Made("lib/./x.py")), "an empty part"),
    "nameless": (made_zip(GOOD, Made("/")), "without a name"),
    "control": (made_zip(GOOD, Made("lib/a\x1b[2J.py")), "nobody can see"),
    "newline": (made_zip(GOOD, Made("lib/a\n.py")), "nobody can see"),
    "nul": (made_zip(GOOD, Made("lib/a.py\0.png")), "nobody can see"),
    "bidi": (made_zip(GOOD, Made("lib/a\u202eyp.py")), "nobody can see"),
    "surrogate": (made_zip(GOOD, Made("lib/a\ud800.py")), "cannot be read"),
    "device": (made_zip(GOOD, Made("lib/NUL.tar.py")), "a device on Windows"),
    "device folder": (made_zip(GOOD, Made("aux/x.py")), "a device on Windows"),
    "device in superscript": (made_zip(GOOD, Made("lib/COM¹.py")), "a device on Windows"),
    "dot at the end": (made_zip(GOOD, Made("lib./x.py")), "ends with a space or a dot"),
    "long part": (made_zip(GOOD, Made(f"lib/{'x' * 120}.py")), "too long"),
    "long bytes": (made_zip(GOOD, Made(f"lib/{'😀' * 60}.py")), "too long"),
    "long path": (made_zip(GOOD, Made("lib/" + "abcdefghi/" * 19 + "abcdefghi.py")), "too long"),
    "deep": (made_zip(GOOD, Made("a/" * 30 + "x.py")), "folders in each other"),
    "hostile name of what is not kept": (made_zip(GOOD, Made("../x.png")), "leads out of its folder"),
    "hostile name of a folder": (made_zip(GOOD, Made("../")), "leads out of its folder"),
    "link": (made_zip(GOOD, Made("lib/l.py", b"/etc/passwd", mode=stat.S_IFLNK | 0o777)), "holds a link"),
    "link as folder": (made_zip(GOOD, Made("lib/l/", b"/etc", mode=stat.S_IFLNK | 0o777)), "holds a link"),
    "folder as file": (made_zip(GOOD, Made("lib/f.py", mode=stat.S_IFDIR | 0o755)), "no regular file"),
    "pipe": (made_zip(GOOD, Made("lib/p.py", mode=stat.S_IFIFO | 0o644)), "no regular file"),
    "device file": (made_zip(GOOD, Made("lib/d.py", mode=stat.S_IFCHR | 0o644)), "no regular file"),
    "socket": (made_zip(GOOD, Made("lib/s.py", mode=stat.S_IFSOCK | 0o644)), "no regular file"),
    "bomb": (made_zip(GOOD, Made("lib/bomb.txt", BOMB)), "looks like a trap"),
    "large text": (made_zip(GOOD, Made("lib/x.py", b"x" * 1_000_001, STORED)), "larger than 1 MB"),
    "size too small": (
        made_zip(GOOD, Made("lib/x.py", b"x" * 5000, local={"size": 5}, listed={"size": 5})),
        f"{HONEST}: “lib/x.py” is not as long",
    ),
    "size too large": (
        made_zip(GOOD, Made("lib/x.py", local={"size": 500}, listed={"size": 500})),
        f"{HONEST}: “lib/x.py” is not as long",
    ),
    "bomb that says it is small": (
        made_zip(GOOD, Made("lib/x.py", b"0" * 90_000_000, local={"size": 9}, listed={"size": 9})),
        f"{HONEST}: “lib/x.py” is not as long",
    ),
    "two sizes": (made_zip(GOOD, Made("lib/x.py", local={"size": 5})), f"{HONEST}: it says two different"),
    "two names": (made_zip(GOOD, Made("lib/x.py", local={"name": b"lib/y.py"})), "says two different"),
    "two methods": (made_zip(GOOD, Made("lib/x.py", local={"method": STORED})), "says two different"),
    "stored with two sizes": (
        made_zip(GOOD, Made("lib/x.py", b"abc", STORED, local={"size": 9}, listed={"size": 9})),
        "is not as long",
    ),
    "twice": (made_zip(GOOD, Made("lib/good.py")), "“lib/good.py” twice"),
    "case twins": (made_zip(GOOD, Made("lib/GOOD.py")), "one file on some systems"),
    "case twins of two lengths": (made_zip(Made("Maße.py"), Made("MASSE.py")), "one file on some systems"),
    "twin folders": (made_zip(GOOD, Made("LIB/other.py")), "one file on some systems"),
    "twins of Unicode": (
        made_zip(Made("é.py"), Made(unicodedata.normalize("NFD", "é.py"))),
        "one file on some systems",
    ),
    "file below a file": (made_zip(Made("a.py"), Made("a.py/b.py")), "as file and as folder"),
    "file over a folder": (made_zip(Made("a.py/b.py"), Made("a.py")), "as file and as folder"),
    "encrypted": (made_zip(GOOD, Made("lib/x.py", flags=0x801)), "is encrypted"),
    "encrypted in its own header": (made_zip(GOOD, Made("lib/x.py", local={"flags": 1})), "is encrypted"),
    "other method": (made_zip(GOOD, Made("lib/x.py", method=14)), "in an unusual way"),
    "overlap": (
        made_zip(GOOD, Made("lib/good.py", offset=0, listed={"name": b"lib/good.py"})),
        "twice|shares",
    ),
    "overlap by length": (
        made_zip(GOOD, Made("lib/x.py", flags=0x808, listed={"packed": 5000})),
        "shares its bytes",
    ),
    "crc": (made_zip(GOOD, Made("lib/x.py", local={"crc": 1}, listed={"crc": 1})), "the checksum"),
    "damaged": (made_zip(GOOD, Made("lib/x.py", packed=b"\xff" * 9)), "cannot be unpacked"),
    "more behind its end": (
        made_zip(GOOD, Made("lib/x.py", packed=deflated(b"print(1)\n") + b"more")),
        "does not end where it should",
    ),
    "without its end": (
        made_zip(GOOD, Made("lib/x.py", packed=deflated(b"print(1)\n", zlib.Z_SYNC_FLUSH))),
        "does not end where it should",
    ),
    "entry elsewhere": (made_zip(GOOD, Made("lib/x.py", offset=7)), "not where it should be"),
    "truncated": (made_zip(GOOD, GOOD)[:-30], "is not whole"),
    "cut in its end": (made_zip(GOOD)[:-3], "is not whole"),
    "no zip": (b"print(1)\n", "is no zip archive"),
    "nothing": (b"", "is no zip archive"),
    "data before": (made_zip(GOOD, before=b"#!/bin/sh\n"), "is no zip archive"),
    "data behind": (made_zip(GOOD, behind=b"more"), "other data lies"),
    "list elsewhere": (made_zip(GOOD, end={"start": 4}), "other data lies"),
    "list of another length": (made_zip(GOOD, end={"size": 9_000}), "other data lies"),
    "several parts": (made_zip(GOOD, end={"disk": 1}), "several parts"),
    "zip64": (made_zip(GOOD, end={"here": 0xFFFF, "entries": 0xFFFF}), "zip64"),
    "empty archive": (made_zip(), "holds no Python file"),
    "no program": (made_zip(Made("readme.txt", b"hello")), "holds no Python file"),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_with_a_sentence_and_leaves_nothing(
    name: str, libraries: ImportedLibraries, tmp_path: Path
) -> None:
    data, sentence = TRAPS[name]
    file = tmp_path / "trap.zip"
    file.write_bytes(data)
    with pytest.raises(PackError, match=sentence) as refusal:
        libraries.take(file, on)
    words = str(refusal.value)
    assert words.startswith("“trap.zip” ")
    assert words.endswith("Nothing of it was imported.")
    assert words.isprintable(), "a hostile name is shown without what nobody sees"
    assert list(contents(tmp_path)) == ["trap.zip"]
    assert libraries.folders() == ()


def test_shared_bytes_are_found_under_two_names(libraries: ImportedLibraries, tmp_path: Path) -> None:
    """As in a bomb whose entries all unpack the same bytes: one entry lies within another."""
    inside = made_zip(Made("lib/b.py"))
    outer = Made("lib/a.txt", inside, STORED)
    offset = made_zip(outer).index(inside)
    with pytest.raises(UnfitZipError, match="shares its bytes"):
        ZipReading(made_zip(outer, Made("lib/b.py", offset=offset)))


def test_no_entry_is_unpacked_further_than_it_says() -> None:
    """Ninety megabytes that say they are nine bytes."""
    data, _sentence = TRAPS["bomb that says it is small"]
    reading = ZipReading(data)
    (bomb,) = (entry for entry in reading.entries if entry.name == "lib/x.py")
    tracemalloc.start()
    try:
        with pytest.raises(UnfitZipError, match="not as long as it says"):
            reading.read(bomb)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000


def test_too_many_entries_and_too_much_together_are_refused_before_anything_is_unpacked() -> None:
    many = made_zip(*(Made(f"{number}.py", b"", STORED) for number in range(MOST_ENTRIES + 1)))
    with pytest.raises(UnfitZipError, match="more than 10,000 entries"):
        ZipReading(many)
    wordy = made_zip(*(Made(f"{number}{'x' * 60_000}.py", b"", STORED) for number in range(170)))
    with pytest.raises(UnfitZipError, match="a list of entries that is too long"):
        ZipReading(wordy)
    text = os.urandom(10_000).hex().encode() * 45
    packed = Made("", text).raw
    assert len(text) / len(packed) < 100
    heavy = made_zip(*(Made(f"{number}.txt", text, packed=packed) for number in range(112)))
    assert len(heavy) < MOST_ARCHIVE_BYTES
    with pytest.raises(UnfitZipError, match="more than 100 MB unpacked"):
        ZipReading(heavy)


def test_an_archive_that_is_too_large_is_not_read_whole(libraries: ImportedLibraries, tmp_path: Path) -> None:
    file = tmp_path / "huge.zip"
    with file.open("wb") as stream:
        stream.truncate(10**12)
    with pytest.raises(PackError, match="larger than 64 MB"):
        libraries.take(file, on)
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(PackError, match="no regular file"):
        libraries.take(file, on)


# ---- whole or not at all ----


ON_A_SMALL_DISK = """
mkdir -p "$1/data" && mount -t tmpfs -o size=400k none "$1/data" || exit 77
"$0" -c '
import sys
from pathlib import Path
from desktop.core.errors import StateError
from desktop.core.imported import ImportedLibraries
libraries = ImportedLibraries(Path(sys.argv[1]) / "data")
try:
    libraries.take(Path(sys.argv[1]) / "x.zip", lambda done, total: True)
except StateError as error:
    print(error)
print([entry.name for entry in libraries.folder.iterdir()])
' "$1"
"""


def test_a_full_disk_leaves_nothing_of_an_import(tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("without unshare no small disk can be had here")
    texts = [Made(f"{number}.txt", os.urandom(50_000).hex().encode()) for number in range(9)]
    (tmp_path / "x.zip").write_bytes(made_zip(GOOD, *texts))
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK, sys.executable]
    done = subprocess.run([*command, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip(f"no small disk can be had here: {done.stderr}")
    sentence, left = done.stdout.splitlines()
    assert "could not be written: the disk is full." in sentence, done.stderr
    assert left == "[]"


def test_an_import_that_is_stopped_or_fails_late_leaves_nothing(
    libraries: ImportedLibraries, tmp_path: Path
) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(made_zip(Made("a.py"), Made("b.py"), Made("c.py")))
    assert libraries.take(file, lambda done, _all: done < 2) is None
    file.write_bytes(made_zip(Made("a.py"), Made("b.py", local={"crc": 1}, listed={"crc": 1})))
    with pytest.raises(PackError, match="checksum"):
        libraries.take(file, on)
    assert [entry.name for entry in libraries.folder.iterdir()] == []


def test_a_deleted_library_is_off_the_list_at_once_and_gone_when_it_is_removed(
    libraries: ImportedLibraries, tmp_path: Path
) -> None:
    first = taken(libraries, tmp_path, made_zip(Made("one/a.py"), Made("one/inner/b.py")))
    second = taken(libraries, tmp_path, made_zip(Made("two/a.py")))
    aside = libraries.put_aside(first)
    assert libraries.folders() == (second,)
    libraries.remove(aside)
    assert [entry.name for entry in libraries.folder.iterdir() if entry.is_dir()] == ["two"]
    assert taken(libraries, tmp_path, made_zip(Made("one/a.py"))) == first, "the name is free again"


def test_nothing_but_a_library_is_deleted(libraries: ImportedLibraries, tmp_path: Path) -> None:
    library = taken(libraries, tmp_path, made_zip(Made("one/inner/b.py")))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.py").write_text("")
    link = libraries.folder / "link"
    link.symlink_to(elsewhere)
    hidden = libraries.folder / ".hidden"
    hidden.mkdir()
    known = (library / "inner", libraries.folder, libraries.folder.parent, elsewhere, link, hidden)
    for folder in (*known, library / ".." / "one", libraries.folder / "two"):
        with pytest.raises(StateError, match="Nothing was deleted"):
            libraries.put_aside(folder)
    assert all(folder.exists() for folder in known)
    (library / "inner" / "out").symlink_to(elsewhere)
    libraries.remove(libraries.put_aside(library))
    assert (elsewhere / "mine.py").exists(), "a link in a library leads to no file that is deleted"


def test_what_a_deletion_left_that_was_killed_goes_with_a_later_import(
    libraries: ImportedLibraries, tmp_path: Path
) -> None:
    aside = libraries.put_aside(taken(libraries, tmp_path, made_zip(Made("one/a.py"))))
    assert (aside / "one" / "a.py").exists()
    taken(libraries, tmp_path, made_zip(Made("two/a.py")))
    assert not aside.exists()


def test_what_an_import_left_that_was_killed_goes_with_a_later_one(
    libraries: ImportedLibraries, tmp_path: Path
) -> None:
    stale, fresh = libraries.folder / ".filling-old", libraries.folder / ".filling-new"
    for leftover in (stale, fresh):
        leftover.mkdir(parents=True)
        (leftover / "x.py").write_text("")
    os.utime(stale, (0, 0))
    taken(libraries, tmp_path, made_zip(GOOD))
    assert fresh.exists(), "another window may be at it"
    assert not stale.exists()
    assert [each.name for each in libraries.folders()] == ["lib"]


# ---- names in general ----


@given(st.lists(st.text(max_size=12), min_size=1, max_size=5))
def test_a_name_is_taken_only_if_it_stays_in_its_folder_on_every_system(parts: list[str]) -> None:
    name = "/".join(parts)
    try:
        found = parts_of(name)
    except UnfitZipError as refusal:
        assert str(refusal).isprintable()
        return
    assert "/".join(found) == name.removesuffix("/")
    for part in found:
        assert part not in ("", ".", "..")
        assert part.isprintable()
        assert not set(part) & set('\\/:*?"<>|')
    assert Path("/x").joinpath(*found).resolve().is_relative_to("/x")


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail_but_with_a_sentence(noise: bytes) -> None:
    whole = made_zip(GOOD, Made("lib/b.txt", b"text"))
    place = len(noise) % len(whole)
    for data in (noise, b"PK\x03\x04" + noise, whole[:place] + noise[:3] + whole[place + 3 :]):
        try:
            reading = ZipReading(data)
            for entry in reading.entries:
                reading.read(entry)
        except UnfitZipError:
            pass
