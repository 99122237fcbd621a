"""Waits for a file on a slow disk beside the window, not in it: a disk that hangs must not hang the window.

Hides the thread. It touches the file, so that the window's own reading is quick afterwards.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

_PATIENCE_S = 0.04
_MAX_BYTES = 1_000_000


class Reach(QObject):
    """One wish at a time: who asks for something else no longer waits for the slow one."""

    slow = Signal(str)
    """A sentence: the file does not answer at once."""
    _answered = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = 0
        self._then: Callable[[], object] | None = None
        self._answered.connect(self._on_answered)

    def call(self, target: str, then: Callable[[], object]) -> bool:
        """Call ``then`` when the file answers. Whether that was at once, as it is for all but slow disks."""
        self._number += 1
        self._then = None
        if target.endswith(".py") and Path(target).is_absolute() and not self._is_quick(Path(target)):
            self._then = then
            self.slow.emit(f"“{target}” does not answer yet. It opens as soon as it does; you can go on.")
            return False
        then()
        return True

    def _is_quick(self, file: Path) -> bool:
        done = threading.Event()
        # A daemon, because a disk that never answers must not keep the application from ending.
        threading.Thread(target=self._touch, args=(file, self._number, done), daemon=True).start()
        return done.wait(_PATIENCE_S)

    def _touch(self, file: Path, number: int, done: threading.Event) -> None:
        with contextlib.suppress(OSError, ValueError):
            if file.is_file():
                with file.open("rb") as opened:
                    opened.read(_MAX_BYTES)
        done.set()
        with contextlib.suppress(RuntimeError):  # the window is gone
            self._answered.emit(number)

    @Slot(int)
    def _on_answered(self, number: int) -> None:
        then, self._then = (self._then, None) if number == self._number else (None, self._then)
        if then is not None:
            then()
