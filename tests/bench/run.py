"""Runs a file through the runner and prints milliseconds.

``first FILE [TIER [warm]]``: to its first output, with a launcher waiting if ``warm``. ``console FILE``:
until the console has taken everything. ``kill FILE TIER``: from a kill until nothing lives.
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
from desktop.sandbox.policy import Net, Policy, Tier
from desktop.services.runner import Runner

_SETTLE_MS = 500  # for a launcher that starts while the window is idle


def main() -> None:
    """Run it once."""
    what, file = sys.argv[1], Path(sys.argv[2])
    app = QApplication([])
    folder = Path(tempfile.mkdtemp())
    paths = find_paths(data_dir=folder / "data")
    runner = Runner(paths.code_root)
    work = folder / "work"
    work.mkdir()
    tier = Tier(sys.argv[3]) if len(sys.argv) > 3 else Tier.LIMITS
    policy = Policy(tier, run=True, net=Net.LOOPBACK)
    spec = RunSpec(str(file), file, work, base_interpreter(), stdin=b"", limits=Limits(), policy=policy)
    started = 0.0

    def report(*_news: object) -> None:
        print((time.perf_counter() - started) * 1000, flush=True)
        if what != "kill":
            runner.output.disconnect()
        app.quit()

    def kill(*_news: object) -> None:
        nonlocal started
        started = time.perf_counter()
        runner.stop()
        runner.stop()

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
    elif what == "kill":
        runner.output.connect(kill)
        runner.finished.connect(report)
    else:
        runner.output.connect(report)

    def start() -> None:
        nonlocal started
        started = time.perf_counter()
        runner.start(spec)

    if sys.argv[4:] == ["warm"]:
        runner.prewarm()
    QTimer.singleShot(_SETTLE_MS if sys.argv[4:] else 0, start)
    app.exec()
    runner.close()


if __name__ == "__main__":
    main()
