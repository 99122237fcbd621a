"""The start: what is imported before the first paint, and that an idle window sleeps. In real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.first_paint import FirstPaint
from desktop.ui.study_clock import StudyClock

ROOT = Path(__file__).parents[2]
LISTS = {what: Path(__file__).with_name(f"modules_{what}.txt") for what in ("at_first_paint", "of_the_start")}
"""Of the window without its panels, and with them and its example."""
SLOW_TO_IMPORT = {
    "csv",
    "difflib",
    "http",
    "logging.handlers",
    "platform",
    "sqlite3",
    "subprocess",
}
"""Of the standard library, each some milliseconds; PySide's own imports are not ours to choose."""

NOT_OF_THE_START = {"tests", "pygments", "cython_runtime"}
"""A thread loads Pygments, sooner or later; the other is a part of PyYAML that some wheels have."""
BY_THE_THREAD = {"desktop.core.python_lexer"}
"""Comes with Pygments."""


def told(data_dir: Path, what: str) -> object:
    """What the started window prints."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.qt.started_window", str(data_dir), what],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The modules of a window that has been painted, without and with its panels."""
    folder = tmp_path_factory.mktemp("start")
    names = {"at_first_paint": told(folder, "ground"), "of_the_start": told(folder, "modules")}
    return {what: set(map(str, cast("list[object]", found))) for what, found in names.items()}


def watched(names: set[str]) -> set[str]:
    """Ours, and by their first name those of others; the standard library's differ with each Python."""
    tops = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - NOT_OF_THE_START
    whole = {name for name in names if name.startswith(("desktop", "PySide6.Qt"))}
    return (whole - BY_THE_THREAD) | {top for top in tops if not top.startswith("_")}


@pytest.mark.parametrize("what", LISTS)
def test_nothing_new_is_imported_at_the_start(loaded: dict[str, set[str]], what: str) -> None:
    found, listed = watched(loaded[what]), set(LISTS[what].read_text(encoding="utf-8").split())
    assert not found - listed, (
        f"new there: {sorted(found - listed)}. Import it in the function that needs it; "
        f"where this window does need it, add it to {LISTS[what].relative_to(ROOT)}"
    )


@pytest.mark.parametrize("what", LISTS)
def test_the_list_names_nothing_that_is_imported_later_by_now(loaded: dict[str, set[str]], what: str) -> None:
    found, listed = watched(loaded[what]), set(LISTS[what].read_text(encoding="utf-8").split())
    assert not listed - found, f"take out of {LISTS[what].relative_to(ROOT)}: {sorted(listed - found)}"


def test_slow_modules_of_the_standard_library_wait_for_their_use(loaded: dict[str, set[str]]) -> None:
    assert not loaded["of_the_start"] & SLOW_TO_IMPORT, "import it in the function that needs it"


def test_nobody_reads_the_source_of_our_modules_at_the_start() -> None:
    """PySide does, for each module, unless it is told that none switches its features."""
    program = (
        "from desktop.services import qt_features; qt_features.leave_alone()\n"
        "import desktop.ui.controls, linecache\n"
        "print([name for name in linecache.cache if 'desktop' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


WRONG_CALLS = """
import PySide6.QtWidgets as widgets, sys
support = sys.modules["shibokensupport.signature.parser"]
print("pyside_type_init" in support.__dict__)
for call in (lambda: widgets.QSizePolicy(1, 2, 3, 4), lambda: widgets.QSizePolicy.fromQVariant()):
    try:
        call()
    except Exception as error:
        print(type(error), error)
from PySide6.support.signature import get_signature
print(widgets.QWidget.resize.__doc__, get_signature(widgets.QWidget.resize))
print("pyside_type_init" in support.__dict__)
"""


def test_pyside_writes_signatures_when_they_are_asked_for_and_the_same_ones() -> None:
    hasty, patient = (
        subprocess.run(
            [sys.executable, "-c", before + WRONG_CALLS],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        ).stdout.splitlines()
        for before in ("", "from desktop.services import qt_features; qt_features.leave_alone()\n")
    )
    assert (hasty[0], patient[0]) == ("True", "False")
    assert hasty[1:] == patient[1:]
    assert len(hasty) > 4


def test_an_idle_window_is_not_woken(tmp_path: Path) -> None:
    wakes = told(tmp_path, "wakes")
    assert isinstance(wakes, int)
    assert wakes <= 2, "something polls: use a signal, or a timer that stops when there is nothing to do"


def test_first_paint_is_told_once(qtbot: QtBot) -> None:
    window, told_of = QWidget(), []
    qtbot.addWidget(window)
    FirstPaint(window).done.connect(lambda: told_of.append(1))
    window.show()
    qtbot.waitUntil(lambda: told_of != [])
    window.repaint()
    QApplication.sendPostedEvents()
    assert told_of == [1]


def test_time_is_counted_while_the_window_is_active(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    clock = StudyClock(window, lambda seconds: seconds)
    assert not clock.is_going
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert clock.is_going
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
    assert not clock.is_going
    assert [timer.isActive() for timer in clock.findChildren(QTimer)] == [False]
