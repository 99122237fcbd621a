"""The find bar's side of the console: where hits are painted, selected and shown in the scroll bar.

Speaks to the view only in lines and characters; how the view draws them is its own affair.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.console_search import ConsoleSearch
from desktop.ui.console_view import ConsoleView
from desktop.ui.finding import Finding, Hit, Query
from desktop.ui.theme import Theme

_LONGEST_WORDS = 200


class ConsoleHits:
    """The hits in one console; a ``Findable``. Lines are numbered from the start of the run."""

    def __init__(self, view: ConsoleView, theme: Theme) -> None:
        self._view, self._theme = view, theme
        self._hits: Finding | None = None
        self._current: Hit | None = None
        self._search: ConsoleSearch | None = None
        view.set_painters(self._paint, self._paint_current)

    def search(self, query: Query) -> ConsoleSearch:
        """A search of every line that is kept; one for the same words goes on where it was."""
        if self._search is None or not self._search.goes_on(query):
            self._search = ConsoleSearch(query, self._view.store, self._view.lines)
        return self._search

    def find_start(self) -> tuple[int, int]:
        """Where the selection begins, so that the hit in it stays the current one."""
        return self._view.selection_start()

    def selected_words(self) -> str:
        """What is selected within one line."""
        start, end = self._view.cursor_in_text.span
        if start.paragraph != end.paragraph or end.column - start.column > _LONGEST_WORDS:
            return ""
        return self._view.selected_text()

    def show_hits(self, hits: Finding | None, current: Hit | None) -> None:
        """Mark these, in the text and in the scroll bar."""
        self._hits, self._current = hits, current
        self._show_ticks()
        self._view.viewport().update()

    def reveal_hit(self, hit: Hit) -> None:
        """Select it, and leave the end of the output if that is elsewhere."""
        self._view.show_place(hit.line, hit.start, hit.end)

    def take_focus(self) -> None:
        """Back to the output."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_ticks(self) -> None:
        store = self._view.store
        first, count = store.first_line + 1, store.last_line - store.first_line + 1
        lines = self._hits.sampled_lines() if isinstance(self._hits, ConsoleSearch) else ()
        self._view.ticks.set_ticks((line - first) / count for line in lines if line >= first)

    def _paint(self, painter: QPainter) -> None:
        color = self._theme.color("now")
        for rect in self._rects_in_view():
            painter.fillRect(rect, color)

    def _paint_current(self, painter: QPainter) -> None:
        current = self._current
        if current is None or self._hits is None:
            return
        painter.setPen(QPen(self._theme.color("now_edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in self._view.rects_of(current.line, current.start, current.end):
            painter.drawRect(rect.adjusted(-0.5, 0.5, 0.5, -0.5))

    def _rects_in_view(self) -> Iterator[QRectF]:
        hits = self._hits
        if hits is None or not len(hits):
            return
        place = -1
        for paragraph, laid, corner in self._view.in_view():
            number = self._view.line_number(paragraph)
            if place < 0:
                place = hits.before(number, 0)
            while place < len(hits) and (hit := hits[place]).line <= number:
                place += 1
                if hit.line == number and hit.end <= len(laid.text):
                    yield from (
                        rect.translated(corner).adjusted(0, 1, 0, -1)
                        for rect in laid.rects(hit.start, hit.end)
                    )
