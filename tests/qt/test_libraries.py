"""The libraries: a folder is read beside the window, found in, stopped, closed, and read as it is now."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.core.errors import UnknownTargetError
from desktop.core.own_programs import OwnPrograms
from desktop.core.pack import read_pack
from desktop.core.paths import find_paths
from desktop.services.libraries import Libraries
from tests.qt.fake_session import write_pack

PATIENCE_MS = 60_000


@pytest.fixture
def libraries(tmp_path: Path) -> Iterator[Libraries]:
    pack = read_pack(write_pack(tmp_path / "pack"))
    libraries = Libraries(
        pack,
        OwnPrograms(tmp_path / "own"),
        find_paths(data_dir=tmp_path / "data"),
        lambda: Path(sys.executable),
    )
    yield libraries
    libraries.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files, one of them in a folder of its own."""
    folder = tmp_path / "programs"
    (folder / "games").mkdir(parents=True)
    (folder / "adding.py").write_text('"""Add two numbers"""\nprint(1 + 1)\n')
    (folder / "games" / "guess.py").write_text("secret_number = int(input())\n")
    return folder


def read(libraries: Libraries, folder: Path, qtbot: QtBot) -> None:
    libraries.open_folder(folder)
    qtbot.waitUntil(lambda: libraries.progress is None, timeout=PATIENCE_MS)


def titles(libraries: Libraries) -> list[str]:
    return [example.title for example in libraries.catalog.examples]


def test_a_folder_takes_the_place_of_the_bundled_library_until_it_is_closed(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    bundled = titles(libraries)
    read(libraries, folder, qtbot)
    assert titles(libraries) == ["Add two numbers", "Guess"]
    assert libraries.example("first-steps/hello").title == "Hello, world"
    libraries.close_folder()
    assert titles(libraries) == bundled
    assert libraries.folder is None


def test_the_collector_looks_through_no_open_folder_and_through_all_that_is_left_of_it(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    """Of 10,000 files that held the window up for 70 ms each time; what is in circles goes after the end."""
    assert gc.get_freeze_count() == 0
    read(libraries, folder, qtbot)
    assert gc.get_freeze_count() > 0
    other = folder.parent
    libraries.open_folder(other)
    qtbot.waitUntil(lambda: libraries.progress is None, timeout=PATIENCE_MS)
    libraries.close_folder()
    assert gc.get_freeze_count() == 0


def test_names_titles_and_text_of_a_folder_are_searched(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    read(libraries, folder, qtbot)
    for query, title in (("two num", "Add two numbers"), ("adding.py", "Add two numbers")):
        assert [hit.example.title for hit in libraries.search.find(query, fuzzy=False)] == [title]
    assert [hit.example.title for hit in libraries.search.find("secret_number", fuzzy=False)] == ["Guess"]


def test_every_file_is_listed_by_its_name_before_the_first_was_looked_at(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    seen: list[list[str]] = []
    libraries.changed.connect(lambda: seen.append(titles(libraries)))
    read(libraries, folder, qtbot)
    assert seen == [[], ["Adding", "Guess"], ["Add two numbers", "Guess"]]


def test_reading_can_be_stopped_and_what_was_listed_stays(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    for number in range(2000):
        (folder / f"file{number}.py").write_text('"""Titled"""\n')
    listed: list[int] = []
    libraries.changed.connect(lambda: listed.append(len(libraries.catalog.examples)))
    libraries.open_folder(folder)
    qtbot.waitUntil(lambda: 2002 in listed, timeout=PATIENCE_MS)
    libraries.stop_reading()
    qtbot.waitUntil(lambda: libraries.progress is None, timeout=PATIENCE_MS)
    assert len(libraries.catalog.examples) == 2002
    assert titles(libraries).count("Titled") < 2000
    assert libraries.folder == folder


def test_a_folder_that_is_closed_while_it_is_read_says_nothing_any_more(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    libraries.open_folder(folder)
    reader = libraries._reader
    assert reader is not None
    libraries.close_folder()
    changes: list[object] = []
    libraries.changed.connect(lambda: changes.append(titles(libraries)))
    with qtbot.waitSignal(reader.destroyed, timeout=PATIENCE_MS):
        pass
    assert changes == []
    assert titles(libraries) == [each.title for each in libraries.bundled.examples]


def test_the_event_loop_turns_while_a_folder_is_read(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    """Turns are counted, not timed: a loop that is blocked for the whole reading has a handful."""
    for number in range(100):
        (folder / f"file{number}.py").write_text('"""Titled"""\n' + "x = [1, 2, 3]\n" * 500)
    turns: list[int] = []
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: turns.append(1))
    timer.start()
    read(libraries, folder, qtbot)
    assert len(turns) > 20


@pytest.mark.parametrize("name", ["nothing", "adding.py"])
def test_what_is_no_folder_is_said_and_the_bundled_library_stays(
    libraries: Libraries, folder: Path, qtbot: QtBot, name: str
) -> None:
    with qtbot.waitSignal(libraries.notice, timeout=PATIENCE_MS) as said:
        libraries.open_folder(folder / name)
    assert said.args is not None
    assert "There is no folder" in said.args[0]
    assert titles(libraries) == [each.title for each in libraries.bundled.examples]


def test_an_empty_folder_is_an_empty_library(libraries: Libraries, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "empty").mkdir()
    read(libraries, tmp_path / "empty", qtbot)
    assert titles(libraries) == []
    assert libraries.folder == tmp_path / "empty"


def test_an_example_of_a_folder_is_what_the_file_holds_when_it_is_opened(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    read(libraries, folder, qtbot)
    file = folder / "games" / "guess.py"
    listed = libraries.catalog.examples[1]
    assert libraries.example(listed.id) is listed
    assert libraries.example(str(file)) is listed
    file.write_text('"""Guess again"""\nprint(2)\n')
    opened = libraries.example(listed.id)
    assert opened.title == "Guess again"
    assert opened.digest != listed.digest
    assert opened.findings is None, "it was looked at when it held something else"
    file.unlink()
    with pytest.raises(UnknownTargetError, match="There is no file"):
        libraries.example(listed.id)


def test_where_the_chosen_python_is_gone_files_keep_their_names(
    tmp_path: Path, folder: Path, qtbot: QtBot
) -> None:
    pack = read_pack(write_pack(tmp_path / "pack"))
    libraries = Libraries(
        pack,
        OwnPrograms(tmp_path / "own"),
        find_paths(data_dir=tmp_path / "data"),
        lambda: folder / "no-python",
    )
    read(libraries, folder, qtbot)
    assert titles(libraries) == ["Adding", "Guess"]
    libraries.close()


def test_a_start_with_another_folder_ends_the_reading_of_the_first(
    libraries: Libraries, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.py").write_text("")
    libraries.open_folder(folder)
    read(libraries, other, qtbot)
    assert titles(libraries) == ["One"]
    assert os.fspath(other) == libraries.catalog.pack.id


def rewritten(file: Path, text: str, *, seconds: int) -> None:
    """Another text of a file whose time of change is that long after the beginning of time."""
    file.write_text(text)
    os.utime(file, (seconds, seconds))


def test_a_folder_that_was_read_before_is_not_looked_at_again_but_for_what_changed(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    rewritten(folder / "adding.py", '"""Title one"""', seconds=1000)
    rewritten(folder / "games" / "guess.py", '"""Game one"""', seconds=1000)
    read(libraries, folder, qtbot)
    assert titles(libraries) == ["Title one", "Game one"]
    libraries.close_folder()
    rewritten(folder / "adding.py", '"""Title two"""', seconds=1000)  # as nobody can tell
    rewritten(folder / "games" / "guess.py", '"""Game two"""', seconds=2000)
    rewritten(folder / "games" / "more.py", '"""More"""', seconds=1000)
    read(libraries, folder, qtbot)
    assert titles(libraries) == ["Title one", "Game two", "More"]
    found = {
        query: len(libraries.search.find(query, fuzzy=False, scope="examples")) for query in ("one", "two")
    }
    assert found == {"one": 1, "two": 1}


def test_a_module_that_was_missing_is_asked_for_again(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    rewritten(folder / "adding.py", "import comes_later\n", seconds=1000)
    read(libraries, folder, qtbot)
    assert libraries.catalog.examples[0].findings.missing == ("comes_later",)  # type: ignore[union-attr]
    rewritten(folder / "comes_later.py", "", seconds=1000)
    read(libraries, folder, qtbot)
    assert libraries.catalog.examples[0].findings.missing == ()  # type: ignore[union-attr]


def test_a_folder_is_read_and_searched_without_any_index(
    libraries: Libraries, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.core.full_text._TOKENIZER", "none_such")
    read(libraries, folder, qtbot)
    assert [hit.example.title for hit in libraries.search.find("secret_number", fuzzy=False)] == ["Guess"]


def test_of_a_large_folder_the_first_files_are_shown_before_all_are_found(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    for number in range(700):
        (folder / f"file{number:03}.py").write_text("")
    counts: list[int] = []
    libraries.changed.connect(lambda: counts.append(len(libraries.catalog.examples)))
    read(libraries, folder, qtbot)
    assert counts[0] == 0
    assert 300 <= counts[1] < 702
    assert counts[-1] == 702


def test_a_file_whose_words_no_database_takes_is_shown_all_the_same(
    libraries: Libraries, folder: Path, qtbot: QtBot
) -> None:
    rewritten(folder / "adding.py", '"""Half \\ud800 a sign"""', seconds=1000)
    for _time in range(2):
        read(libraries, folder, qtbot)
        assert titles(libraries) == ["Half \ud800 a sign", "Guess"]
        libraries.close_folder()
