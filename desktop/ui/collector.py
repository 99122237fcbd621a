"""Collects garbage where Qt's objects may die: in the main thread, between two events.

Forbids Python to do it by itself: that happens in whichever thread allocates next, and a widget or a notifier
that is destroyed in another thread than its own takes the window with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_INTERVAL_MS = 1000
_GENERATIONS = (0, 1, 2)


class Collector(QObject):
    """Works from when it is made until it is destroyed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self.destroyed.connect(gc.enable)
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        """The oldest generation that is due: it takes the younger ones along."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [at for at in _GENERATIONS if counts[at] > thresholds[at] > 0]
        if due:
            gc.collect(due[-1])
