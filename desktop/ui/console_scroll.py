"""From rows of the screen to places in the console's text, and to the value of a scroll bar.

Exact where paragraphs are laid out anyway, near the view; estimated everywhere else.
"""

from __future__ import annotations

from desktop.core.output_rows import OutputRows
from desktop.core.output_store import OutputStore
from desktop.ui.console_cursor import Place
from desktop.ui.console_layout import ConsoleLayout
from desktop.ui.console_paragraphs import Paragraphs


class ConsoleScroll:
    """Here the column of a ``Place`` is a row of its paragraph. ``page`` is how many rows fit."""

    def __init__(self, store: OutputStore, paragraphs: Paragraphs, layouts: ConsoleLayout) -> None:
        self._paragraphs, self._layouts = paragraphs, layouts
        self.rows = OutputRows(store)
        self.page = 1

    def end_top(self) -> Place:
        """What is at the top when the last row is at the bottom."""
        rows, first = self.page, self._paragraphs.first
        paragraph = self._paragraphs.last
        while True:
            rows -= self._layouts.of(paragraph).rows
            if rows <= 0 or paragraph <= first:
                return Place(paragraph, max(0, -rows))
            paragraph -= 1

    def moved(self, top: Place, rows: int) -> Place:
        """So many rows further, within the text."""
        paragraph, row = top
        row += rows
        while row < 0 and paragraph > self._paragraphs.first:
            paragraph -= 1
            row += self._layouts.of(paragraph).rows
        last = self._paragraphs.last
        while row >= (height := self._layouts.of(paragraph).rows) and paragraph < last:
            row -= height
            paragraph += 1
        return min(Place(paragraph, max(0, row)), self.end_top())

    def ahead(self, top: Place, rows: int) -> Place:
        """So many rows further, also where nothing is any more."""
        paragraph, row = top
        row += rows
        while row >= (height := self._layouts.of(paragraph).rows) and paragraph < self._paragraphs.last:
            row -= height
            paragraph += 1
        return Place(paragraph, row)

    def value_of(self, top: Place) -> int:
        """The row of the whole text that is at the top, as far as rows are known."""
        if self._paragraphs.is_note(top.paragraph):
            return 0
        line, piece = self._paragraphs.line_of(top.paragraph)
        extra = sum(self._extra_rows(other) for other in self._paragraphs.whole_lines() if other < line)
        rows_of_piece = self._layouts.of(top.paragraph).rows if piece else 0
        return self.rows.before(line) + extra + piece * rows_of_piece + top.column + self._paragraphs.has_note

    def _extra_rows(self, line: int) -> int:
        first = self._layouts.of(self._paragraphs.of_line(line))
        return (self._paragraphs.pieces_of(line) - 1) * first.rows

    def total_rows(self) -> int:
        """Rows of the whole text, as far as they are known."""
        extra = sum(self._extra_rows(line) for line in self._paragraphs.whole_lines())
        return self.rows.total() + extra + self._paragraphs.has_note

    def place_at(self, value: int) -> Place:
        """What is at the top where the bar has this value."""
        value -= self._paragraphs.has_note
        if value < 0:
            return Place(self._paragraphs.first, 0)
        for line in sorted(self._paragraphs.whole_lines()):
            before, extra = self.rows.before(line), self._extra_rows(line)
            if before <= value <= before + extra:
                rows = max(1, self._layouts.of(self._paragraphs.of_line(line)).rows)
                return Place(self._paragraphs.of_line(line) + (value - before) // rows, 0)
            if before < value:
                value -= extra
        line, row = self.rows.line_at(value)
        paragraph = self._paragraphs.of_line(line)
        return Place(paragraph, min(row, self._layouts.of(paragraph).rows - 1))
