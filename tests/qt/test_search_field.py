"""The search field: its icons grow with the text, and what stands in it has room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.ui.icons import Icons
from desktop.ui.search_field import SearchField
from desktop.ui.theme import Theme

WIDTH = 400


@pytest.fixture
def field(qtbot: QtBot, theme: Theme, icons: Icons) -> SearchField:
    field = SearchField("Search titles", theme, icons, hint="Ctrl+K")
    qtbot.addWidget(field)
    field.show()
    field.resize(WIDTH, field.sizeHint().height())
    return field


def inked(field: SearchField, right: int) -> list[int]:
    """The columns left of ``right``, inside the frame, in which something is painted."""
    image = field.grab().toImage()
    paper = image.pixelColor(5, 5)
    return [
        x
        for x in range(5, right)
        if any(image.pixelColor(x, y) != paper for y in range(5, field.height() - 5))
    ]


@pytest.mark.parametrize("size", [13, 20])
def test_the_magnifier_grows_with_the_text_and_keeps_its_distance(
    field: SearchField, theme: Theme, size: int
) -> None:
    theme.set_font_size(size)
    field.resize(WIDTH, field.sizeHint().height())
    columns = inked(field, theme.px(60))
    gap = next(x for x in columns if x + 1 not in columns)
    assert columns[0] == pytest.approx(theme.px(11), abs=2)
    assert gap - columns[0] == pytest.approx(theme.px(12), abs=2)
    text = next(x for x in columns if x > gap)
    assert text - gap == pytest.approx(theme.px(9), abs=3)


@pytest.mark.parametrize("size", [13, 20])
def test_the_cross_grows_too_lies_inside_and_clears(field: SearchField, theme: Theme, size: int) -> None:
    theme.set_font_size(size)
    field.resize(WIDTH, field.sizeHint().height())
    cross = field.findChild(QToolButton)
    assert cross is not None
    assert not cross.isVisible()
    QTest.keyClicks(field, "a long text that fills all of the field from its beginning to its end")
    assert cross.isVisible()
    assert cross.iconSize().width() == theme.px(16)
    assert field.rect().contains(cross.geometry())
    field.grab()  # Qt scrolls the text when it paints
    assert field.cursorRect().center().x() <= cross.geometry().left() + theme.px(4)
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert field.text() == ""
    assert not cross.isVisible()
