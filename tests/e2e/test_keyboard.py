"""The window by keyboard alone: each stop of the Tab key is seen, and they follow the picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QMenu, QWidget

from tests.e2e.explorer import Explorer, picture

TARGET = "names-and-objects/augmented-assignment"
THEMES = ("light", "dark", "high-contrast")
DIALOGS = ("settings", "permissions", "protection", "shortcuts", "about", "go_to_line", "changes")
_MOST_STOPS = 150
_LEAST_MARK = 12  # pixels; a caret has more


def walk(explorer: Explorer, visit: Callable[[QWidget], None]) -> list[QWidget]:
    """Press Tab until the focus is where it was; ``visit`` sees each stop while it has the focus."""
    stops: list[QWidget] = []
    while len(stops) < _MOST_STOPS:
        focus = explorer.focus
        if focus in stops:
            return stops
        stops.append(focus)
        visit(focus)
        explorer.press("Tab")
    raise AssertionError(f"Tab never came back; last stops: {stops[-4:]}")


def crop(widget: QWidget) -> QImage:
    """The widget with what lies round its edge and over it, also where a page has scrolled it out of view."""
    around = widget.parentWidget() or widget
    place = QRect(widget.pos() if around is not widget else QPoint(0, 0), widget.size())
    return picture(around).copy(place.adjusted(-3, -3, 3, 3))


def differing(one: QImage, other: QImage) -> int:
    """How many pixels are not the same."""
    width, height = min(one.width(), other.width()), min(one.height(), other.height())
    places = ((x, y) for x in range(width) for y in range(height))
    return sum(one.pixel(x, y) != other.pixel(x, y) for x, y in places)


def unmarked(explorer: Explorer) -> list[str]:
    """The stops that look the same with the focus and without."""
    explorer.app.setCursorFlashTime(0)  # in code the caret is the mark: it stays
    marked: dict[QWidget, QImage] = {}
    stops = walk(explorer, lambda widget: marked.update({widget: crop(widget)}))
    found = []
    for place, widget in enumerate(stops):
        widget.clearFocus()
        if len(stops) > 1:
            stops[(place + len(stops) // 2) % len(stops)].setFocus()  # far away
        if differing(marked[widget], crop(widget)) < _LEAST_MARK:
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r}")
    return found


@pytest.mark.parametrize("look", THEMES)
def test_every_stop_of_the_tab_key_on_every_page_shows_the_focus(explorer: Explorer, look: str) -> None:
    window = explorer.start(TARGET)
    window.theme.set_mode(look)
    explorer.press("F5")
    explorer.wait_for_end()
    explorer.append("# mine\n")
    explorer.wait(lambda: explorer.has_button("Restore original"))
    explorer.press("Ctrl+M")
    assert unmarked(explorer) == []
    for page in ("progress", "activity", "welcome"):
        window.show_page(page)
        window.pages.panes()[0].setFocus()
        assert unmarked(explorer) == [], page


@pytest.mark.parametrize("look", THEMES)
def test_every_stop_of_the_tab_key_in_every_dialog_shows_the_focus(explorer: Explorer, look: str) -> None:
    window = explorer.start(TARGET)
    window.theme.set_mode(look)
    explorer.append("# mine\n")
    explorer.wait(lambda: explorer.has_button("Restore original"))
    for name in DIALOGS:
        action = window.findChild(QAction, f"action-{name}")
        assert action is not None
        action.trigger()
        explorer.wait(explorer.app.activeModalWidget)
        dialog = explorer.app.activeModalWidget()
        dialog.activateWindow()
        explorer.wait(lambda dialog=dialog: dialog.isActiveWindow() and dialog.focusWidget() is not None)
        assert unmarked(explorer) == [], name
        dialog.close()
        explorer.wait(lambda: explorer.app.activeModalWidget() is None)
        explorer.activate()


def part_of(widget: QWidget, parts: list[QWidget]) -> int:
    """The place of the part that a widget is in, or -1."""
    return next((at for at, part in enumerate(parts) if part is widget or part.isAncestorOf(widget)), -1)


def corner(widget: QWidget, window: QWidget) -> tuple[int, int]:
    place = widget.mapTo(window, QPoint(0, 0))
    return place.y(), place.x()


def test_the_tab_key_follows_the_picture(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    explorer.append("# mine\n")
    explorer.wait(lambda: explorer.has_button("Restore original"))
    explorer.press("Ctrl+M")
    window.rail.setFocus()
    bench, panel = window.workbench, window.workbench.run_panel
    parts = [window.rail, window.library, bench.view.header, bench.view.code, bench.guide]
    parts += [explorer.button("Copy output"), panel.console.view, window.status_bar]
    stops = walk(explorer, lambda _widget: None)
    places = [
        next((at for at, part in enumerate(parts) if part is stop or part.isAncestorOf(stop)), -1)
        for stop in stops
    ]
    known = [place for place in places if place >= 0]
    assert known == sorted(known), [f"{type(stop).__name__} {stop.accessibleName()}" for stop in stops]
    assert set(known) == set(range(len(parts)))
    for page in ("progress", "activity", "welcome"):
        window.show_page(page)
        window.rail.setFocus()
        stops = walk(explorer, lambda _widget: None)
        front = window.pages.currentWidget()
        inside = [stop for stop in stops if front.isAncestorOf(stop)]
        assert len(inside) > 1, [f"{type(stop).__name__} {stop.accessibleName()}" for stop in stops]
        assert inside == sorted(inside, key=lambda stop: corner(stop, window)), page
        assert window.status_bar.isAncestorOf(stops[-1]), page


def test_arrows_in_the_rail_go_from_page_to_page(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    window.rail.setFocus()
    for key, page in (("Down", "progress"), ("Down", "activity"), ("Down", "activity"), ("Up", "progress")):
        explorer.press(key)
        assert window.pages.name == page
        assert window.rail.isAncestorOf(explorer.focus)


def test_f10_opens_the_first_menu(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    explorer.press("F10")
    menu = window.menuBar().actions()[0].menu()
    explorer.wait(lambda: isinstance(menu, QMenu) and menu.isVisible())
    assert isinstance(menu, QMenu)
    menu.close()


def test_f6_stops_at_an_open_find_bar(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    explorer.press("Ctrl+F")
    bar = window.workbench.view.find_bar
    assert bar.field.hasFocus()
    explorer.press("F6")
    assert explorer.focus is explorer.code
    explorer.press("Shift+F6")
    assert bar.field.hasFocus()


def test_f6_goes_round_all_panes_and_back(explorer: Explorer) -> None:
    window = explorer.start(TARGET)
    for page in ("library", "progress", "activity", "welcome"):
        window.show_page(page)
        panes = window.panes()
        panes[0].setFocus()
        for key, step in (("F6", 1), ("Shift+F6", -1)):
            for turn in range(1, len(panes) + 1):
                explorer.press(key)
                pane = panes[(turn * step) % len(panes)]
                assert pane is explorer.focus or pane.isAncestorOf(explorer.focus), (page, key, turn)
