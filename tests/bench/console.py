"""Floods the console and prints numbers: ``flood FILE`` milliseconds until everything FILE prints is shown.

``stalls FILE``: how long the turns of the event loop take meanwhile: 99 % of the time, and the longest.
``memory``: bytes of memory for each byte kept. ``find``: the time to search 64 MB, and its longest slice.
``copy``: the time until 64 MB are on the clipboard, and the longest turn of the event loop meanwhile.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from bisect import bisect_left
from itertools import accumulate, pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PYTHONUNBUFFERED", None)
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QProcess, QTimer
from PySide6.QtWidgets import QApplication

from desktop.child.protocol import Outcome, OutcomeKind, Stream
from desktop.core.paths import base_interpreter, find_paths
from desktop.ui.console import Console
from desktop.ui.console_search import ConsoleSearch
from desktop.ui.finding import Query
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

_MB = 1024 * 1024
_LINE = b"%08d a line of forty characters, not more\n"
_SLICE_S = 0.02


def main() -> None:
    """Measure one thing."""
    app = QApplication([])
    paths = find_paths(data_dir=Path(tempfile.mkdtemp()))
    theme = Theme(paths.resources, app.styleHints(), app)
    theme.apply(app)
    console = Console(theme, Icons(paths.resources, theme, app))
    console.resize(1000, 400)
    console.show()
    console.start(1000)
    app.processEvents()
    if sys.argv[1] in ("flood", "stalls"):
        _flood(app, console, sys.argv[2], is_beating=sys.argv[1] == "stalls")
    elif sys.argv[1] == "memory":
        before = _resident_bytes()
        written = _fill(console)
        print((_resident_bytes() - before) / written)
    elif sys.argv[1] == "copy":
        _fill(console)
        _copy(app, console)
    else:
        _fill(console)
        _find(console)
    console.close()  # with the focus in it, it would be told of its own end by a filter that is half gone


def _flood(app: QApplication, console: Console, file: str, *, is_beating: bool) -> None:
    process = QProcess()
    turns: list[float] = []
    beat = QTimer(interval=0)
    beat.timeout.connect(lambda: turns.append(time.perf_counter()))

    def read() -> None:
        console.feed(Stream.STDOUT, bytes(process.readAllStandardOutput().data()))

    def end() -> None:
        read()
        console.finish(Outcome(OutcomeKind.OK))
        console.repaint()
        if is_beating:
            gaps = sorted(after - before for before, after in pairwise(turns))
            passed = list(accumulate(gaps))  # each turn weighs as long as it took
            print(gaps[bisect_left(passed, 0.99 * passed[-1])] * 1000)
            print(gaps[-1] * 1000)
        else:
            print((time.perf_counter() - started) * 1000)
        app.quit()

    process.readyReadStandardOutput.connect(read)
    process.finished.connect(end)
    if is_beating:
        beat.start()
    started = time.perf_counter()
    process.start(str(base_interpreter()), [file])
    app.exec()


def _fill(console: Console) -> int:
    """64 MB of lines, in pieces as they come from a pipe."""
    written = 0
    for start in range(0, 1_400_000, 1_400):
        data = b"".join(_LINE % number for number in range(start, start + 1_400))
        written += len(data)
        console.feed(Stream.STDOUT, data)
    console.flush()
    return written


def _find(console: Console) -> None:
    slices: list[float] = []
    search = ConsoleSearch(Query("77 a line"), console.view.store, console.view.lines)
    while not search.is_done:
        begin = time.perf_counter()
        search.work(_SLICE_S)
        slices.append(time.perf_counter() - begin)
    assert len(search) == 14_000
    print(sum(slices) * 1000)
    print(max(slices) * 1000)


def _copy(app: QApplication, console: Console) -> None:
    turns: list[float] = []
    beat = QTimer(interval=0)
    beat.timeout.connect(lambda: turns.append(time.perf_counter()))
    beat.start()
    console.copied.connect(app.quit)
    turns.append(time.perf_counter())
    console.copy_all()
    app.exec()
    turns.append(time.perf_counter())
    print((turns[-1] - turns[0]) * 1000)
    print(max(after - before for before, after in pairwise(turns)) * 1000)


def _resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
