"""Where characters of the code stand on the screen and in the document.

Hides that Qt counts in UTF-16 and everything else in characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock

if TYPE_CHECKING:
    from desktop.ui.code_view import CodeView


def unit(text: str, column: int) -> int:
    """The place in UTF-16 of a column in characters."""
    return column if text.isascii() else len(text[:column].encode("utf-16-le", "surrogatepass")) // 2


def block_of(view: CodeView, line: int) -> QTextBlock:
    """The line with this number, from 1."""
    return view.document().findBlockByNumber(line - 1)


def rect_of(view: CodeView, line: int, start: int, end: int) -> QRectF:
    """The rectangle of some characters of a line, from 1, in the viewport.

    Empty where the line has become shorter than that. At the end of a line there is room for one
    character more.
    """
    block = block_of(view, line)
    text, layout = block.text(), block.layout()
    if not block.isValid() or not layout.lineCount() or start > len(text):
        return QRectF()
    row = layout.lineAt(0)
    left, right = (row.cursorToX(unit(text, min(at, len(text))))[0] for at in (start, end))  # type: ignore[index]
    if end > len(text):
        right = max(right, left) + view.fontMetrics().horizontalAdvance(" ")
    place = view.blockBoundingGeometry(block).translated(view.contentOffset())
    return QRectF(place.left() + left, place.top(), right - left, row.height())
