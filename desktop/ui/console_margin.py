"""The strip left of the console's text: a bar beside error lines and, where wanted, the number of each line.

Hides how wide it has to be; it only grows and shrinks by whole digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.console_view import ConsoleView

_WIDTH = 30
_BAR_X = 16
_BAR = 2
_GAP = 6  # between bar and number
_LEAST_DIGITS = 3


class ConsoleMargin(QWidget):
    """The margin of one view; ``fit`` whenever the view's text or size has changed."""

    def __init__(self, view: ConsoleView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._is_numbered = False

    def set_numbered(self, is_numbered: bool) -> None:
        """Whether the lines have numbers."""
        self._is_numbered = is_numbered
        self.fit()

    def fit(self) -> None:
        """Takes the width the numbers need, and paints anew."""
        width, rect = self._wanted_width(), self._view.contentsRect()
        if width != self.width():
            self._view.make_room(width)
        self.setGeometry(rect.left(), rect.top(), width, rect.height())
        self.update()

    def _wanted_width(self) -> int:
        if not self._is_numbered:
            return _WIDTH
        digits = max(_LEAST_DIGITS, len(str(self._view.last_line_number)))
        metrics = QFontMetrics(self._theme.font("line_number"))
        return _BAR_X + _BAR + _GAP + metrics.horizontalAdvance("0" * digits) + _GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars and numbers of the lines in view."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("sunken"))
        painter.setFont(self._theme.font("line_number"))
        painter.setPen(self._theme.color("text3"))
        row = self._view.fontMetrics().lineSpacing()
        for block, rect in self._view.visible_blocks():
            top, bottom = round(rect.top()), round(rect.bottom())
            if self._view.is_error(block):
                painter.fillRect(QRect(_BAR_X, top, _BAR, bottom - top), self._theme.color("error"))
            is_begun = (
                bool(block.text()) or block.next().isValid()
            )  # after the last line end there is none yet
            number = self._view.line_number(block)
            if self._is_numbered and number and is_begun:
                place = QRect(0, top, self.width() - _GAP, row)
                flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(place, flags, f"{number}")
