"""The head of an example gives way where the window is small, and moves nothing below it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.controls import Badge, Button, ElidedLabel
from desktop.ui.example_header import ExampleHeader
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from tests.qt.fake_session import FakeSession

GOAL = "Understand Hello, world."


@pytest.fixture
def header(qtbot: QtBot, theme: Theme, icons: Icons, session: FakeSession) -> Iterator[ExampleHeader]:
    """The head of an example in a page of the least width."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(620, 400)
    header = ExampleHeader(theme, icons, QWidget(), page)
    header.show_example(session.catalog.examples[0], "First Steps")
    header.set_edited(False)
    column = QVBoxLayout(page)
    column.addWidget(header)
    column.addStretch(1)
    page.show()
    yield header
    page.close()


def _height(header: ExampleHeader) -> int:
    layout = header.layout()
    assert layout is not None
    layout.activate()
    return layout.sizeHint().height()


def _middle(header: ExampleHeader, words: str) -> int:
    labels = [*header.findChildren(ElidedLabel), *header.findChildren(Badge)]
    (label,) = [each for each in labels if each.accessibleName() == words and each.isVisible()]
    return label.mapTo(header, label.rect().center()).y()


def test_in_a_low_window_the_goal_stands_beside_the_level_and_saves_a_line(
    qtbot: QtBot, header: ExampleHeader
) -> None:
    high = _height(header)
    assert _middle(header, GOAL) < _middle(header, "Beginner")
    header.set_low(True)
    qtbot.waitUntil(lambda: abs(_middle(header, GOAL) - _middle(header, "Beginner")) <= 2)
    assert _height(header) <= high - 30
    header.set_low(False)
    assert _height(header) == high


@pytest.mark.parametrize("is_low", [True, False])
def test_what_comes_with_an_edit_does_not_move_the_code(header: ExampleHeader, is_low: bool) -> None:
    header.set_low(is_low)
    header.set_compact(is_low)
    header.set_guide_open(not is_low)
    before = _height(header)
    header.set_edited(True)
    assert _height(header) == before
    names = {button.accessibleName() for button in header.findChildren(Button) if button.isVisible()}
    assert {"Restore original", "Show changes"} <= names
