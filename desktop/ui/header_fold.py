"""Folds the head of an example's file (docstring and metadata) into its first line.

What is hidden stays part of the text; line numbers stay those of the file, as tracebacks name them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QTextBlock
from PySide6.QtWidgets import QPlainTextDocumentLayout

from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.code_view import CodeView

_GAP = 22
_LEAST_LINES = 3


class HeaderFold(QObject):
    """The fold of one view; there is at most one."""

    def __init__(self, view: CodeView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._is_folded = False
        view.document().blockCountChanged.connect(self._on_block_count_changed)

    @property
    def hidden_lines(self) -> int:
        """How many lines are hidden now; an edit may have taken them away."""
        return sum(1 for _block in self._hidden())

    def fold(self, last_line: int) -> None:
        """Hide the lines from the second to ``last_line`` (from 1); few lines are not worth it."""
        self.unfold()
        if last_line >= _LEAST_LINES:
            self._is_folded = True
            document = self._view.document()
            self._set_visible(
                [document.findBlockByNumber(at) for at in range(1, last_line)], is_visible=False
            )

    def unfold(self) -> None:
        """Show every line."""
        if self._is_folded:
            self._is_folded = False
            document = self._view.document()
            blocks = map(document.findBlockByNumber, range(document.blockCount()))
            self._set_visible([block for block in blocks if not block.isVisible()], is_visible=True)

    def _hidden(self) -> Iterator[QTextBlock]:
        block = self._view.document().firstBlock().next()
        while block.isValid() and not block.isVisible():
            yield block
            block = block.next()

    def words(self) -> str:
        """What is said at the end of the first line."""
        return f"⋯ {self.hidden_lines} lines about the example"

    def rect(self) -> QRect:
        """Where that stands, in the viewport; empty while nothing is folded."""
        if not self.hidden_lines:
            return QRect()
        block = self._view.document().firstBlock()
        place = self._view.blockBoundingGeometry(block).translated(self._view.contentOffset())
        margin = self._view.document().documentMargin()
        width = QFontMetrics(self._view.font()).horizontalAdvance(block.text())
        font = self._theme.font("mono_small")
        return QRect(
            round(place.left() + margin + width) + _GAP,
            round(place.top()),
            QFontMetrics(font).horizontalAdvance(self.words()) + 4,
            round(place.height()),
        )

    def paint(self, painter: QPainter) -> None:
        """Draw the words; the text has been painted."""
        rect = self.rect()
        if not rect.isEmpty():
            painter.setFont(self._theme.font("mono_small"))
            painter.setPen(self._theme.color("text3"))
            painter.drawText(
                rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.words()
            )

    @Slot(int)
    def _on_block_count_changed(self, _count: int) -> None:
        """A line that came or went at the top would leave the rest hidden where nothing says so."""
        if not self.hidden_lines:
            self.unfold()

    def _set_visible(self, blocks: list[QTextBlock], *, is_visible: bool) -> None:
        for block in blocks:
            block.setVisible(is_visible)
            block.setLineCount(1 if is_visible else 0)
        layout = self._view.document().documentLayout()
        assert isinstance(layout, QPlainTextDocumentLayout)
        layout.requestUpdate()
        layout.documentSizeChanged.emit(layout.documentSize())
