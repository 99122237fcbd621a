"""Notices take as little of the window as they can."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.controls import Button, IconButton, Note
from desktop.ui.icons import Icons
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.theme import Theme

SENTENCE = (
    "`execution.timeout` is not known. Did you mean `execution.timeout_seconds`? Until then 30 is used."
)


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, icons: Icons) -> Iterator[NoticeBar]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 400)
    column = QVBoxLayout(window)
    bar = NoticeBar(theme, icons, window)
    column.addWidget(bar)
    column.addStretch(1)
    window.show()
    yield bar


def test_a_sentence_that_fits_in_the_window_takes_one_line(bar: NoticeBar) -> None:
    bar.show_notice(SENTENCE)
    (note,) = bar.findChildren(Note)
    assert note.prose.document().firstBlock().layout().lineCount() == 1


def test_nothing_is_said_twice_and_of_what_went_well_only_the_last(bar: NoticeBar) -> None:
    for sentence, kind in ((SENTENCE, "warn"), ("It is written.", "ok"), (SENTENCE, "warn"), ("Done.", "ok")):
        bar.show_notice(sentence, kind=kind)
    assert bar.sentences() == (SENTENCE.replace("`", ""), "Done.")


def test_a_sentence_of_one_line_stands_at_the_height_of_its_button(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice(SENTENCE, ("Show folder", lambda: None))
    (note,) = bar.findChildren(Note)
    (button,) = note.findChildren(Button)
    qtbot.waitUntil(lambda: abs(note.prose.geometry().center().y() - button.geometry().center().y()) <= 1)


def test_notices_and_questions_are_equally_wide_and_hold_their_buttons(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice(SENTENCE)
    bar.show_question("one", SENTENCE, "Keep protection", "Use it")
    first, second = bar.findChildren(Note)
    qtbot.waitUntil(lambda: first.width() == second.width() > 1000)
    assert len(first.findChildren(IconButton)) == 1
    assert [button.text() for button in second.findChildren(Button)] == ["Keep protection", "Use it"]
