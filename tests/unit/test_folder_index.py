"""What is remembered of a folder, and searched in it: the same with, without and despite the database."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.example import Findings
from desktop.core.folder import Remembered
from desktop.core.folder_index import FolderIndex, PlacedTexts
from desktop.core.foreign import bare_example
from desktop.core.full_text import why_without
from desktop.core.search import PlainTexts, folded

PYTHON = Path(sys.executable)
TEXTS = [
    folded(Path(module.__file__ or "").read_text(encoding="utf-8"))
    for module in (os, sys.modules["posixpath"], sys.modules["re"], sys.modules["enum"])
] + ["straße = 'é'", "", "x", "if a:\n\tb = [1][0]; c = \"quoted 'twice'\""]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[FolderIndex]:
    index = FolderIndex(tmp_path / "cache", tmp_path / "root", PYTHON)
    yield index
    index.close()


def known(path: str, text: int = 0, title: str = "Titled") -> Remembered:
    findings = Findings(missing=("numpy", "scipy"), asks=True, doctests=2, error="odd", line=3)
    example = bare_example(Path("/root") / path, title, goal="A goal", gate=(3, 14), findings=findings)
    return Remembered.of(path, (10, 20), text, example)


def again(tmp_path: Path) -> FolderIndex:
    return FolderIndex(tmp_path / "cache", tmp_path / "root", PYTHON)


def database_of(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "cache" / "folders").glob("*.sqlite")
    return file


def test_what_was_kept_is_remembered_with_every_finding(tmp_path: Path) -> None:
    first = again(tmp_path)
    assert first.keep([known("a.py", 1), known("b.py")], [(1, "some code")])
    first.forget(["b.py"])
    first.close()
    second = again(tmp_path)
    remembered = second.remembered()
    assert remembered == {"a.py": known("a.py", 1)}
    example = remembered["a.py"].example(tmp_path / "root" / "a.py", 4)
    assert example.findings == Findings(("numpy", "scipy"), True, True, 2, "odd", 3)
    assert (example.title, example.goal, example.gate, example.number) == ("Titled", "A goal", (3, 14), 4)
    assert second.texts is not None and second.texts.containing("me co") == [1]
    second.close()


def test_another_python_remembers_nothing_of_what_this_one_found(tmp_path: Path, index: FolderIndex) -> None:
    index.keep([known("a.py")], [])
    other = FolderIndex(tmp_path / "cache", tmp_path / "root", tmp_path / "python")
    assert other.is_kept
    assert other.remembered() == {}
    other.close()


def test_a_damaged_database_is_made_anew(tmp_path: Path) -> None:
    first = again(tmp_path)
    first.keep([known("a.py")], [(1, "code")])
    first.close()
    database_of(tmp_path).write_bytes(b"no database at all" * 1000)
    second = again(tmp_path)
    assert second.is_kept
    assert second.remembered() == {}
    assert second.keep([known("b.py")], [])
    second.close()


def test_a_database_that_is_damaged_inside_says_nothing_wrong_and_stops_nobody(tmp_path: Path) -> None:
    first = again(tmp_path)
    first.keep(
        [known(f"{number}.py", number + 1) for number in range(500)], [(n + 1, "x" * 99) for n in range(500)]
    )
    first.close()
    file = database_of(tmp_path)
    data = bytearray(file.read_bytes())
    for place in range(4096, len(data), 4096):
        data[place : place + 64] = b"\xff" * 64
    file.write_bytes(data)
    second = again(tmp_path)
    assert second.remembered() == {}
    assert second.keep([known("b.py", 1)], [(1, "found again")])
    assert second.texts is not None
    assert second.texts.containing("again") == [1]
    second.close()


def test_two_windows_on_one_folder_do_not_wait_for_each_other(tmp_path: Path, index: FolderIndex) -> None:
    index.keep([known("a.py")], [])
    other = again(tmp_path)
    assert not other.is_kept
    assert other.remembered() == {}
    assert other.keep([known("b.py", 1)], [(1, "text of it")])
    assert other.texts is not None and other.texts.with_word("text") == [1]
    other.close()
    assert set(index.remembered()) == {"a.py"}


def test_where_the_cache_cannot_be_written_all_goes_on_in_memory(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    index = again(tmp_path)
    assert not index.is_kept
    assert index.keep([known("a.py", 1)], [(1, "text")])
    assert set(index.remembered()) == {"a.py"}
    index.close()


def test_a_disk_that_becomes_full_loses_nothing_but_the_memory_of_it(index: FolderIndex) -> None:
    pages = index._database.execute("PRAGMA page_count").fetchone()[0]
    index._database.execute(
        f"PRAGMA max_page_count = {pages}"
    )  # SQLite says then what it says of a full disk
    assert not index.keep([known("a.py", 1)], [(1, "text " * 100_000)])
    assert not index.is_kept
    assert index.keep([known("a.py", 1)], [(1, "text")])
    assert index.texts is not None and index.texts.containing("tex") == [1]


def test_code_of_files_that_are_others_now_is_thrown_away_once_it_is_much(tmp_path: Path) -> None:
    first = again(tmp_path)
    first.keep([known("a.py", 1000)], [(number, "old") for number in range(1, 1001)])
    first.close()
    second = again(tmp_path)
    assert second.remembered() == {}
    assert second.texts is not None and second.texts.last() == 0
    second.close()


def test_only_the_folders_that_were_opened_last_are_remembered(tmp_path: Path) -> None:
    for number in range(12):
        index = FolderIndex(tmp_path / "cache", tmp_path / f"root{number}", PYTHON)
        index.keep([known("a.py")], [])
        index.close()
        os.utime(index._file, (number, number))
    index = FolderIndex(tmp_path / "cache", tmp_path / "root4", PYTHON)
    assert len(list((tmp_path / "cache" / "folders").glob("*.sqlite"))) == 8
    index.close()


def test_the_database_finds_what_a_look_through_all_texts_finds(index: FolderIndex) -> None:
    index.keep([], list(enumerate(TEXTS, 1)))
    assert index.texts is not None
    placed = PlacedTexts(index.texts, range(1, len(TEXTS) + 1), 1)
    plain = PlainTexts(TEXTS)
    pieces = (
        "if",
        "x",
        "é",
        "[",
        "](",
        "\t",
        "][",
        "['",
        "import",
        "self.",
        'c = "q',
        "'t",
        "zzz",
        "_",
        "=",
        "**",
    )
    last_two = "'\""
    for piece in (*pieces, last_two, "ss", "straße", "def __", "\n\n", "-> none"):
        assert sorted(placed.containing(piece)) == sorted(plain.containing(piece)), piece
    for word in ("if", "as", "in", "x", "é", "_exists", "self", "nothing_such"):
        assert sorted(placed.with_word(word)) == sorted(plain.with_word(word)), word
    assert placed.begins_word("enu") and not placed.begins_word("zzzz")
    assert set(placed.words()) >= {"enum", "straße", "_exists"}


def test_after_its_end_nothing_is_found_and_nothing_fails(tmp_path: Path) -> None:
    index = again(tmp_path)
    index.keep([], [(1, "text")])
    assert index.texts is not None
    placed = PlacedTexts(index.texts, [1], 4)
    index.close()
    assert list(placed.containing("tex")) == list(placed.with_word("text")) == list(placed.words()) == []
    assert not placed.begins_word("t")


def test_an_sqlite_without_trigrams_remembers_files_and_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert why_without() == ""
    monkeypatch.setattr("desktop.core.full_text._TOKENIZER", "none_such")
    assert "tokenizer" in why_without()
    index = again(tmp_path)
    assert index.texts is None
    assert index.keep([known("a.py")], [])
    assert set(index.remembered()) == {"a.py"}
    index.close()
