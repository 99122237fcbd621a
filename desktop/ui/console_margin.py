"""The strip left of the console's text: a bar beside error lines and, where wanted, numbers and times.

Hides how wide it has to be; it only grows and shrinks by whole digits.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.console_page import ConsolePage

_WIDTH = 30
_BAR_X = 16
_BAR = 2
_GAP = 6  # between bar, number and time
_LEAST_DIGITS = 3
_TIME = "00:00:00.000"


class ConsoleMargin(QWidget):
    """The margin of one page; ``fit`` whenever its text or size has changed."""

    def __init__(self, page: ConsolePage, theme: Theme) -> None:
        super().__init__(page)
        self._page, self._theme = page, theme
        self._is_numbered = self._is_timed = False

    def set_numbered(self, is_numbered: bool) -> None:
        """Whether the lines have numbers."""
        self._is_numbered = is_numbered
        self.fit()

    def set_timed(self, is_timed: bool) -> None:
        """Whether the lines have the time when they came."""
        self._is_timed = is_timed
        self.fit()

    def fit(self) -> None:
        """Takes the width the numbers need, and paints anew."""
        width, rect = self._wanted_width(), self._page.contentsRect()
        if width != self.width():
            self._page.make_room(width)
        self.setGeometry(rect.left(), rect.top(), width, rect.height())
        self.update()

    def _wanted_width(self) -> int:
        width = _BAR_X + _BAR + _GAP
        if self._is_timed:
            width += self._advance(_TIME) + _GAP
        if self._is_numbered:
            width += self._advance("0" * self._digits) + _GAP
        return max(_WIDTH, width)

    @property
    def _digits(self) -> int:
        return max(_LEAST_DIGITS, len(str(self._page.last_line_number)))

    def _advance(self, text: str) -> int:
        return QFontMetrics(self._theme.font("line_number")).horizontalAdvance(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, numbers and times of the lines in view."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("sunken"))
        painter.setFont(self._theme.font("line_number"))
        painter.setPen(self._theme.color("text3"))
        row, last = self._page.layouts.geometry.row, self._page.paragraphs.last
        error = self._theme.color("error")
        for paragraph, laid, corner in self._page.in_view():
            top = round(corner.y())
            if laid.line.is_error:
                painter.fillRect(QRect(_BAR_X, top, _BAR, laid.height), error)
            line, piece = self._page.paragraphs.line_of(paragraph)
            is_begun = bool(laid.text) or paragraph < last  # after the last line end there is none yet
            if is_begun and not piece and not self._page.paragraphs.is_note(paragraph):
                self._paint_words(painter, line, QRect(0, top, self.width() - _GAP, row))

    def _paint_words(self, painter: QPainter, line: int, place: QRect) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        if self._is_numbered:
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, f"{line + 1}")
        if self._is_timed:
            left = place.adjusted(_BAR_X + _BAR + _GAP, 0, 0, 0)
            painter.drawText(left, Qt.AlignmentFlag.AlignLeft | middle, self.words_of(line))

    def words_of(self, line: int) -> str:
        """When a line came, to the millisecond."""
        arrival = self._page.lines.arrival(line)
        return f"{time.strftime('%H:%M:%S', time.localtime(arrival))}.{int(arrival * 1000) % 1000:03d}"
