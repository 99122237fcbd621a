"""Garbage is collected in the main thread only: Qt's objects die where they live."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.collector import Collector


class _Ring:
    """Refers to itself, and writes down the thread in which it goes."""

    def __init__(self, ends: list[threading.Thread]) -> None:
        self._itself, self._ends = self, ends

    def __del__(self) -> None:
        self._ends.append(threading.current_thread())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    collector = Collector()
    yield collector
    with qtbot.waitSignal(collector.destroyed):
        collector.deleteLater()
    is_enabled = gc.isenabled()
    gc.enable()
    assert is_enabled, "Python's own collecting goes on when the window is gone"


def test_what_a_busy_thread_could_collect_goes_in_the_main_thread(collector: Collector, qtbot: QtBot) -> None:
    ends: list[threading.Thread] = []
    _Ring(ends)
    kept: list[list[int]] = []

    def allocate() -> None:
        kept.extend([number] for number in range(100_000))

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert ends == []
    qtbot.waitUntil(lambda: ends == [threading.main_thread()])
