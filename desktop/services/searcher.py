"""Searches beside the window what takes longer than a key: the newest query wins, none comes out of order.

Hides the thread. What is quick is found at once, in the caller's thread.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from queue import SimpleQueue

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.search import Hits, Search
from desktop.services.outlet import Outlet


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One query of one library."""

    search: Search
    query: str
    fuzzy: bool
    scope: str

    def answer(self) -> Hits:
        return self.search.find(self.query, fuzzy=self.fuzzy, scope=self.scope)


class Searcher(QObject):
    """Answers the newest question; those before it are dropped."""

    found = Signal(object)
    """Hits: for what was asked last."""
    _answered = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outlet = Outlet()
        self._orders: SimpleQueue[Asked | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._newest: Asked | None = None
        self._under_way: Asked | None = None
        self._answered.connect(self._on_answered)

    @property
    def is_busy(self) -> bool:
        """Whether ``found`` follows."""
        return self._newest is not None

    def expect(self, search: Search) -> None:
        """Somebody is about to ask: what is quick to make ready is ready before the first key."""
        if search.is_quick:
            search.prepare()

    def ask(self, asked: Asked) -> None:
        """``found`` follows, at once or soon, unless another question or ``forget`` comes first."""
        self._newest = asked
        if asked.search.is_quick:
            self._tell(asked, asked.answer())
        elif self._under_way is None:
            self._start(asked)

    def forget(self) -> None:
        """Nobody wants to know any more."""
        self._newest = None

    def close(self) -> None:
        """Before it is destroyed: nothing follows."""
        self._newest = None
        self._orders.put(None)
        self._outlet.close()

    def _start(self, asked: Asked) -> None:
        self._under_way = asked
        if (
            self._thread is None
        ):  # one for all: the start of a thread is waited for, longer than a search takes
            self._thread = threading.Thread(target=self._work, name="search", daemon=True)
            self._thread.start()
        self._orders.put(asked)

    def _work(self) -> None:
        while (asked := self._orders.get()) is not None:
            self._answer(asked)

    def _answer(self, asked: Asked) -> None:
        hits = asked.answer()
        self._outlet.tell(lambda: self._answered.emit(asked, hits))

    @Slot(object, object)
    def _on_answered(self, asked: Asked, hits: Hits) -> None:
        self._under_way = None
        if asked is self._newest:
            self._tell(asked, hits)
        elif self._newest is not None:
            self._start(self._newest)

    def _tell(self, asked: Asked, hits: Hits) -> None:
        if asked is self._newest:
            self._newest = None
        self.found.emit(hits)
