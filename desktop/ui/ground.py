"""What a window shows until its panels are there: their grounds, as they were when it was closed.

Hides how they are kept: one line of text, rectangles and colours, taken from the picture of the window.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

_SAMPLES = 16  # a row and a column; text is rare among them


def taken(window: QWidget, panels: Iterable[QWidget]) -> str:
    """The grounds of a window and of those of its panels that are in view, the lowest first."""
    image = window.grab().toImage()
    shown = [window, *(panel for panel in panels if panel.isVisible())]
    return " ".join(_word(image, QRect(panel.mapTo(window, QPoint()), panel.size())) for panel in shown)


def paint(painter: QPainter, text: str) -> None:
    """What ``taken`` gave; words that make no sense are passed over."""
    for place, colour in _rectangles(text):
        painter.fillRect(place, colour)


def _word(image: QImage, place: QRect) -> str:
    colour, _ = Counter(_colours(image, place)).most_common(1)[0]
    return f"{place.x()},{place.y()},{place.width()},{place.height()},{colour}"


def _colours(image: QImage, place: QRect) -> Iterator[str]:
    """Of points in equal distances; those outside of the picture have none of it."""
    ratio = image.devicePixelRatio()
    for row in range(_SAMPLES):
        for column in range(_SAMPLES):
            x = place.x() + (column + 0.5) * place.width() / _SAMPLES
            y = place.y() + (row + 0.5) * place.height() / _SAMPLES
            yield image.pixelColor(int(x * ratio), int(y * ratio)).name()


def _rectangles(text: str) -> Iterator[tuple[QRect, QColor]]:
    for word in text.split():
        *numbers, name = word.split(",")
        colour = QColor.fromString(name)
        if len(numbers) == 4 and all(number.isdecimal() for number in numbers) and colour.isValid():
            x, y, width, height = map(int, numbers)
            yield QRect(x, y, width, height), colour
