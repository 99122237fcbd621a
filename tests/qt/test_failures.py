"""An error nobody expected is shown once, with its details to copy, from whichever thread it comes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.services.diagnostics import Failure
from desktop.ui.failures import Failures
from desktop.ui.icons import Icons
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.theme import Theme

Make = Callable[[], Failures]


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, icons: Icons) -> NoticeBar:
    bar = NoticeBar(theme, icons)
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def failures(qapp: QApplication, tmp_path: Path, bar: NoticeBar) -> Failures:
    return Failures(tmp_path / "diagnostics.log", bar)


def failure(number: int) -> Failure:
    return Failure(f"KeyError in <b>view.py</b>, line {number}", str(number), f"details {number}")


def test_what_failed_before_there_is_a_window_is_shown_in_it(bar: NoticeBar, failures: Failures) -> None:
    failures.tell("Nothing is written down.")
    failures.take(failure(1))
    assert bar.sentences() == ()
    failures.show_in(bar)
    told, failed = bar.sentences()
    assert told == "Nothing is written down."
    assert "KeyError in <b>view.py</b>, line 1" in failed
    assert "--safe" in failed


def test_the_same_error_is_shown_once_and_a_flood_ends_in_one_sentence(
    bar: NoticeBar, failures: Failures
) -> None:
    failures.show_in(bar)
    for number in (1, 1, 1, 2, 3, 4, 5, 6, 4):
        failures.take(failure(number))
    assert len(bar.sentences()) == 4
    assert "diagnostics.log" in bar.sentences()[-1]


def test_the_details_can_be_copied(bar: NoticeBar, failures: Failures, qapp: QApplication) -> None:
    failures.show_in(bar)
    failures.take(failure(7))
    bar.show()
    button = next(each for each in bar.findChildren(QPushButton) if each.text() == "Copy details")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert qapp.clipboard().text() == "details 7"
    assert len(bar.sentences()) == 1


def test_a_failure_in_a_thread_reaches_the_window_in_its_own(
    bar: NoticeBar, failures: Failures, qtbot: QtBot
) -> None:
    failures.show_in(bar)
    thread = threading.Thread(target=failures.take, args=(failure(1),))
    thread.start()
    thread.join()
    assert bar.sentences() == (), "a widget was touched from a foreign thread"
    qtbot.waitUntil(lambda: len(bar.sentences()) == 1)
