"""Opens ``explorer DATA_DIR`` or a ``minimal`` window, says when it is painted, and ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))


def make() -> tuple[object, object]:
    """The application and its window, not shown yet; the caller keeps both alive."""
    if sys.argv[1] == "minimal":
        from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

        app = QApplication([])
        window = QMainWindow()
        window.setCentralWidget(QPlainTextEdit("a text", window))
        window.resize(1440, 900)
        return app, window
    from desktop.services import qt_features

    qt_features.leave_alone()
    from desktop.app import make_application, make_window
    from desktop.core.paths import find_paths

    app = make_application([], None)
    explorer = make_window(app, find_paths(data_dir=Path(sys.argv[2])))
    explorer.show_start("functions/def-and-return")
    return app, explorer


def main() -> None:
    """Show the window and end after its first paint."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    app, window = make()
    assert isinstance(app, QApplication)
    assert isinstance(window, QWidget)
    window.show()
    QTimer.singleShot(0, lambda: (window.repaint(), print("painted", flush=True), window.close(), app.quit()))
    app.exec()


if __name__ == "__main__":
    main()
