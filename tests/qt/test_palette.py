"""The palette offers what the menus offer, carries it out, and gives the focus back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.actions import ACTIONS, Actions, keys_of
from desktop.ui.icons import Icons
from desktop.ui.info_dialogs import ShortcutsDialog
from desktop.ui.palette import Palette
from desktop.ui.theme import Theme


class Desk:
    """A window with the actions, a field that has the focus, and the palette over it."""

    def __init__(self, qtbot: QtBot, theme: Theme, icons: Icons, recent: str = "") -> None:
        self.qtbot = qtbot
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.resize(900, 600)
        self.field = QLineEdit(self.window)
        self.window.setCentralWidget(self.field)
        self.actions = Actions(self.window)
        self.done: list[str] = []
        self.focus: list[bool] = []
        self.actions.connect_all({spec.name: self._handler(spec.name) for spec in ACTIONS})
        self.actions["recent_folders"].setMenu(QMenu(self.window))
        self.palette = Palette(self.actions.items(), recent, theme, icons, self.window)
        self.kept: list[str] = []
        self.palette.recent_changed.connect(self.kept.append)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.field.setFocus()

    def _handler(self, name: str) -> Callable[[], None]:
        def do() -> None:
            self.done.append(name)
            self.focus.append(self.field.hasFocus())

        return do

    def open(self, query: str = "") -> None:
        self.palette.open()
        self.qtbot.waitUntil(self.palette.field.hasFocus)
        QTest.keyClicks(self.palette.field, query)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.palette.field, key)


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, icons: Icons) -> Iterator[Desk]:
    desk = Desk(qtbot, theme, icons)
    yield desk
    desk.palette.hide()


def test_every_action_that_can_be_done_is_offered_and_nothing_else(desk: Desk) -> None:
    desk.open()
    offered = {spec.name for spec in ACTIONS} - {"palette", "recent_folders"}  # the second is a menu
    assert set(desk.palette.shown()) == offered
    assert len(desk.palette.shown()) == len(offered)


def test_enter_carries_out_the_first_that_fits_where_the_focus_was(desk: Desk) -> None:
    desk.open("go to li")
    assert desk.palette.shown()[0] == "go_to_line"
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.done == ["go_to_line"])
    assert desk.focus == [True]
    assert not desk.palette.isVisible()


def test_escape_does_nothing_and_gives_the_focus_back(desk: Desk) -> None:
    desk.open("go")
    desk.press(Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(desk.field.hasFocus)
    assert not desk.palette.isVisible()
    assert desk.done == []


def test_the_arrows_choose_and_go_round(desk: Desk) -> None:
    desk.open("find")
    shown = list(desk.palette.shown())
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.done == [shown[1]])
    desk.open("find")
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Enter)
    desk.qtbot.waitUntil(lambda: len(desk.done) == 2)
    assert desk.done[1] == [name for name in desk.palette.shown() if name in shown][-1]


def test_what_was_done_last_comes_first_and_is_kept(desk: Desk, theme: Theme, icons: Icons) -> None:
    for query, name in (("about", "about"), ("settings", "settings"), ("about", "about")):
        desk.open(query)
        desk.press(Qt.Key.Key_Return)
        desk.qtbot.waitUntil(lambda name=name: desk.done[-1:] == [name])
    assert desk.kept[-1] == "about,settings"
    later = Palette(desk.actions.items(), "about,gone,settings", theme, icons, desk.window)
    later.open()
    assert list(later.shown()[:2]) == ["about", "settings"]
    later.hide()


def test_what_cannot_be_done_now_is_last_says_so_and_is_not_carried_out(desk: Desk) -> None:
    desk.actions["stop"].setEnabled(False)
    desk.open("stop")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.palette.isVisible()
    item = desk.palette.list.item(len(desk.palette.shown()) - 1)
    assert "not now" in item.data(Qt.ItemDataRole.AccessibleTextRole)
    desk.palette.field.clear()
    assert desk.palette.shown()[-1] == "stop"
    assert desk.done == []


def test_a_word_that_no_action_has_is_answered_in_words(desk: Desk) -> None:
    desk.open("xyzzy")
    assert desk.palette.shown() == []
    labels = [each.text() for each in desk.palette.findChildren(QWidget) if hasattr(each, "text")]
    assert any("No action is called that" in str(text) for text in labels)
    desk.press(Qt.Key.Key_Return)
    assert desk.palette.isVisible()


def test_a_screen_reader_hears_which_action_is_chosen_though_the_field_has_the_focus(desk: Desk) -> None:
    desk.open("full screen")
    interface = QAccessible.queryAccessibleInterface(desk.palette.list)
    row = interface.child(0)
    assert row.text(QAccessible.Text.Name).startswith("Full screen, View, F11")


def test_the_shortcut_sheet_has_every_action_with_keys_and_is_searched_by_name_menu_and_key(
    qtbot: QtBot, theme: Theme, icons: Icons, window: QWidget
) -> None:
    dialog = ShortcutsDialog(theme, icons, window)
    assert sorted(dialog.shown()) == sorted(spec.text.rstrip("…") for spec in ACTIONS if keys_of(spec))
    dialog.field.setText("next pane")
    assert dialog.shown() == ["Next pane"]
    dialog.field.setText("shift+f6")
    assert dialog.shown() == ["Previous pane"]
    dialog.field.setText("xyzzy")
    assert dialog.shown() == []
    dialog.close()
