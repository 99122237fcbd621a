"""Guarantees of desktop/core/edits.py: the learner's copies survive, and a restore can be undone."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.edits import Edits
from desktop.core.errors import StateError


@pytest.fixture
def edits(tmp_path: Path) -> Edits:
    return Edits(tmp_path / "edits")


@settings(max_examples=60, deadline=None)
@given(st.text().filter(lambda text: text.strip("\0") or not text))
def test_any_text_comes_back_after_a_restart(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("edits")
    Edits(folder).save("strings/f-strings", "f_strings.py", text)
    assert Edits(folder).text("strings/f-strings", "f_strings.py") == text


def test_line_ends_and_lone_surrogates_are_kept(edits: Edits) -> None:
    edits.save("a/b", "b.py", "1\r\n2\r3\n\ud800")
    assert edits.text("a/b", "b.py") == "1\r\n2\r3\n\ud800"


def test_example_without_a_copy_has_none(edits: Edits) -> None:
    assert edits.text("a/b", "b.py") is None
    assert edits.edited() == frozenset()
    assert edits.restore("a/b") == {}
    assert not edits.undo_restore("a/b")


def test_name_that_people_give_their_files_is_taken(edits: Edits) -> None:
    edits.save("files/x-1", "Übung 1 (neu).py", "1")
    assert edits.text("files/x-1", "Übung 1 (neu).py") == "1"
    edits.discard("files/x-1", "Übung 1 (neu).py")
    assert edits.text("files/x-1", "Übung 1 (neu).py") is None and edits.edited() == frozenset()


def test_edited_names_the_examples_with_a_copy(edits: Edits) -> None:
    edits.save("a/b", "b.py", "1")
    edits.save("a/project", "main.py", "1")
    edits.save("a/project", "package/part.py", "2")
    edits.save("a/restored", "x.py", "3")
    edits.restore("a/restored")
    assert edits.edited() == {"a/b", "a/project"}


def test_restore_returns_the_texts_and_can_be_undone_after_a_restart(edits: Edits, tmp_path: Path) -> None:
    edits.save("a/project", "main.py", "1")
    edits.save("a/project", "package/part.py", "2")
    assert edits.restore("a/project") == {"main.py": "1", "package/part.py": "2"}
    assert edits.text("a/project", "main.py") is None
    again = Edits(tmp_path / "edits")
    assert again.undo_restore("a/project")
    assert again.text("a/project", "main.py") == "1"
    assert again.text("a/project", "package/part.py") == "2"
    assert not again.undo_restore("a/project")


def test_undo_loses_nothing_of_what_was_written_since(edits: Edits) -> None:
    edits.save("a/b", "b.py", "first")
    edits.restore("a/b")
    edits.save("a/b", "b.py", "second")
    assert edits.undo_restore("a/b") and edits.text("a/b", "b.py") == "first"
    assert edits.undo_restore("a/b") and edits.text("a/b", "b.py") == "second"


def test_last_twenty_restores_are_kept(edits: Edits, tmp_path: Path) -> None:
    for number in range(25):
        edits.save("a/b", "b.py", str(number))
        edits.restore("a/b")
    kept = sorted(path.read_text() for path in (tmp_path / "edits" / "a").glob("b.restored-*/b.py"))
    assert kept == sorted(str(number) for number in range(5, 25))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\0" * 100])
def test_damaged_copy_is_put_aside_and_told(edits: Edits, tmp_path: Path, content: bytes) -> None:
    edits.save("a/b", "b.py", "1")
    file = tmp_path / "edits" / "a" / "b" / "b.py"
    file.write_bytes(content)
    assert edits.text("a/b", "b.py") is None
    (kept,) = file.parent.glob("b.py.corrupt-*")
    assert kept.read_bytes() == content
    assert str(kept) in edits.notices[0]
    assert edits.edited() == frozenset()


def test_copy_that_cannot_be_read_is_told(edits: Edits, tmp_path: Path) -> None:
    (tmp_path / "edits" / "a" / "b" / "b.py").mkdir(parents=True)
    assert edits.text("a/b", "b.py") is None
    assert "it is a folder" in edits.notices[0]


@pytest.mark.parametrize(
    ("example_id", "file_name"),
    [
        ("../b", "b.py"),
        ("a/..", "b.py"),
        ("a", "b.py"),
        ("a/b/c", "b.py"),
        ("/etc/b", "b.py"),
        ("a/b.restored-1", "b.py"),
        ("a/b", "../b.py"),
        ("a/b", "/etc/passwd"),
        ("a/b", "x/../../b.py"),
        ("a/b", "b\n.py"),
        ("a/b\n", "b.py"),
        ("a/b", "..\\b.py"),
        ("a/b", ""),
    ],
)
def test_name_that_could_leave_the_folder_is_refused(edits: Edits, example_id: str, file_name: str) -> None:
    with pytest.raises(StateError):
        edits.save(example_id, file_name, "x")
    with pytest.raises(StateError):
        edits.text(example_id, file_name)


def test_full_disk_is_a_sentence_and_keeps_the_copy_before(
    edits: Edits, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits.save("a/b", "b.py", "old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StateError, match="the disk is full"):
        edits.save("a/b", "b.py", "new")
    assert edits.text("a/b", "b.py") == "old"


def test_each_undo_of_a_restore_goes_one_further_back_and_round(tmp_path: Path) -> None:
    edits = Edits(tmp_path)
    for text in ("first", "second", "third"):
        edits.save("a/b", "main.py", text)
        edits.restore("a/b")
    found = []
    for _ in range(7):
        assert edits.undo_restore("a/b")
        found.append(edits.text("a/b", "main.py"))
    assert found == ["third", "second", "first", "third", "second", "first", "third"]
