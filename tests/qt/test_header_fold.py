"""The fold of an example's head hides lines only while it says so, and never changes the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.code_view import CodeView
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

TEXT = '"""A title\n\nText.\n"""\n# /// script\n# ///\n\nprint(1)\nprint(2)\n'


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, icons: Icons) -> CodeView:
    view = CodeView(theme, icons)
    qtbot.addWidget(view)
    view.resize(700, 420)
    view.set_text(TEXT)
    view.header_fold.fold(7)
    view.show()
    return view


def shown_lines(view: CodeView) -> list[int]:
    return [line + 1 for line, _top, _height in view.visible_lines()]


def test_the_head_is_one_line_that_says_how_many_it_stands_for(view: CodeView) -> None:
    assert shown_lines(view) == [1, 8, 9, 10]
    assert "6 lines" in view.header_fold.words()
    assert view.text() == TEXT


def test_a_click_on_the_words_shows_everything(view: CodeView) -> None:
    place = view.header_fold.rect().center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown_lines(view) == list(range(1, 11))
    assert view.header_fold.rect().isEmpty()


@pytest.mark.parametrize(
    "where", [QTextCursor.MoveOperation.StartOfLine, QTextCursor.MoveOperation.EndOfLine]
)
def test_a_new_line_at_the_top_shows_everything(view: CodeView, where: QTextCursor.MoveOperation) -> None:
    view.moveCursor(QTextCursor.MoveOperation.Start)
    view.moveCursor(where)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert shown_lines(view) == list(range(1, 12))


def test_a_cursor_that_goes_into_the_hidden_lines_shows_them(view: CodeView) -> None:
    view.go_to(3)
    assert shown_lines(view) == list(range(1, 11))


def test_replacing_the_whole_text_leaves_nothing_hidden_and_nothing_said(view: CodeView) -> None:
    view.selectAll()
    QTest.keyClicks(view, "x")
    assert shown_lines(view) == [1]
    assert view.header_fold.rect().isEmpty()
