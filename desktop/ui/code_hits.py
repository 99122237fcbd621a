"""The find bar's side of the code: where hits are painted, selected and replaced.

Hides that the document counts in UTF-16 and the bar in characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCursor

from desktop.ui import code_edits
from desktop.ui.code_places import block_of, rect_of, unit
from desktop.ui.finding import Finding, Hit, Query, Search
from desktop.ui.theme import Theme
from desktop.ui.tick_bar import TickBar

if TYPE_CHECKING:
    from desktop.ui.code_view import CodeView

_LONGEST_WORDS = 200


class CodeHits:
    """The hits of one view; a ``Replaceable`` and ``Folding``."""

    def __init__(self, view: CodeView, theme: Theme) -> None:
        self._view, self._theme = view, theme
        self._by_line: dict[int, list[Hit]] = {}
        self._current: Hit | None = None
        self._bar = TickBar(theme, view)
        view.setVerticalScrollBar(self._bar)

    @property
    def can_replace(self) -> bool:
        """Whether the text may be changed."""
        return not self._view.isReadOnly()

    def find_lines(self) -> Sequence[str]:
        """The lines as they are now."""
        return tuple(self._view.lines())

    def search(self, query: Query) -> Search:
        """A search of the code as it is now."""
        return Search(query, self.find_lines())

    def find_start(self) -> tuple[int, int]:
        """Where the selection begins, so that the hit in it stays the current one."""
        cursor = self._view.textCursor()
        start = QTextCursor(self._view.document())
        start.setPosition(cursor.selectionStart())
        return start.blockNumber() + 1, len(code_edits.text_before(start))

    def selected_words(self) -> str:
        """What is selected within one line."""
        text = self._view.textCursor().selectedText()
        return "" if "\u2029" in text or len(text) > _LONGEST_WORDS else text

    def show_hits(self, hits: Finding | None, current: Hit | None) -> None:
        """Mark these, in the text and in the scroll bar."""
        self._by_line = {}
        for hit in map(hits.__getitem__, range(len(hits))) if hits is not None else ():
            self._by_line.setdefault(hit.line, []).append(hit)
        self._current = current
        count = self._view.blockCount()
        self._bar.set_ticks([(line - 1) / count for line in self._by_line])
        self._view.viewport().update()

    def reveal_hit(self, hit: Hit) -> None:
        """Select it, in the middle of the view if it was out of sight."""
        cursor = self._cursor(hit)
        was_in_view = self._view.viewport().rect().contains(self._view.cursorRect(cursor))
        self._view.setTextCursor(cursor)
        if not was_in_view or not cursor.block().isVisible():
            self._view.centerCursor()

    def is_folded(self, hit: Hit) -> bool:
        """Whether it is in the folded head."""
        return not block_of(self._view, hit.line).isVisible()

    def take_focus(self) -> None:
        """Back to the code."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def replace_hits(self, changes: Sequence[tuple[Hit, str]]) -> None:
        """As one step; the cursor ends behind the first."""
        if not changes:
            return
        (first, text), document = changes[0], self._view.document()
        start = self._cursor(first).selectionStart()
        self._view.show_hidden(first.line - 1)
        if len(changes) > code_edits.MANY:
            lines = self._view.lines()[first.line - 1 : changes[-1][0].line]
            code_edits.replace_lines(document, first.line - 1, len(lines), _replaced(lines, changes))
        else:
            self._replace_each(changes)
        step = QTextCursor(document)
        step.setPosition(start + unit(text, len(text)))
        self._view.setTextCursor(step)

    def _replace_each(self, changes: Sequence[tuple[Hit, str]]) -> None:
        """From the last to the first, so that the places before stay true."""
        step = QTextCursor(self._view.document())
        with code_edits.one_step(step):
            for hit, text in reversed(changes):
                found = self._cursor(hit)
                step.setPosition(found.selectionStart())
                step.setPosition(found.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
                step.insertText(text)

    def paint(self, painter: QPainter) -> None:
        """Draw the hits of the lines in view; the text comes over them."""
        if not self._by_line:
            return
        for line, _top, _height in self._view.visible_lines():
            for hit in self._by_line.get(line + 1, ()):
                painter.fillRect(self._rect(hit), self._theme.color("now"))

    def paint_current(self, painter: QPainter) -> None:
        """Draw the frame of the current one, over text and selection."""
        if self._current is None:
            return
        painter.setPen(QPen(self._theme.color("now_edge"), 1))
        rect = self._rect(self._current)
        if not rect.isEmpty():
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _rect(self, hit: Hit) -> QRectF:
        return rect_of(self._view, hit.line, hit.start, hit.end).adjusted(0, 1, 0, -1)

    def _cursor(self, hit: Hit) -> QTextCursor:
        block = block_of(self._view, hit.line)
        text = block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + unit(text, hit.start))
        cursor.setPosition(block.position() + unit(text, hit.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _replaced(lines: Sequence[str], changes: Sequence[tuple[Hit, str]]) -> list[str]:
    """The lines from that of the first change to that of the last."""
    result, first = list(lines), changes[0][0].line
    for line, found in groupby(changes, lambda change: change[0].line):
        text, parts, place = lines[line - first], list[str](), 0
        for hit, new in found:
            parts += (text[place : hit.start], new)
            place = hit.end
        result[line - first] = "".join((*parts, text[place:]))
    return result
