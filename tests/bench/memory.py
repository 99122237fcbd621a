"""Prints the resident memory, in MB, of a window that has been idle for two seconds."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import window


def resident_mb() -> float:
    """From the kernel; Linux only."""
    line = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")
    )
    return int(line.split()[1]) / 1024


def main() -> None:
    """Open, wait, print, end."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    app, shown = window.make()
    assert isinstance(app, QApplication)
    assert isinstance(shown, QWidget)
    shown.show()
    QTimer.singleShot(2000, lambda: (print(resident_mb(), flush=True), shown.close(), app.quit()))
    app.exec()


if __name__ == "__main__":
    main()
