"""Unix signals as Qt signals: Ctrl+C in a terminal, SIGTERM at the end of a session.

Hides that a Python handler only runs between bytecodes, which Qt's event loop never reaches on its own.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

_POLL_MS = 200


class SignalWatch(QObject):
    """Emits ``received`` with the signal's number, from the event loop. Make it in the main thread."""

    received = Signal(int)

    def __init__(self, *numbers: int, parent: QObject | None = None) -> None:
        """Take over these signals from now on."""
        super().__init__(parent)
        self._pending: list[int] = []
        if os.name == "posix":
            self._read_end, self._write_end = os.pipe()
            for end in (self._read_end, self._write_end):
                os.set_blocking(end, False)
            signal.set_wakeup_fd(self._write_end, warn_on_full_buffer=False)
            self._notifier = QSocketNotifier(self._read_end, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_notifier_activated)
        else:  # a wake-up descriptor would have to be a socket there
            self._timer = QTimer(self, interval=_POLL_MS)
            self._timer.timeout.connect(self._report)
            self._timer.start()
        for number in numbers:
            signal.signal(number, self._handle)

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        self._pending.append(number)

    @Slot()
    def _on_notifier_activated(self) -> None:
        os.read(self._read_end, 512)
        self._report()

    @Slot()
    def _report(self) -> None:
        pending, self._pending = self._pending, []
        for number in pending:
            self.received.emit(number)
