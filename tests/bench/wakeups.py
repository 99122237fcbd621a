"""Prints how often a second the process of an idle window is woken, by the kernel's count; Linux only."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import window

_SETTLING_MS, _WATCHED_MS = 4000, 6000


def switches() -> int:
    """The times that a thread of this process went to sleep, which is once for each wake-up."""
    files = (task / "status" for task in Path("/proc/self/task").iterdir())
    lines = (line for file in files for line in file.read_text().splitlines())
    return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))


def measure(_window: object) -> None:
    """Wait, count, print, end. The timer that ends the counting is a wake-up of ours, and not counted."""
    from PySide6.QtCore import QTimer

    def begin() -> None:
        before = switches()

        def end() -> None:
            print((switches() - before - 1) / (_WATCHED_MS / 1000), flush=True)
            os._exit(0)

        QTimer.singleShot(_WATCHED_MS, end)

    QTimer.singleShot(_SETTLING_MS, begin)


if __name__ == "__main__":
    window.open_window(measure)
