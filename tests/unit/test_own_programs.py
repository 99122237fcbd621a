"""The learner's own programs: a name is one file of one folder, and what is deleted comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import StateError
from desktop.core.own_programs import OwnPrograms


@pytest.fixture
def own(tmp_path: Path) -> OwnPrograms:
    return OwnPrograms(tmp_path / "programs")


def titles(own: OwnPrograms) -> list[str]:
    return [example.title for chapter in own.chapters() for example in chapter.examples]


def test_there_is_no_chapter_before_the_first_program(own: OwnPrograms, tmp_path: Path) -> None:
    assert own.chapters() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_new_program_gets_a_name_that_is_free(own: OwnPrograms) -> None:
    for _ in range(3):
        own.create()
    own.create("program")
    assert titles(own) == ["Program", "Program 2", "Program 3", "program 4"]
    (chapter,) = own.chapters()
    assert chapter.title == "My programs"
    assert all(example.is_own and example.is_foreign for example in chapter.examples)


@pytest.mark.parametrize(
    "name",
    [
        *("", "  ", ".py", "a/b", "..", "../x", "a\\b", "C:x", "nul", "CON.tar", "com1", "-rf", ".hidden"),
        *("a\0b", "a\nb", "a\u202eb", "x" * 61, "😀" * 50, "what?", "a*"),
    ],
)
def test_a_name_that_is_not_one_file_on_every_system_is_refused(
    own: OwnPrograms, tmp_path: Path, name: str
) -> None:
    file = own.create("mine", "print(1)\n")
    with pytest.raises(StateError):
        own.create(name)
    with pytest.raises(StateError):
        own.rename(file, name)
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [file]


def test_a_program_is_renamed_but_never_over_another(own: OwnPrograms) -> None:
    first, second = own.create("first", "1"), own.create("second", "2")
    with pytest.raises(StateError, match="already"):
        own.rename(first, "SECOND")
    assert second.read_text() == "2"
    assert own.rename(first, "First").stem == "First"
    assert own.rename(second, "größer als eins").read_text() == "2"
    assert titles(own) == ["First", "größer als eins"]


def test_a_deleted_program_comes_back_under_a_free_name(own: OwnPrograms) -> None:
    kept = own.delete(own.create("mine", "old"))
    assert titles(own) == []
    own.create("mine", "new")
    assert own.undo_delete(kept).read_text() == "old"
    assert titles(own) == ["mine", "mine 2"]


def test_only_the_last_deleted_programs_are_kept(own: OwnPrograms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.core.own_programs._KEPT_ASIDE", 2)
    kept = [own.delete(own.create("mine", str(number))) for number in range(5)]
    assert [file.is_file() for file in kept] == [False, False, False, True, True]
