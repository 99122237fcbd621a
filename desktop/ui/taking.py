"""Work on a text that may be as long as a run's whole output, in a thread that nobody waits for.

Hides the thread. What it works on must be its own: values, and snapshots of stores.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import StateError


class Taking(QObject):
    """One piece of work; ``done`` comes in the main thread, with what it returned or the error it raised."""

    done = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def start(self) -> None:
        """Begin."""
        threading.Thread(target=self._run, name="taking", daemon=True).start()

    def _run(self) -> None:
        try:
            result = self._work()
        except (OSError, StateError) as error:
            result = error
        try:
            self.done.emit(result)
        except RuntimeError:
            return  # the window was closed in the meantime
