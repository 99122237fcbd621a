"""Favourites, ratings and notes: kept at once, shown wherever the example is, and taken back as easily."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.errors import StateError
from desktop.core.progress import Progress
from desktop.ui.console_input import ConsoleInput
from desktop.ui.filter_chips import Chip
from desktop.ui.icons import Icons
from desktop.ui.library_model import FAVORITE, NOTED, Role
from desktop.ui.library_tree import LibraryTree
from desktop.ui.library_view import LibraryView
from desktop.ui.my_part import MyPart
from desktop.ui.star_rating import StarRating
from desktop.ui.theme import Theme
from tests.qt.fake_session import FakeSession

HELLO, ASK, TRY = "first-steps/hello", "first-steps/ask", "exceptions/try"


@pytest.fixture
def library(qtbot: QtBot, session: FakeSession, theme: Theme, icons: Icons) -> LibraryView:
    view = LibraryView(session, theme, icons)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(300, 600)
    view.show()
    return view


@pytest.fixture
def part(qtbot: QtBot, session: FakeSession, theme: Theme, icons: Icons) -> MyPart:
    part = MyPart(session, theme, icons)  # type: ignore[arg-type]
    qtbot.addWidget(part)
    part.show()
    part.show_example(session.example(HELLO))
    part.activateWindow()
    qtbot.waitUntil(part.isActiveWindow)
    return part


def titles(library: LibraryView) -> list[str]:
    tree = library.findChild(LibraryTree)
    assert tree is not None
    tree.expandAll()
    found, index = [], tree.model().index(0, 0)
    while index.isValid():
        found.append(str(index.data()))
        index = tree.indexBelow(index)
    return found


def star_chip(library: LibraryView) -> Chip:
    return next(chip for chip in library.findChildren(Chip) if chip.accessibleName().startswith("Favourites"))


# ---- favourites ----


def test_a_favourite_is_kept_and_audited(session: FakeSession, data_dir: Path) -> None:
    session.marks.set_favorite(session.example(HELLO), True)
    session.marks.set_favorite(session.example(TRY), True)
    assert Progress(data_dir / "user_progress.json").favorites() == (TRY, HELLO)
    assert session.audited[0] == ("favorite_changed", {"target": HELLO, "favorite": True})
    session.marks.set_favorite(session.example(TRY), False)
    assert Progress(data_dir / "user_progress.json").favorites() == (HELLO,)


def test_more_favourites_than_the_setting_allows_are_refused(session: FakeSession) -> None:
    session.save_settings({"favorites.max_favorites": 1})
    session.marks.set_favorite(session.example(HELLO), True)
    with pytest.raises(StateError, match="You have 1 favourites"):
        session.marks.set_favorite(session.example(TRY), True)
    session.save_settings({"favorites.max_favorites": 0})
    session.marks.set_favorite(session.example(TRY), True)
    assert session.marks.favorites() == (TRY, HELLO)


def test_a_favourite_says_so_in_its_row(library: LibraryView, session: FakeSession) -> None:
    session.marks.set_favorite(session.example(ASK), True)
    tree = library.findChild(LibraryTree)
    assert tree is not None
    row = next(
        index
        for chapter in range(tree.model().rowCount())
        for place in range(tree.model().rowCount(tree.model().index(chapter, 0)))
        for index in [tree.model().index(place, 0, tree.model().index(chapter, 0))]
        if index.data() == "Asking a question"
    )
    assert row.data(Role.FAVORITE) is True
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Asking a question, new, favourite"


def test_the_star_above_the_library_shows_the_favourites_alone(
    library: LibraryView, session: FakeSession
) -> None:
    session.marks.set_favorite(session.example(ASK), True)
    chip = star_chip(library)
    assert (chip.text(), chip.accessibleName()) == ("", "Favourites: all")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert titles(library) == ["First Steps", "Asking", "Asking a question"]
    assert (chip.text(), chip.accessibleName()) == ("Favourites", "Favourites: only these")
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert "try and except" in titles(library)


def test_the_chips_fit_beside_each_other_while_none_is_on(library: LibraryView) -> None:
    assert len({chip.y() for chip in library.findChildren(Chip) if chip.isVisible()}) == 1


def test_favourites_that_are_switched_off_are_nowhere_and_come_back(
    library: LibraryView, session: FakeSession
) -> None:
    session.marks.set_favorite(session.example(ASK), True)
    QTest.mouseClick(star_chip(library), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    session.save_settings({"favorites.enabled": False})
    assert not star_chip(library).isVisible()
    assert "try and except" in titles(library)
    assert session.marks.favorites() == ()
    assert not session.marks.is_favorite(session.example(ASK))
    session.save_settings({"favorites.enabled": True})
    assert star_chip(library).isVisible()
    assert session.marks.favorites() == (ASK,)


def test_the_row_with_the_focus_is_the_one_that_is_marked(
    library: LibraryView, session: FakeSession, qtbot: QtBot
) -> None:
    library.activateWindow()
    qtbot.waitUntil(library.isActiveWindow)
    assert library.current_target() == ""
    library.set_current(ASK)
    library.focus_tree()
    assert library.current_target() == ASK


def test_control_d_in_the_input_field_is_the_fields_own(theme: Theme, icons: Icons, qtbot: QtBot) -> None:
    field = ConsoleInput(theme, icons)
    qtbot.addWidget(field)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier, "\x04")
    event.ignore()
    QApplication.sendEvent(field.field, event)
    assert event.isAccepted()


# ---- ratings ----


def test_digits_rate_and_delete_takes_the_rating_back(part: MyPart, session: FakeSession) -> None:
    part.focus_stars()
    QTest.keyClick(part.stars, Qt.Key.Key_4)
    assert session.progress.rating(HELLO) == 4
    assert session.audited[-1] == ("rating_changed", {"target": HELLO, "old": 0, "new": 4})
    QTest.keyClick(part.stars, Qt.Key.Key_Right)
    assert session.progress.rating(HELLO) == 5
    QTest.keyClick(part.stars, Qt.Key.Key_Delete)
    assert session.progress.rating(HELLO) == 0


def test_a_click_rates_and_the_same_star_takes_it_back(part: MyPart, session: FakeSession) -> None:
    third = QPoint(part.stars.width() // 2, part.stars.height() // 2)
    QTest.mouseClick(part.stars, Qt.MouseButton.LeftButton, pos=third)
    assert session.progress.rating(HELLO) == 3
    QTest.mouseClick(part.stars, Qt.MouseButton.LeftButton, pos=third)
    assert session.progress.rating(HELLO) == 0


def test_another_example_shows_its_own_stars_and_keeps_them(part: MyPart, session: FakeSession) -> None:
    session.marks.rate(session.example(TRY), 2)
    part.stars.setValue(5)
    part.show_example(session.example(TRY))
    assert part.stars.value() == 2
    assert (session.progress.rating(HELLO), session.progress.rating(TRY)) == (5, 2)


def test_a_screen_reader_knows_the_stars_as_a_value(part: MyPart) -> None:
    part.stars.show_stars(4)
    interface = QAccessible.queryAccessibleInterface(part.stars)
    assert isinstance(interface, QAccessibleInterface)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "My rating"
    assert interface.text(QAccessible.Text.Description).startswith("4 of 5 stars")
    values = interface.valueInterface()
    assert (values.minimumValue(), values.currentValue(), values.maximumValue()) == (0, 4, 5)


def test_stars_grow_with_the_text(theme: Theme, icons: Icons, qtbot: QtBot) -> None:
    stars = StarRating(theme, icons)
    qtbot.addWidget(stars)
    before = stars.sizeHint().width()
    theme.set_font_size(26)
    assert stars.sizeHint().width() == 2 * before


# ---- notes ----


def test_a_note_is_on_the_disk_within_a_second(part: MyPart, session: FakeSession, qtbot: QtBot) -> None:
    part.focus_note()
    QTest.keyClicks(part.note, "isdigit says no")
    with qtbot.waitSignal(session.marks.changed, timeout=5000):
        pass
    assert session.marks.note(session.example(HELLO)) == "isdigit says no"
    assert session.marks.note_count == 1


def test_a_note_is_kept_when_another_example_comes(part: MyPart, session: FakeSession) -> None:
    QTest.keyClicks(part.note, "mine")
    part.show_example(session.example(TRY))
    assert part.note.toPlainText() == ""
    part.note.undo()
    assert part.note.toPlainText() == ""
    part.show_example(session.example(HELLO))
    assert part.note.toPlainText() == "mine"


def test_a_note_that_another_window_wrote_is_there_before_one_writes(
    part: MyPart, session: FakeSession
) -> None:
    part.focus_stars()
    session.marks.write_note(session.example(HELLO), "from the other window")
    part.focus_note()
    assert part.note.toPlainText() == "from the other window"


def test_a_note_that_cannot_be_kept_is_said_and_tried_again(
    part: MyPart, session: FakeSession, data_dir: Path, qtbot: QtBot
) -> None:
    (data_dir / "notes").write_text("in the way", encoding="utf-8")
    QTest.keyClicks(part.note, "mine")
    with qtbot.waitSignal(session.notice):
        assert not part.flush()
    (data_dir / "notes").unlink()
    assert part.flush()
    assert session.marks.note(session.example(HELLO)) == "mine"


def test_a_damaged_note_is_told_when_it_is_looked_at_and_kept_aside(
    part: MyPart, session: FakeSession, data_dir: Path, qtbot: QtBot
) -> None:
    file = data_dir / "notes" / f"{TRY}.txt"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\xfe")
    with qtbot.waitSignal(session.marks.notice) as told:
        part.show_example(session.example(TRY))
    assert str(told.args[0]).startswith("Your note “try.txt” could not be read: it holds no readable text.")
    assert part.note.toPlainText() == ""
    assert len(list(file.parent.glob("try.txt.corrupt-*"))) == 1


def test_the_search_finds_a_word_of_a_note(library: LibraryView, session: FakeSession) -> None:
    session.marks.write_note(session.example(TRY), "Ask Zoë about walruses")
    library._field.setText("WALRUSES zoe")
    assert titles(library) == ["try and except"]
    session.marks.write_note(session.example(TRY), "nothing any more")
    library._field.setText("walruses")
    assert titles(library) == []


def test_examples_with_a_note_can_be_had_alone(library: LibraryView, session: FakeSession) -> None:
    session.marks.write_note(session.example(TRY), "mine")
    library._chips.choose("Status", [NOTED])
    assert titles(library) == ["Exceptions", "Catching", "try and except"]
    library._chips.choose("Favourites", [FAVORITE])
    assert titles(library) == []


def test_marks_follow_a_program_to_its_new_name(session: FakeSession, tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / f"{name}.py").write_text("print(1)\n", encoding="utf-8")
    old, new = (session.example(str(tmp_path / f"{name}.py")) for name in ("old", "new"))
    session.marks.set_favorite(old, True)
    session.marks.rate(old, 4)
    session.marks.write_note(old, "mine")
    session.marks.carry_over(old, new)
    marks = session.marks
    assert (marks.is_favorite(new), marks.rating(new), marks.note(new)) == (True, 4, "mine")
    assert (marks.is_favorite(old), marks.rating(old), marks.note(old)) == (False, 0, "")
