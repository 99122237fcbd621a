"""The strip beside the code: line numbers, marks, and the bar of changed lines.

Holds the table of marks; forbids colour alone: each mark has a shape and words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.core.highlight import LONGEST_LINE
from desktop.ui.code_edits import is_plain
from desktop.ui.icons import Icons
from desktop.ui.labels import plain_tooltip
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.code_view import CodeView

WIDTH = 62
_NUMBER_RIGHT = 50
_MARK_LEFT = 6
_MARK_SIZE = 13
_BAR = 3
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Mark:
    """One kind of mark: its drawing, colours (tokens; empty where there is none) and words."""

    icon: str
    token: str
    band: str
    bar: str
    words: str


_MISTAKE, _PLAIN = "mistake", "plain"
MARKS: Mapping[str, Mark] = {
    "raised": Mark("circle-x", "error", "error_bg", "", "The error was raised here"),
    "waiting": Mark("text-cursor-input", "warn", "now", "now_edge", "It waits here for your answer"),
    "timed_out": Mark("timer-off", "warn", "now", "now_edge", "It was here when the time ran out"),
    "blocked": Mark("shield-x", "error", "", "", "It was blocked here"),
    _MISTAKE: Mark("circle-alert", "error", "", "", "Python cannot read this line"),
    _PLAIN: Mark("info", "text3", "", "", f"Longer than {LONGEST_LINE:,} characters: shown without colours"),
    "blocked_raised": Mark(
        "shield-x", "error", "error_bg", "", "It was blocked here, and the error was raised here"
    ),
}


class Gutter(QWidget):
    """Draws beside ``view`` what belongs to its lines; a click goes to the line."""

    def __init__(self, view: CodeView, theme: Theme, icons: Icons) -> None:
        super().__init__(view)
        self._view, self._theme, self._icons = view, theme, icons
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        """62 wide, more where the numbers need it."""
        return QSize(self.needed_width(), 0)

    def needed_width(self) -> int:
        """The width for the numbers of this document at the size in force."""
        return max(WIDTH, self._number_right() + WIDTH - _NUMBER_RIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bands, bars, marks and numbers of the lines in view."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("surface"))
        painter.setFont(self._theme.font("line_number"))
        current, right = self._view.textCursor().blockNumber(), self._number_right()
        for line, top, height in self._view.visible_lines(event.rect()):
            band = self._view.band(line)
            rect = QRect(0, top, self.width(), height)
            if band:
                painter.fillRect(rect, self._theme.color(band))
            painter.setPen(self._theme.color("text" if line == current else "text3"))
            place = QRect(0, top, right, self._view.first_row_height())
            painter.drawText(place, _RIGHT, str(line + 1))
            self._paint_mark(painter, rect, self._kind_at(line))
            if line in self._view.changed_lines:
                painter.fillRect(self.width() - _BAR - 2, top, _BAR, height, self._theme.color("accent"))

    def _paint_mark(self, painter: QPainter, rect: QRect, kind: str) -> None:
        if not kind:
            return
        mark = MARKS[kind]
        if mark.bar:
            painter.fillRect(0, rect.top(), _BAR, rect.height(), self._theme.color(mark.bar))
        pixmap = self._icons.pixmap(mark.icon, mark.token, _MARK_SIZE, self.devicePixelRatioF())
        y = rect.top() + (self._view.first_row_height() - _MARK_SIZE) // 2
        painter.drawPixmap(QPoint(_MARK_LEFT, y), pixmap)

    def _number_right(self) -> int:
        digits = max(2, len(str(self._view.blockCount())))
        width = QFontMetrics(self._theme.font("line_number")).horizontalAdvance("0") * digits
        return max(_NUMBER_RIGHT, _MARK_LEFT + _MARK_SIZE + 4 + width)

    def event(self, event: QEvent) -> bool:
        """The words of a mark, as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._words_at(event.pos().y())
            QToolTip.showText(event.globalPos(), plain_tooltip(words), self)
            return True
        return super().event(event)

    def _kind_at(self, line: int) -> str:
        """What the last run left there, else whether Python cannot read it, else whether it is plain."""
        kind = self._view.marks.get(line + 1, "")
        if kind or line + 1 == self._view.mistake.line:
            return kind or _MISTAKE
        return _PLAIN if is_plain(self._view.document().findBlockByNumber(line)) else ""

    def _words_at(self, y: int) -> str:
        for line, top, height in self._view.visible_lines():
            if top <= y < top + height:
                kind = self._kind_at(line)
                note = self._view.notes.get(line + 1, "")
                if line + 1 == self._view.mistake.line:
                    note = self._view.mistake.message
                changed = "Changed by you" if line in self._view.changed_lines else ""
                return ". ".join(filter(None, (MARKS[kind].words if kind else "", note, changed)))
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to the line."""
        for line, top, height in self._view.visible_lines():
            if top <= event.position().y() < top + height:
                self._view.go_to(line + 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the code."""
        self._view.wheelEvent(event)
