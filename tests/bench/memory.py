"""Prints the resident memory, in MB, of a window that has been idle for two seconds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import window

_SETTLING_MS = 2000


def resident_mb() -> float:
    """From the kernel; Linux only."""
    line = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")
    )
    return int(line.split()[1]) / 1024


def measure(_window: object) -> None:
    """Wait, print, end."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(_SETTLING_MS, lambda: (print(resident_mb(), flush=True), os._exit(0)))


if __name__ == "__main__":
    window.open_window(measure)
