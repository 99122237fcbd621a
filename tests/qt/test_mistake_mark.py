"""A mistake is underlined a moment after it was typed, said, and gone when mended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.code_view import CodeView
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, icons: Icons) -> CodeView:
    view = CodeView(theme, icons)
    qtbot.addWidget(view)
    view.resize(700, 420)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    return view


def test_a_mistake_is_marked_and_said_and_goes_when_mended(
    view: CodeView, theme: Theme, qtbot: QtBot
) -> None:
    view.set_text("x = 1\nprint(x\n")
    qtbot.waitUntil(lambda: view.mistake.line == 2)
    assert view.accessibleDescription() == "Line 2: SyntaxError: '(' was never closed"
    picture = view.viewport().grab().toImage()
    reds = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(48)}
    assert theme.color("error").name() in reds
    view.go_to(2)
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClicks(view, ")")
    qtbot.waitUntil(lambda: view.mistake.line == 0)
    assert view.accessibleDescription() == ""


def test_a_text_for_a_newer_python_is_not_looked_at(view: CodeView, qtbot: QtBot) -> None:
    view.set_text("print(\n")
    qtbot.waitUntil(lambda: view.mistake.line == 1)
    view.mistake.set_wanted(False)
    assert view.mistake.line == 0
    view.set_text("print((\n")
    assert not view.mistake.is_looking
    view.mistake.set_wanted(True)
    qtbot.waitUntil(lambda: view.mistake.line == 1)
