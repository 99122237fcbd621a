"""A font with what was measured in it: rows are painted again at each key, scroll and move of the pointer.

Hides that Qt looks up the font of each new QFont, and that cutting a text measures it piece by piece.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

_MOST = 2000
"""Texts of one font that are remembered; more than a few screens full."""


class Letters:
    """One font. ``metrics`` are those of the font as it was given."""

    def __init__(self, font: QFont) -> None:
        self.font, self.metrics = font, QFontMetrics(font)
        self._widths: dict[str, int] = {}
        self._cut: dict[tuple[str, int, Qt.TextElideMode], str] = {}

    def width(self, text: str) -> int:
        """Pixels that a text takes."""
        if text not in self._widths:
            _make_room(self._widths)
            self._widths[text] = self.metrics.horizontalAdvance(text)
        return self._widths[text]

    def cut(self, text: str, width: int, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
        """What of a text fits, with an ellipsis where the rest was."""
        key = (text, width, mode)
        if key not in self._cut:
            _make_room(self._cut)
            self._cut[key] = self.metrics.elidedText(text, mode, width)
        return self._cut[key]


def _make_room(remembered: dict[str, int] | dict[tuple[str, int, Qt.TextElideMode], str]) -> None:
    if len(remembered) >= _MOST:
        remembered.clear()
