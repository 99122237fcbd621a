"""Reads and checks the activity log beside the window, however large it is.

Hides the threads; a request that nobody waits for any more is given up.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QObject, Signal

from desktop.core.audit import AuditLog
from desktop.core.audit_pages import Page, Place, Query, read_page
from desktop.core.errors import StateError

_LINES_A_TURN, _TURN_S = 40, 0.001
"""After so many lines the window has the interpreter for itself, or it would stutter while a log is read."""


class Activity(QObject):
    """One reader of one log, used by one view."""

    page_read = Signal(int, object)
    """Ticket, and Page or the sentence why the log could not be read."""
    verified = Signal(int, object)
    """Ticket and Verification."""

    def __init__(self, log: AuditLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._tickets = count(1)
        self._reading = self._checking = 0

    def read(self, query: Query, at: Place | None = None) -> int:
        """Begin to read a page; the one before is given up. ``page_read`` follows with the ticket."""
        ticket = self._reading = next(self._tickets)
        self._start(lambda: self._read(ticket, query, at))
        return ticket

    def verify(self) -> int:
        """Begin to walk the chain; ``verified`` follows with the ticket."""
        ticket = self._checking = next(self._tickets)
        self._start(lambda: self._verify(ticket))
        return ticket

    def stop(self) -> None:
        """Nobody waits for anything any more."""
        self._reading = self._checking = 0

    @staticmethod
    def _start(work: Callable[[], None]) -> None:
        threading.Thread(target=work, name="activity", daemon=True).start()

    def _read(self, ticket: int, query: Query, at: Place | None) -> None:
        result: Page | str
        try:
            result = read_page(self._log, query, at, goes_on=_by_turns(lambda: ticket == self._reading))
        except StateError as error:
            result = str(error)
        if ticket == self._reading:
            self._tell(lambda: self.page_read.emit(ticket, result))

    def _verify(self, ticket: int) -> None:
        result = self._log.verify(_by_turns(lambda: ticket == self._checking))
        if ticket == self._checking:
            self._tell(lambda: self.verified.emit(ticket, result))

    @staticmethod
    def _tell(emit: Callable[[], None]) -> None:
        try:
            emit()
        except RuntimeError:
            return  # the view was closed in the meantime, and Qt has taken the signal with it


def _by_turns(is_wanted: Callable[[], bool]) -> Callable[[], bool]:
    """Asked once for each line; leaves the interpreter to others now and then."""
    lines = count(1)

    def goes_on() -> bool:
        if next(lines) % _LINES_A_TURN == 0:
            time.sleep(_TURN_S)
        return is_wanted()

    return goes_on
