"""Notes: one file for each example, whole or as it was; what is damaged is put aside and told."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from desktop.core.errors import StateError
from desktop.core.notes import LONGEST, Notes


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path / "notes")


def test_a_note_is_read_back_as_it_was_typed(notes: Notes, tmp_path: Path) -> None:
    text = "  isdigit() says no to “-3”\n\n🐍 \ud83d half\n"
    notes.save("exceptions/try", text)
    assert Notes(tmp_path / "notes").text("exceptions/try") == text
    assert notes.noted() == {"exceptions/try"}


def test_a_note_is_readable_for_its_owner_alone(notes: Notes, tmp_path: Path) -> None:
    notes.save("exceptions/try", "mine")
    assert stat.S_IMODE((tmp_path / "notes" / "exceptions" / "try.txt").stat().st_mode) == 0o600


def test_a_note_without_a_word_is_none(notes: Notes) -> None:
    notes.save("exceptions/try", "mine")
    notes.save("exceptions/try", " \n")
    assert notes.noted() == frozenset()
    assert notes.text("exceptions/try") == ""


@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", b"x" * (4 * LONGEST + 1)])
def test_a_damaged_note_is_put_aside_and_told(notes: Notes, tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "notes" / "exceptions" / "try.txt"
    file.parent.mkdir(parents=True)
    file.write_bytes(damage)
    assert notes.text("exceptions/try") == ""
    assert [path.read_bytes() for path in file.parent.glob("try.txt.corrupt-*")] == [damage]
    assert notes.notices[0].startswith("Your note “try.txt” could not be read: ")
    assert notes.noted() == frozenset()


def test_a_note_that_is_too_long_is_refused_and_the_one_before_it_kept(notes: Notes) -> None:
    notes.save("exceptions/try", "mine")
    with pytest.raises(StateError, match="up to 100000 characters"):
        notes.save("exceptions/try", "x" * (LONGEST + 1))
    assert notes.text("exceptions/try") == "mine"


@pytest.mark.parametrize("name", ["../evil", "a/../b", "a/b/c", "/etc/passwd", "a/.b", ""])
def test_no_id_leads_out_of_the_folder(notes: Notes, name: str) -> None:
    with pytest.raises(StateError):
        notes.save(name, "mine")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("in the way", encoding="utf-8")
    with pytest.raises(StateError, match="could not be written"):
        Notes(tmp_path / "notes").save("exceptions/try", "mine")
