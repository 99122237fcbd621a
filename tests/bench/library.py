"""Opens a folder as the window does, twice, and types into its search; prints one figure a line.

``library.py FOLDER DATA_DIR``: milliseconds to the tree, to the end of reading, and the longest turn of the
event loop on the way; the same from the index; and for each key of some queries the time to its hits. On a
busy machine the processor time beside each figure says what is ours of it.

Without arguments: of 10,000 files made for it the figures alone, in milliseconds: to the tree, to that from
the index, of a key (99 %), of the longest turn.
"""

from __future__ import annotations

import argparse
import inspect
import os
import statistics
import sys
import tempfile
import time
import typing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop.app import make_application
from desktop.core.paths import find_paths
from desktop.services.session import Session
from desktop.ui.icons import Icons
from desktop.ui.library_view import LibraryView
from desktop.ui.theme import Theme

QUERIES = (
    *("if", "as", "in", "x", "self", "import", "return value", "enumerate", "lesson", "def __init__"),
    *("dict comprehension", "print(", "re", "the", "for line in", "imprt", "zzzz", "class Test", "()"),
)


class Pulse(QObject):
    """The longest turn of the event loop: by the clock, and of the main thread's processor time."""

    def __init__(self) -> None:
        super().__init__()
        self.reset()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def reset(self) -> None:
        """Begin anew."""
        self.worst_ms = self.worst_cpu_ms = 0.0
        self._last, self._last_cpu = time.perf_counter(), time.thread_time()

    def stop(self) -> None:
        """Measure no more: its own pauses are no part of what follows."""
        self._timer.stop()

    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.worst_ms = max(self.worst_ms, (now - self._last) * 1000)
        self.worst_cpu_ms = max(self.worst_cpu_ms, (cpu - self._last_cpu) * 1000)
        time.sleep(0.0005)  # nobody else turns a loop without a pause
        self._last, self._last_cpu = time.perf_counter(), time.thread_time()


def make_folder(folder: Path, count: int = 10_000) -> None:
    """Files of about sixty lines of the standard library, a hundred to a folder, the same each time."""
    sources = [inspect.getsource(module).split("\n") for module in (argparse, inspect, statistics, typing)]
    lines = [line for source in sources for line in source]
    for number in range(count):
        start = number * 61 % (len(lines) - 60)
        file = folder / f"part_{number // 100:02}" / f"lesson_{number:05}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join(("def lesson():", *(f"    {line}" for line in lines[start : start + 60])))
        file.write_text(f"{text}\n", encoding="utf-8")


def opened(view: LibraryView, session: Session, folder: Path, pulse: Pulse) -> tuple[float, float]:
    """Milliseconds to the first painted rows, and to the end."""
    loop, seen = QEventLoop(), [0.0]
    libraries = session.libraries

    def look() -> None:
        if not seen[0] and libraries.catalog.examples:
            view.repaint()
            seen[0] = (time.perf_counter() - started) * 1000
        if libraries.progress is None:
            loop.quit()

    libraries.changed.connect(look)
    libraries.progressed.connect(look)
    pulse.reset()
    started = time.perf_counter()
    libraries.open_folder(folder)
    while libraries.progress is not None:
        loop.exec()
    QCoreApplication.processEvents()
    ended = (time.perf_counter() - started) * 1000
    libraries.changed.disconnect(look)
    libraries.progressed.disconnect(look)
    return seen[0], ended


def typed(view: LibraryView) -> list[tuple[float, float]]:
    """Milliseconds from each key of the queries to its painted hits, by the clock and of processor time."""
    times = []
    for query in QUERIES:
        for end in range(1, len(query) + 1):
            started, cpu = time.perf_counter(), time.process_time()
            view._field.setText(query[:end])
            while view._searcher.is_busy:
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            view.repaint()
            took = time.perf_counter() - started, time.process_time() - cpu
            times.append((took[0] * 1000, took[1] * 1000))
        view._field.clear()
        QCoreApplication.processEvents()
    return times


def report(name: str, times: list[tuple[float, float]]) -> None:
    """Median, 99th percentile and maximum."""
    for kind, measured in zip(("clock", "processor"), zip(*times, strict=True), strict=True):
        ordered = sorted(measured)
        late = ordered[int(len(ordered) * 0.99)]
        middle = statistics.median(ordered)
        print(f"{name}, {kind}: median {middle:.1f} ms, p99 {late:.1f} ms, max {ordered[-1]:.1f} ms a key")


class Bench:
    """The left panel in a window of its own."""

    def __init__(self, data_dir: Path) -> None:
        self._app = make_application([], None)
        paths = find_paths(data_dir=data_dir)
        theme = Theme(paths.resources, self._app.styleHints(), self._app)
        theme.apply(self._app)
        self.session = Session(paths, self._app)
        self.view = LibraryView(self.session, theme, Icons(paths.resources, theme, self._app))
        self._window = QMainWindow()
        self._window.setCentralWidget(self.view)
        self._window.resize(300, 800)
        self._window.show()
        QApplication.processEvents()
        self.pulse = Pulse()

    def open(self, folder: Path) -> tuple[float, float]:
        """Anew, as ``opened`` does."""
        self.session.libraries.close_folder()
        QCoreApplication.processEvents()
        return opened(self.view, self.session, folder, self.pulse)


def print_figures() -> None:
    """Of a folder that is made for it, one number a line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "folder"
        make_folder(folder)
        bench = Bench(Path(name) / "data")
        turns = []
        for _ in range(2):
            print(bench.open(folder)[0])
            turns.append(bench.pulse.worst_ms)
        bench.pulse.stop()
        keys = sorted(clock for clock, _processor in typed(bench.view))
        print(keys[int(len(keys) * 0.99)])
        print(max(turns))
        bench.session.close()


def main() -> None:
    """Measure and print."""
    if len(sys.argv) == 1:
        print_figures()
        return
    folder, bench = Path(sys.argv[1]), Bench(Path(sys.argv[2]))
    bench.pulse.stop()
    report("core library", typed(bench.view))
    bench.pulse = Pulse()
    for name in ("first opening", "second opening"):
        tree, ended = bench.open(folder)
        pulse = bench.pulse
        turn = f"longest turn {pulse.worst_ms:.0f} ms, {pulse.worst_cpu_ms:.0f} ms of it processor"
        print(f"{name} of {bench.view._count.text()}: tree {tree:.0f} ms, read {ended:.0f} ms, {turn}")
    bench.pulse.stop()
    report("this folder", typed(bench.view))
    bench.session.close()


if __name__ == "__main__":
    main()
