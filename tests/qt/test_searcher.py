"""Searching beside the window: the newest query is answered, none out of order, and nobody waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.search import Hits, Search
from desktop.services.searcher import Asked, Searcher

PATIENCE_MS = 60_000


class SlowSearch(Search):
    """Answers when it is let; remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(())
        self.asked: list[str] = []
        self.has_begun, self.may_end = threading.Event(), threading.Event()

    @property
    def is_quick(self) -> bool:
        return False

    def find(self, query: str, *, fuzzy: bool, scope: str = "all") -> Hits:
        self.asked.append(query)
        self.has_begun.set()
        assert self.may_end.wait(60)
        return super().find(query, fuzzy=fuzzy, scope=scope)


@pytest.fixture
def searcher() -> Iterator[Searcher]:
    searcher = Searcher()
    yield searcher
    searcher.close()


def test_of_what_is_typed_while_a_search_runs_only_the_last_is_searched(
    searcher: Searcher, qtbot: QtBot
) -> None:
    search, told = SlowSearch(), []
    searcher.found.connect(told.append)
    searcher.ask(Asked(search, "i", True, "all"))
    assert search.has_begun.wait(60)
    for query in ("im", "imp", "impo"):
        searcher.ask(Asked(search, query, True, "all"))
    assert searcher.is_busy
    with qtbot.waitSignal(searcher.found, timeout=PATIENCE_MS):
        search.may_end.set()
    assert search.asked == ["i", "impo"]
    assert len(told) == 1
    assert not searcher.is_busy


def test_what_nobody_wants_any_more_is_not_told(searcher: Searcher, qtbot: QtBot) -> None:
    search = SlowSearch()
    searcher.ask(Asked(search, "i", True, "all"))
    assert search.has_begun.wait(60)
    searcher.forget()
    with qtbot.waitSignal(searcher._answered, timeout=PATIENCE_MS), qtbot.assertNotEmitted(searcher.found):
        search.may_end.set()
    assert not searcher.is_busy


def test_a_quick_search_is_answered_before_the_call_returns(searcher: Searcher) -> None:
    told: list[Hits] = []
    searcher.found.connect(told.append)
    searcher.ask(Asked(Search(()), "x", True, "all"))
    assert len(told) == 1
