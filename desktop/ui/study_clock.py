"""Counts the time that the window is worked in.

Hides when the clock stands still: a window in the background is not woken by it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_TICK_S = 30


class StudyClock(QObject):
    """Adds every half minute in which the window was active."""

    def __init__(self, window: QWidget, add_time: Callable[[int], object]) -> None:
        """``add_time`` takes seconds."""
        super().__init__(window)
        self._timer = QTimer(self, interval=_TICK_S * 1000)
        self._timer.timeout.connect(lambda: add_time(_TICK_S))
        window.installEventFilter(self)

    @property
    def is_going(self) -> bool:
        """Whether time is counted now."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It goes while the window is active."""
        if event.type() == QEvent.Type.WindowActivate:
            self._timer.start()
        elif event.type() == QEvent.Type.WindowDeactivate:
            self._timer.stop()
        return super().eventFilter(watched, event)
