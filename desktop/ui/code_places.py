"""Where characters of the code stand on the screen and in the document.

Hides that Qt counts in UTF-16 and everything else in characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument

if TYPE_CHECKING:
    from desktop.ui.code_view import CodeView

_MANY_LINES = 1_000  # one by one they would take longer than the whole text


def unit(text: str, column: int) -> int:
    """The place in UTF-16 of a column in characters."""
    return column if text.isascii() else len(text[:column].encode("utf-16-le", "surrogatepass")) // 2


def block_of(view: CodeView, line: int) -> QTextBlock:
    """The line with this number, from 1."""
    return view.document().findBlockByNumber(line - 1)


def lines_between(document: QTextDocument, start: int, end: int) -> tuple[int, list[str]]:
    """The number, from 0, of the line in which ``start`` is, and the lines from there to that of ``end``.

    Their texts as they are: unlike ``toPlainText`` this keeps non-breaking spaces.
    """
    block, last = document.findBlock(start), document.findBlock(end)
    first = block.blockNumber()
    end_line = last.blockNumber() if last.isValid() else document.blockCount() - 1
    if end_line - first > _MANY_LINES:
        return first, document.toRawText().split("\u2029")[first : end_line + 1]
    texts = [block.text()]
    for _ in range(end_line - first):
        block = block.next()
        texts.append(block.text())
    return first, texts


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
