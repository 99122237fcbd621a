"""Opens ``explorer DATA_DIR`` or a ``minimal`` window, prints "painted" and "usable" when it is, and ends.

``visit DATA_DIR`` opens the explorer and closes it as one does, so that the next start has what is kept.

The minimal one is a QMainWindow of the same size on the same platform, with a QPlainTextEdit and a line in
it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

_EXAMPLE = "functions/def-and-return"
_SETTLING_MS = 1000  # the lexer comes last


def open_minimal(on_painted: Callable[[object], None]) -> None:
    """Show it until it is closed."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QPlainTextEdit("a text", window))
    window.resize(1440, 900)
    _watch(window, on_painted)
    window.show()
    app.exec()


def open_explorer(data_dir: Path, on_painted: Callable[[object], None]) -> None:
    """As ``python -m desktop`` does, until it is closed."""
    from desktop.services import qt_features

    qt_features.leave_alone()
    from desktop import app

    class Watched(app.MainWindow):
        def showEvent(self, event: object) -> None:
            super().showEvent(event)  # type: ignore[arg-type]
            _watch(self, on_painted)

    app.MainWindow = Watched  # type: ignore[misc]
    app.open_window(
        argparse.Namespace(
            config=None, data_dir=data_dir, platform=None, safe=False, new_window=True, target=_EXAMPLE
        )
    )


def _watch(window: object, on_painted: Callable[[object], None]) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QWidget

    assert isinstance(window, QWidget)

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self, lambda: on_painted(watched))
            return super().eventFilter(watched, event)

    window.installEventFilter(Watch(window))


def say(window: object) -> None:
    """Painted now; usable once the example's code has its colours and Run can be pressed."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QAbstractButton, QMainWindow

    print("painted", flush=True)
    assert isinstance(window, QMainWindow)

    def look() -> None:
        if hasattr(window, "fill"):
            if not hasattr(window, "workbench"):
                return
            code = window.workbench.view.code
            if code is None or not code.has_colours:
                return
            run = [button for button in window.findChildren(QAbstractButton) if button.text() == "Run"]
            if not any(button.isVisible() and button.isEnabled() for button in run):
                return
        print("usable", flush=True)
        if sys.argv[1] != "visit":
            os._exit(0)  # how long it takes to end is no part of this
        timer.stop()
        QTimer.singleShot(_SETTLING_MS, window.close)

    timer = QTimer(window, interval=1)
    timer.timeout.connect(look)
    timer.start()
    look()


def open_window(on_painted: Callable[[object], None]) -> None:
    """What the command line asks for."""
    if sys.argv[1] == "minimal":
        open_minimal(on_painted)
    else:
        open_explorer(Path(sys.argv[2]), on_painted)


if __name__ == "__main__":
    open_window(say)
