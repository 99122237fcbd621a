"""Qt objects that became garbage are destroyed in the main thread, whoever allocates."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot


class Cycle:
    """Garbage that only the collector finds, with a Qt object in it."""

    def __init__(self, died_in: list[threading.Thread]) -> None:
        self.own, self.object, self._died_in = self, QObject(), died_in

    def __del__(self) -> None:
        self._died_in.append(threading.current_thread())


def test_garbage_dies_in_the_main_thread_while_another_allocates(qtbot: QtBot) -> None:
    died_in: list[threading.Thread] = []
    Cycle(died_in)
    worker = threading.Thread(target=lambda: [[number] for number in range(200_000)])
    worker.start()
    worker.join()
    assert died_in == [], "the other thread collects nothing"
    kept = [[number] for number in range(2_000)]  # enough that it is time to collect
    qtbot.waitUntil(lambda: died_in != [])
    kept.clear()
    assert died_in == [threading.main_thread()]
