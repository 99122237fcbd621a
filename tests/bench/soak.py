"""An hour of use in a few minutes: ``python -m tests.bench.soak [--runs 500]``; a line each 50 runs.

The whole application in one process: mixed examples, floods, endless loops that are stopped, edits and
their undoing, searches, pages, themes. It ends with the growth since the first 50 runs and what the log
says; whether that is too much is for who reads it.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop import assembly, cli
from desktop.child.protocol import Outcome
from desktop.core.example import Example, ExampleKind
from desktop.core.paths import Paths
from desktop.ui.main_window import MainWindow

STEP = 50
_CALM_MS = 1500
_STUCK_S = 60.0
_ENDLESS = "while True:\n    print('round and round')\n"
_FLOOD = "for number in range(200_000):\n    print(number, 'a line of ordinary length')\n"

Condition = Callable[[], object]


class Soak(QObject):
    """Uses a window; each ``yield`` of its day is a condition that the event loop is turned for."""

    def __init__(self, app: QApplication, window: MainWindow, runs: int) -> None:
        super().__init__(window)
        self._app, self._window, self._runs = app, window, runs
        self._ends: Counter[str] = Counter()
        self._themes = cycle(("dark", "high-contrast", "light", "auto"))
        self._words = cycle(("for", "dict", "as", "zip"))
        window.session.run_finished.connect(self._on_run_finished)
        self._day = self._live()
        self._condition: Condition = lambda: True
        self._since = time.monotonic()
        self._timer = QTimer(self, interval=2)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    def _on_run_finished(self, outcome: Outcome) -> None:
        self._ends[outcome.kind.value] += 1

    def _on_timer_timeout(self) -> None:
        if not self._condition():
            if time.monotonic() - self._since > _STUCK_S:
                print("stuck:", self._window.status_bar.state, flush=True)
                os._exit(1)
            return
        try:
            self._condition = next(self._day)
            self._since = time.monotonic()
        except StopIteration:
            self._timer.stop()
            self._window.close()

    # ---- what is done ----

    def _live(self) -> Iterator[Condition]:
        examples = [each for each in self._window.session.catalog.examples if _is_plain(each)]
        first: dict[str, float] = {}
        for number, example in enumerate(islice(cycle(examples), self._runs), 1):
            self._window.open_target(example.target)
            yield from self._use(number)
            yield from self._look_round(number)
            if number % STEP == 0:
                yield from self._calm()
                figures = self._figures()
                first = first or figures
                print(f"{number:4} runs: {_told(figures)}", flush=True)
        if first:
            print("growth since the first 50:", _told(_difference(first, self._figures())))
        print("ends:", ", ".join(f"{count} {kind}" for kind, count in self._ends.most_common()), flush=True)

    def _use(self, number: int) -> Iterator[Condition]:
        """One run: most as they are, some edited, a flood or an endless loop here and there."""
        if number % 25 == 7:
            yield from self._edited(_FLOOD)
        elif number % 25 == 19:
            yield from self._edited(_ENDLESS, stops=True)
        elif number % 10 == 3:
            yield from self._edited("print('mine')\n")
        else:
            yield from self._run()

    def _look_round(self, number: int) -> Iterator[Condition]:
        if number % 5 == 1:
            yield from self._search(next(self._words))
        if number % 7 == 2:
            for page in ("page_progress", "page_activity", "page_library"):
                self._act(page)
                yield lambda: True
        if number % 10 == 1:
            self._window.session.save_settings({"theme.mode": next(self._themes)})
            yield lambda: True

    def _run(self, *, stops: bool = False) -> Iterator[Condition]:
        session, before = self._window.session, self._ends.total()
        self._act("run")
        if stops:
            yield lambda: session.is_running and session.elapsed_s > 0.3
            self._act("stop")
        yield lambda: self._ends.total() > before and not session.is_running
        yield lambda: self._window.workbench.run_panel.console.is_settled

    def _edited(self, text: str, *, stops: bool = False) -> Iterator[Condition]:
        code = self._window.workbench.view.code
        assert code is not None
        cursor = QTextCursor(code.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        yield from self._run(stops=stops)
        self._act("restore")
        yield lambda: True

    def _search(self, word: str) -> Iterator[Condition]:
        field = self._window.library.findChildren(QLineEdit)[0]
        for end in range(len(word) + 1):
            field.setText(word[:end])
            yield lambda: True
        field.clear()
        yield lambda: True

    def _calm(self) -> Iterator[Condition]:
        """Until nothing is on its way any more; a launcher waits for the next run then."""
        done: list[bool] = []
        QTimer.singleShot(_CALM_MS, self, lambda: done.append(True))
        yield lambda: bool(done)
        gc.collect()

    def _act(self, name: str) -> None:
        action = self._window.findChild(QAction, f"action-{name}", Qt.FindChildOption.FindChildrenRecursively)
        assert action is not None
        action.trigger()

    # ---- what it costs ----

    def _figures(self) -> dict[str, float]:
        status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        kilobytes = next(line.split()[1] for line in status if line.startswith("VmRSS"))
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
        return {
            "MB": int(kilobytes) / 1024,
            "descriptors": sum(1 for _ in Path("/proc/self/fd").iterdir()),
            "Python threads": threading.active_count(),
            "threads": sum(1 for _ in Path("/proc/self/task").iterdir()),
            "processes": len(children),
            "objects": len(gc.get_objects()),
            "Qt objects": len(self._window.findChildren(QObject)),
        }


def _is_plain(example: Example) -> bool:
    """Neither a question before the run nor an answer during it."""
    asks = bool(example.needs) or example.stored_input() is not None
    return example.kind is ExampleKind.SCRIPT and example.gate <= sys.version_info[:2] and not asks


def _difference(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    return {name: after[name] - before[name] for name in before}


def _told(figures: dict[str, float]) -> str:
    return ", ".join(
        f"{value:.1f} {name}" if name == "MB" else f"{value:.0f} {name}" for name, value in figures.items()
    )


def main() -> int:
    """Live, then read the log."""
    parser = argparse.ArgumentParser(description="an hour of use in a few minutes")
    parser.add_argument("--runs", type=int, default=500)
    runs = parser.parse_args().runs
    fill_window = assembly.fill_window
    kept: list[Soak] = []

    def fill_window_and_use_it(window: MainWindow, app: QApplication, paths: Paths, *, is_safe: bool) -> None:
        fill_window(window, app, paths, is_safe=is_safe)
        QTimer.singleShot(0, window, lambda: kept.append(Soak(app, window, runs)))

    assembly.fill_window = fill_window_and_use_it
    with tempfile.TemporaryDirectory() as folder:
        sys.argv[1:] = ["--data-dir", folder, "--new-window"]
        started = time.monotonic()
        code = cli.main()
        print(f"{time.monotonic() - started:.0f} s")
        for file in sorted(Path(folder).rglob("diagnostics.log")):
            text = file.read_text(encoding="utf-8", errors="replace")
            told = [
                line for line in text.splitlines() if any(word in line for word in (" WARNING ", " ERROR "))
            ]
            print(f"{len(told)} warnings in the log", *told[:20], sep="\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
