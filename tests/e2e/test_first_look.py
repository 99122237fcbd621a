"""Stories: the window is on the screen before its panels are, and looks then as it will with them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from desktop.assembly import make_window
from desktop.core.paths import find_paths
from desktop.ui.main_window import MainWindow
from desktop.ui.window_state import WindowState
from tests.e2e.explorer import Explorer

FIRST = "functions/def-and-return"


def places(window: MainWindow) -> dict[str, QRect]:
    panels: dict[str, QWidget] = {
        "menus": window.menuBar(),
        "rail": window.rail,
        "library": window.library,
        "code": window.workbench.view,
        "output": window.workbench.run_panel,
        "guide": window.workbench.guide,
        "status": window.statusBar(),
    }
    return {
        name: QRect(panel.mapTo(window, QPoint()), panel.size()) if panel.isVisible() else QRect()
        for name, panel in panels.items()
    }


@pytest.mark.parametrize("size", [(1440, 900), (900, 600)])
def test_a_window_filled_on_the_screen_is_divided_as_one_that_is_shown_with_all(
    explorer: Explorer, qapp: QApplication, size: tuple[int, int]
) -> None:
    on_the_screen = places(explorer.start(FIRST, size=size))
    explorer.close()
    window = make_window(qapp, find_paths(data_dir=explorer.data_dir.with_name("other")))
    explorer.adopt(window)
    window.resize(*size)
    window.show_start(FIRST)
    window.show()
    explorer.wait(lambda: places(window) == on_the_screen)


def test_the_next_start_shows_the_grounds_of_the_last_one(explorer: Explorer) -> None:
    window = explorer.start(FIRST)
    explorer.wait(lambda: window.workbench.view.code is not None and window.workbench.view.code.is_coloured)
    whole = places(window)
    picture = window.grab().toImage()
    explorer.close()
    bare = MainWindow(WindowState(explorer.data_dir))
    explorer.qtbot.addWidget(bare)
    bare.show()
    explorer.qtbot.waitExposed(bare)
    shown = bare.grab().toImage()
    ratio = shown.devicePixelRatio()

    def colour_of(name: str) -> tuple[QColor, QColor]:
        place = whole[name]
        x, y = int((place.left() + 3) * ratio), int(place.center().y() * ratio)
        return picture.pixelColor(x, y), shown.pixelColor(x, y)

    for name in ("menus", "output", "status"):
        before, after = colour_of(name)
        assert before == after, name
    assert colour_of("menus")[1] != colour_of("output")[1]


def test_the_next_start_shows_the_colours_of_the_code_before_the_lexer_is_there(explorer: Explorer) -> None:
    window = explorer.start(FIRST)
    view = window.workbench.view
    explorer.wait(lambda: view.code is not None and view.code.is_coloured)
    assert view.code is not None
    text = view.code.text()
    session = explorer.session
    explorer.close()
    kept = session.colours.of(text)
    assert kept is not None
    assert len(kept) == len(text.split("\n"))


def test_words_that_are_no_ground_are_passed_over(explorer: Explorer) -> None:
    explorer.data_dir.mkdir(parents=True, exist_ok=True)
    state = WindowState(explorer.data_dir)
    state.set("ground", "0,0,5000,5000,#ff0000 1,2,3 a,b,c,d,e 0,0,5,5,nocolour -1,0,3,3,#00ff00")
    state.sync()
    bare = MainWindow(WindowState(explorer.data_dir))
    explorer.qtbot.addWidget(bare)
    bare.show()
    explorer.qtbot.waitExposed(bare)
    assert bare.grab().toImage().pixelColor(10, 10) == QColor("#ff0000")
    bare.close()
