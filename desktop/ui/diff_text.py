"""Lines of two texts beside one another: a sign before each, and a band in its colour.

Shows plain text, read-only; whose lines they are is its owner's affair.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.core.line_changes import DiffLine
from desktop.ui.theme import Theme

_BANDS = {"+": "ok_bg", "-": "error_bg", "@": "hover"}


class DiffText(QPlainTextEdit):
    """``name`` is what screen readers call it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: Sequence[DiffLine] = ()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setProperty("field", True)
        self.setFont(theme.font("code"))
        self.setAccessibleName(name)

    def set_lines(self, lines: Sequence[DiffLine]) -> None:
        """Shows these; the cursor goes to the first."""
        self._lines = lines
        self.setPlainText("\n".join(_written(line) for line in lines))

    def change_here(self) -> int:
        """Which change the cursor is in."""
        at = self.textCursor().blockNumber()
        return self._lines[at].change if at < len(self._lines) else 0

    def go_to_change(self, number: int) -> None:
        """Puts the cursor at the heading of a change."""
        for at, line in enumerate(self._lines):
            if line.sign == "@" and line.change == number:
                self.setTextCursor(QTextCursor(self.document().findBlockByNumber(at)))
                self.centerCursor()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bands first: the text is drawn over them."""
        painter = QPainter(self.viewport())
        block = self.firstVisibleBlock()
        while block.isValid() and block.blockNumber() < len(self._lines):
            rect = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if rect.top() > self.viewport().height():
                break
            band = _BANDS.get(self._lines[block.blockNumber()].sign)
            if band:
                height = round(
                    block.layout().boundingRect().height()
                )  # the last block's has the margin in it
                place = QRect(0, round(rect.top()), self.viewport().width(), height)
                painter.fillRect(place, self._theme.color(band))
            block = block.next()
        painter.end()
        super().paintEvent(event)


def _written(line: DiffLine) -> str:
    return line.text if line.sign == "@" else f"{line.sign} {line.text}"
