"""The library panel over a folder: its name, how far it is read, what is not opened, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.core.progress import RunRecord, Status
from desktop.ui.filter_chips import Chip
from desktop.ui.folder_bar import FolderBar
from desktop.ui.icons import Icons
from desktop.ui.library_model import Role
from desktop.ui.library_tree import LibraryTree
from desktop.ui.library_view import LibraryView
from desktop.ui.theme import Theme
from tests.qt.fake_session import FakeSession

PATIENCE_MS = 60_000


@pytest.fixture
def view(qtbot: QtBot, session: FakeSession, theme: Theme, icons: Icons) -> LibraryView:
    view = LibraryView(session, theme, icons)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(300, 700)
    view.show()
    return view


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "programs"
    (folder / "games").mkdir(parents=True)
    (folder / "adding.py").write_text('"""Add two numbers"""\nprint(1 + 1)\n')
    (folder / "latin.py").write_bytes(b"print('caf\xe9')\n")
    (folder / "games" / "guess.py").write_text("import not_there_at_all\n")
    return folder


def read(session: FakeSession, folder: Path, qtbot: QtBot) -> None:
    session.libraries.open_folder(folder)
    qtbot.waitUntil(lambda: session.libraries.progress is None, timeout=PATIENCE_MS)


def tree_of(view: LibraryView) -> LibraryTree:
    tree = view.findChild(LibraryTree)
    assert tree is not None
    return tree


def rows(view: LibraryView) -> list[str]:
    """What a screen reader says of each row in view."""
    tree, said = tree_of(view), []
    index = tree.model().index(0, 0)
    while index.isValid():
        said.append(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        index = tree.indexBelow(index)
    return said


def button(view: LibraryView, name: str) -> QAbstractButton:
    (found,) = [
        each
        for each in view.findChildren(QAbstractButton)
        if each.isVisible() and name in (each.text(), each.accessibleName())
    ]
    return found


def bar_of(view: LibraryView) -> FolderBar:
    (bar,) = view.findChildren(FolderBar)
    return bar


def test_a_folder_shows_its_name_its_files_and_what_each_needs(
    view: LibraryView, session: FakeSession, folder: Path, qtbot: QtBot
) -> None:
    assert not bar_of(view).isVisible()
    read(session, folder, qtbot)
    assert bar_of(view).accessibleName() == f"Folder {folder}"
    tree_of(view).expandAll()
    assert rows(view) == [
        "Folder programs, 2 files",
        "Add two numbers, adding.py, new",
        "latin.py is not UTF-8 text and not opened. Save it as UTF-8.",
        "Folder games, 1 file",
        "Guess, guess.py, new, needs not_there_at_all",
    ]
    assert view._count.text() == "3 files"
    assert [chip.text() for chip in view.findChildren(Chip) if chip.isVisible()] == ["Status", ""]


def test_the_folder_is_closed_by_its_button_and_the_chapters_come_back(
    view: LibraryView, session: FakeSession, folder: Path, qtbot: QtBot
) -> None:
    before = rows(view)
    read(session, folder, qtbot)
    QTest.mouseClick(
        button(view, "Close the folder and show the built-in library"), Qt.MouseButton.LeftButton
    )
    assert rows(view) == before
    assert not bar_of(view).isVisible()
    assert [chip.text() for chip in view.findChildren(Chip) if chip.isVisible()] == [
        "Level",
        "Status",
        "Tags",
        "",  # the star
    ]


def test_while_a_folder_is_read_there_is_a_bar_and_cancel_ends_it(
    view: LibraryView, session: FakeSession, folder: Path, qtbot: QtBot
) -> None:
    for number in range(2000):
        (folder / f"file{number}.py").write_text("print(1)\n")
    session.libraries.open_folder(folder)
    qtbot.waitUntil(lambda: (session.libraries.progress or (0, 0))[1] == 2003, timeout=PATIENCE_MS)
    assert "2,003" in bar_of(view)._read.text_whole()
    QTest.mouseClick(button(view, "Cancel"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.libraries.progress is None, timeout=PATIENCE_MS)
    assert not bar_of(view)._progress.isVisible()
    assert view._count.text() == "2,003 files"


def test_an_empty_folder_says_so_and_what_to_do(
    view: LibraryView, session: FakeSession, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "empty").mkdir()
    read(session, tmp_path / "empty", qtbot)
    assert view._empty.isVisible()
    assert view._empty._title.text() == "There is no Python file in this folder"


def test_what_is_not_opened_says_why_instead(
    view: LibraryView, session: FakeSession, folder: Path, qtbot: QtBot
) -> None:
    read(session, folder, qtbot)
    latin = session.libraries.catalog.examples[1]
    tree = tree_of(view)
    tree.setCurrentIndex(view._model.index_of(latin.id))
    with qtbot.waitSignal(view.refused) as said, qtbot.assertNotEmitted(view.example_chosen):
        QTest.keyClick(tree, Qt.Key.Key_Return)
    assert said.args == ["latin.py is not UTF-8 text and not opened. Save it as UTF-8."]


def test_a_search_over_a_folder_finds_text_and_ends_where_the_folder_is_closed(
    view: LibraryView, session: FakeSession, folder: Path, qtbot: QtBot
) -> None:
    read(session, folder, qtbot)
    view._field.setText("not_there")
    assert [row.partition(",")[0] for row in rows(view)] == ["Guess"]
    session.libraries.close_folder()
    assert view._field.text() == ""
    assert rows(view)[0].startswith("Chapter 1")


def test_titles_come_into_a_tree_that_is_open_without_closing_it(
    view: LibraryView, session: FakeSession, folder: Path, qtbot: QtBot
) -> None:
    session.libraries.changed.connect(tree_of(view).expandAll)
    read(session, folder, qtbot)
    assert "Add two numbers, adding.py, new" in rows(view)
    assert "Guess, guess.py, new, needs not_there_at_all" in rows(view)


def test_a_file_that_ran_is_marked_so(
    view: LibraryView, session: FakeSession, folder: Path, qtbot: QtBot
) -> None:
    read(session, folder, qtbot)
    example = session.libraries.catalog.examples[0]
    session.progress.ran(RunRecord(example.target, "ok", "2026-11-24T20:10:00+01:00", 1), completed=False)
    session.run_finished.emit(Outcome(OutcomeKind.OK))
    assert view._model.index_of(example.id).data(Role.STATUS) == Status.RAN


def test_of_very_many_hits_the_first_are_shown_and_all_are_counted(
    view: LibraryView, session: FakeSession, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.library_view.MOST_HITS", 1)
    read(session, folder, qtbot)
    view._field.setText("programs")
    assert len(rows(view)) == 1
    assert view._count.text() == "First 1 of 3 found"
