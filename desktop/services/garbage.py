"""Collects Python's cyclic garbage in the main thread alone.

Hides a trap of every program that has both Qt and threads: Python collects in whichever thread happens to
allocate, and a Qt object that is destroyed in another thread than its own ends the process. Where nothing
happens nothing is made, so no timer wakes the process then.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer, Slot

_AFTER_MS = 500
"""After there is enough to collect: not in the middle of what makes it."""


class Garbage(QObject):
    """Nothing but its timer collects from now on; made in the main thread, right after the application."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        QAbstractEventDispatcher.instance().awake.connect(self._on_awake)

    @Slot()
    def _on_awake(self) -> None:
        """Called at each turn of the event loop. A collection makes none due, so none leads to the next."""
        if not self._timer.isActive() and _due() is not None:
            self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        generation = _due()
        if generation is not None:
            gc.collect(generation)


def set_aside() -> None:
    """What was made until now is not looked through any more: of 10,000 files that takes 70 ms each time.

    From any thread. A cycle among it stays as long; whatever else is no longer used goes at once as ever.
    """
    gc.freeze()


def take_back() -> None:
    """Look through what was set aside like anything else."""
    gc.unfreeze()


def _due() -> int | None:
    """The oldest generation that Python itself would collect by now."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, threshold) in enumerate(counts) if count > threshold > 0]
    return due[-1] if due else None
