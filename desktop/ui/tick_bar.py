"""A scroll bar that shows where in the text something stands.

Paints over Qt's own; draws nothing while it has no ticks.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from desktop.ui.theme import Theme

_TICK_PX = 2
_SIDE_PX = 2


class TickBar(QScrollBar):
    """Upright; ticks are parts of its length, from 0 to 1."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._ticks: frozenset[float] = frozenset()

    def set_ticks(self, places: Iterable[float]) -> None:
        """Shows these and no others."""
        self._ticks = frozenset(places)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar, then a tick in each row of pixels that has one."""
        super().paintEvent(event)
        if not self._ticks:
            return
        painter = QPainter(self)
        room = self.height() - _TICK_PX
        color = self._theme.color("now_edge")
        for top in {round(place * room) for place in self._ticks}:
            painter.fillRect(QRect(_SIDE_PX, top, self.width() - 2 * _SIDE_PX, _TICK_PX), color)
