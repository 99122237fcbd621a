"""Story: somebody starts the explorer for the first time and looks round."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTreeView, QWidget

from desktop.ui.actions import ACTIONS, MENUS
from desktop.ui.library_model import Role
from tests.e2e.explorer import Explorer

TARGET = "control-flow/if-elif-else"


def test_first_start_shows_the_welcome_page_and_f5_runs_its_demo(explorer: Explorer) -> None:
    window = explorer.start()
    assert window.pages.welcome.isVisible()
    explorer.press("F5")
    assert explorer.wait_for_end().kind.value == "ok"
    shown = [label.text() for label in window.pages.welcome.findChildren(QLabel)]
    assert "Hello, Ada!" in shown
    assert not explorer.session.progress.runs()


def test_next_example_on_the_first_page_opens_the_first(explorer: Explorer) -> None:
    window = explorer.start()
    explorer.press("Ctrl+PgDown")
    assert window.workbench.isVisible()
    assert window.workbench.example == explorer.session.catalog.examples[0]


def test_second_start_goes_on_where_the_first_ended(explorer: Explorer) -> None:
    explorer.start(TARGET)
    explorer.window.resize(1200, 700)
    explorer.press("Ctrl++")
    zoom = explorer.window.theme.code_zoom
    window = explorer.reopen()
    assert window.workbench.isVisible()
    assert window.workbench.example is not None
    assert window.workbench.example.id == TARGET
    assert window.theme.code_zoom == zoom == 1


def test_every_example_of_the_library_can_be_reached_in_the_tree_and_opened(explorer: Explorer) -> None:
    window = explorer.start()
    tree = window.library.findChildren(QTreeView)[0]
    reached = {}
    for index in _rows(tree.model(), QModelIndex()):
        row = index.data(Role.ROW)
        if row.example is not None:
            reached[row.example.id] = index
    assert list(reached) == [example.id for example in explorer.session.catalog.examples]
    for example_id, index in reached.items():
        tree.expand(index.parent())
        tree.scrollTo(index)
        place = tree.visualRect(index).center()
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert window.workbench.example is not None
        assert window.workbench.example.id == example_id
        assert explorer.code.text() == window.workbench.example.code(window.workbench.example.entry)


def _rows(model: QAbstractItemModel, parent: QModelIndex) -> list[QModelIndex]:
    found = []
    for number in range(model.rowCount(parent)):
        index = model.index(number, 0, parent)
        found += [index, *_rows(model, index)]
    return found


def _plain(text: str) -> str:
    """The text of a menu item without the mark of its letter."""
    return text.replace("&", "")


def test_every_action_is_in_its_menu_and_does_something(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    bar = [action.menu() for action in window.menuBar().actions()]
    menus = {menu.title().replace("&", ""): menu for menu in bar if isinstance(menu, QMenu)}
    assert tuple(menus) == MENUS
    for spec in ACTIONS:
        (action,) = [each for each in menus[spec.menu].actions() if _plain(each.text()) == spec.text]
        assert action.receivers("2triggered(bool)") > 0, spec.name


def test_window_can_be_made_as_small_as_a_small_screen_and_stays_whole(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    assert window.minimumWidth() <= 900
    assert window.minimumHeight() <= 600
    window.resize(900, 600)
    explorer.wait(lambda: (window.width(), window.height()) == (900, 600))
    for text in ("Run", "Settings", "Guide"):
        assert _is_whole(explorer.button(text)), text
    for part in (explorer.code, explorer.console, explorer.panel.strip, window.status_bar, window.library):
        assert _is_whole(part), part


def _is_whole(widget: QWidget) -> bool:
    """Whether all of it lies in the window and in each widget around it."""
    around = widget.parentWidget()
    while around is not None:
        area = widget.rect().translated(widget.mapTo(around, widget.rect().topLeft()))
        if not around.rect().contains(area):
            return False
        around = None if around.isWindow() else around.parentWidget()
    return widget.isVisible() and widget.width() > 0 and widget.height() > 0


@pytest.mark.parametrize("page", ["Ctrl+1", "Ctrl+2"])
def test_tab_reaches_every_control_of_a_page_and_comes_round(explorer: Explorer, page: str) -> None:
    explorer.start(TARGET)
    explorer.press(page)
    explorer.code.set_tab_leaves(True)
    wanted = {widget for widget in explorer.window.findChildren(QWidget) if _takes_tab(widget)}
    reached: list[QWidget] = []
    explorer.press("F6")
    while explorer.focus not in reached and len(reached) < 200:
        reached.append(explorer.focus)
        QTest.keyClick(explorer.focus, Qt.Key.Key_Tab)
    missed = wanted - set(reached)
    assert not missed, [(type(widget).__name__, widget.accessibleName()) for widget in missed]
    assert explorer.focus is reached[0]


def test_tab_goes_through_the_window_in_the_order_of_the_design(explorer: Explorer) -> None:
    """Rail, search, filters, tree, head, code, guide, notes, console's tools, output, outcome, status bar."""
    window = explorer.start("modules-and-packages/your-own-module")
    bench = window.workbench
    explorer.press("F5")
    assert explorer.wait_for_end().kind.value == "ok"
    explorer.code.set_tab_leaves(True)
    stations = (
        window.rail,
        window.library,
        bench.view.header,
        bench.view,
        bench.guide,
        bench.my_part,
        bench.run_panel,
        window.status_bar,
    )
    window.rail.setFocus()
    passed: list[int] = []
    first = explorer.focus
    while not passed or explorer.focus is not first:
        place = next((n for n, each in enumerate(stations) if each.isAncestorOf(explorer.focus)), None)
        assert place is not None, explorer.focus
        passed.append(place)
        assert len(passed) < 100
        QTest.keyClick(explorer.focus, Qt.Key.Key_Tab)
    assert passed == sorted(passed), [type(stations[place]).__name__ for place in passed]
    assert set(passed) == set(range(len(stations)))


def _takes_tab(widget: QWidget) -> bool:
    """Of buttons that exclude each other only the chosen one does; arrow keys lead to the others."""
    if not (widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
        return False
    if isinstance(widget, QAbstractButton) and widget.group() is not None and not widget.isChecked():
        return not widget.group().exclusive()
    return widget.focusProxy() is None and not widget.isWindow()


def test_arrow_keys_change_the_page_from_the_rail(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    explorer.button("Library").setFocus()
    explorer.press("Down")
    explorer.wait(window.pages.dashboard.isVisible)
    explorer.press("Up")
    explorer.wait(window.workbench.isVisible)


@pytest.mark.parametrize("page", ["Ctrl+1", "Ctrl+2", "Ctrl+5"])
def test_the_key_of_a_page_leads_into_it_wherever_the_focus_was(explorer: Explorer, page: str) -> None:
    window = explorer.start(TARGET)
    window.status_bar.tier_button.setFocus()
    explorer.press(page)
    explorer.wait(lambda: any(pane.isAncestorOf(explorer.focus) for pane in window.pages.panes()))


@pytest.mark.parametrize(("page", "panes"), [("Ctrl+1", 6), ("Ctrl+2", 3)])
def test_f6_goes_round_the_panes_and_shift_f6_back(explorer: Explorer, page: str, panes: int) -> None:
    window = explorer.start(TARGET)
    explorer.press(page)
    places = window.panes()
    assert len(places) == panes
    places[0].setFocus()
    for key, step in (("F6", 1), ("Shift+F6", -1)):
        at = 0
        for _turn in places:
            explorer.press(key)
            at = (at + step) % panes
            focus, name = explorer.focus, type(places[at]).__name__
            assert places[at] is focus or places[at].isAncestorOf(focus), f"{key} does not lead to {name}"
            assert focus.focusPolicy() & Qt.FocusPolicy.TabFocus, f"no control of {name} has the focus"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no letters for menus")
def test_menus_open_by_their_letters_and_give_the_focus_back(explorer: Explorer) -> None:
    explorer.start(TARGET)
    before = explorer.focus
    for letter, title in zip("FEVRLTH", MENUS, strict=True):
        explorer.press(f"Alt+{letter}")
        menu = explorer.app.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu.title().replace("&", "") == title
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        explorer.press("Esc")
        explorer.wait(lambda: explorer.app.activePopupWidget() is None)
    assert explorer.focus is before
