"""The application's side of a run's time limit: it stands still while the program waits for an answer.

The launcher keeps the same clock, and counts there what a program computes that only claims to wait.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from desktop.child.protocol import Limits


class RunClock:
    """Counts from ``start`` to ``stop``, but not between ``wait`` and ``go_on``."""

    def __init__(self, limits: Limits, run_out: Callable[[], None], parent: QObject) -> None:
        """``run_out`` is called once when the limit is reached, or all waiting has taken too long."""
        self._limit_s, self._left_s = limits.timeout_s, limits.thinking_s
        self._counted_s, self._since = 0.0, 0.0
        self._is_running = self._is_waiting = False
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(run_out)

    @property
    def counted_s(self) -> float:
        """The seconds that count until now."""
        return self._counted_s + (self._passed() if self._is_running and not self._is_waiting else 0.0)

    @property
    def has_waited_too_long(self) -> bool:
        """Whether the time for answers is used up."""
        return self._left_s - (self._passed() if self._is_waiting else 0.0) <= 0

    def start(self) -> None:
        """The program began."""
        self._is_running, self._since = True, time.monotonic()
        self._aim()

    def wait(self) -> None:
        """The program waits for the person."""
        self._turn(is_waiting=True)

    def go_on(self) -> None:
        """The answer is on its way."""
        self._turn(is_waiting=False)

    def stop(self) -> None:
        """The run is over."""
        self._timer.stop()
        self._counted_s, self._is_running = self.counted_s, False

    def _passed(self) -> float:
        return time.monotonic() - self._since

    def _turn(self, *, is_waiting: bool) -> None:
        passed = self._passed()
        if self._is_waiting:
            self._left_s -= passed
        else:
            self._counted_s += passed
        self._since, self._is_waiting = time.monotonic(), is_waiting
        self._aim()

    def _aim(self) -> None:
        """While it waits, for the moment when waiting has used up both."""
        if self._limit_s > 0:
            more_s = max(0.0, self._left_s) if self._is_waiting else 0.0
            self._timer.start(max(0, round((self._limit_s - self._counted_s + more_s) * 1000)))
