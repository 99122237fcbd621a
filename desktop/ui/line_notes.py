"""Words after the end of a line of code, painted over the view.

They are no part of the text: nothing selects, copies, searches or saves them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.code_view import CodeView

_GAP = 22


def paint_notes(painter: QPainter, view: CodeView, theme: Theme) -> None:
    """Draw the note of each line in view; the text has been painted."""
    font = theme.font("mono_small")
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(theme.color("error"))
    for line, top, _height in view.visible_lines():
        note = view.notes.get(line + 1, "")
        if note:
            left = _end_of(view, line) + _GAP
            rect = QRect(left, top, view.viewport().width() - left, view.first_row_height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
            shown = metrics.elidedText(note, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, int(flags), shown)


def _end_of(view: CodeView, line: int) -> int:
    """Where the text of a line ends, in pixels of the viewport."""
    block = view.document().findBlockByNumber(line)
    layout = block.layout()
    width = layout.lineAt(0).naturalTextWidth() if layout.lineCount() else 0.0
    place = view.blockBoundingGeometry(block).translated(view.contentOffset())
    return round(place.left() + view.document().documentMargin() + width)
