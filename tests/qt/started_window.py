"""A whole window in a process of its own, for tests of the start: DATA_DIR, and what to print as JSON.

``ground``: what was imported when it was painted for the first time, still without its panels. ``modules``:
when it was painted with them. ``wakes``: the turns of its event loop while nobody does
anything, from the time that it has come to rest.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from desktop.services import qt_features

qt_features.leave_alone()

from PySide6.QtCore import QAbstractEventDispatcher, QTimer  # noqa: E402

from desktop.app import make_application  # noqa: E402
from desktop.core.paths import find_paths  # noqa: E402
from desktop.ui.first_paint import FirstPaint  # noqa: E402
from desktop.ui.main_window import MainWindow  # noqa: E402
from desktop.ui.window_state import WindowState  # noqa: E402

_SETTLING_MS, _WATCHED_MS = 3000, 3000


def print_modules(painted: list[str]) -> None:
    print(json.dumps(painted), flush=True)  # noqa: T201 - the test reads it
    os._exit(0)


def count_wakes() -> None:
    """The timer that ends the counting is one turn of the loop."""
    turns: list[int] = []
    QAbstractEventDispatcher.instance().awake.connect(lambda: turns.append(1))

    def tell() -> None:
        print(json.dumps(len(turns)), flush=True)  # noqa: T201 - the test reads it
        os._exit(0)

    QTimer.singleShot(_WATCHED_MS, tell)


def main() -> None:
    """Open, wait, tell, end."""
    application = make_application([], "offscreen")
    paths, what = find_paths(data_dir=Path(sys.argv[1])), sys.argv[2]
    window = MainWindow(WindowState(paths.data_dir))
    if what != "ground":
        from desktop import assembly

        assembly.fill_window(window, application, paths, is_safe=False)
        window.show_start("functions/def-and-return")
    if what == "wakes":
        QTimer.singleShot(_SETTLING_MS, count_wakes)
    else:
        FirstPaint(window).done.connect(lambda: print_modules(sorted(sys.modules)))
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
