"""Runs a file through the runner and prints milliseconds.

``first FILE``: to its first output. ``console FILE``: until the console has taken everything.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.child.protocol import Limits, RunSpec
from desktop.core.paths import base_interpreter, find_paths
from desktop.services.runner import Runner


def main() -> None:
    """Run it once."""
    what, file = sys.argv[1], Path(sys.argv[2])
    app = QApplication([])
    folder = Path(tempfile.mkdtemp())
    paths = find_paths(data_dir=folder / "data")
    runner = Runner(paths.code_root)
    work = folder / "work"
    work.mkdir()
    spec = RunSpec(str(file), file, work, base_interpreter(), stdin=b"", limits=Limits())
    started = 0.0

    def report(*_news: object) -> None:
        print((time.perf_counter() - started) * 1000, flush=True)
        runner.output.disconnect()
        app.quit()

    if what == "console":
        from desktop.ui.console import Console
        from desktop.ui.icons import Icons
        from desktop.ui.theme import Theme

        theme = Theme(paths.resources, app.styleHints(), app)
        theme.apply(app)
        console = Console(theme, Icons(paths.resources, theme, app))
        console.resize(1000, 400)
        console.show()
        console.start()
        runner.output.connect(console.feed)
        runner.finished.connect(lambda outcome: (console.finish(outcome), console.repaint(), report()))
    else:
        runner.output.connect(report)

    def start() -> None:
        nonlocal started
        started = time.perf_counter()
        runner.start(spec)

    QTimer.singleShot(0, start)
    app.exec()
    runner.close()


if __name__ == "__main__":
    main()
