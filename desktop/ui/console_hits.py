"""The find bar's side of the console: hits keep to their lines while others come and go.

Speaks to the view only in lines and characters; how the view draws them is its own affair.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.console_text import ConsoleText
from desktop.ui.console_view import ConsoleView
from desktop.ui.finding import Hit
from desktop.ui.theme import Theme

_LONGEST_WORDS = 200


class ConsoleHits:
    """The hits in one console; a ``Findable``. Lines are numbered from the start of the run."""

    def __init__(self, view: ConsoleView, text: ConsoleText, theme: Theme) -> None:
        self._view, self._text, self._theme = view, text, theme
        self._by_line: dict[int, list[Hit]] = {}
        self._current: Hit | None = None
        view.set_painters(self._paint, self._paint_current)

    def find_lines(self) -> Sequence[str]:
        """Every line that is kept, as it is now."""
        return [line.text for line in self._text.lines]

    def first_line(self) -> int:
        """Those before it have passed out at the top."""
        return self._text.earlier + 1

    def find_start(self) -> tuple[int, int]:
        """Where the selection begins, so that the hit in it stays the current one."""
        return self._view.selection_start()

    def selected_words(self) -> str:
        """What is selected within one line."""
        words = self._view.selected_text()
        return "" if "\n" in words or len(words) > _LONGEST_WORDS else words

    def show_hits(self, hits: Sequence[Hit], current: Hit | None) -> None:
        """Mark these, in the text and in the scroll bar."""
        self._by_line = {}
        for hit in hits:
            self._by_line.setdefault(hit.line, []).append(hit)
        self._current = current
        self._show_ticks()
        self._view.viewport().update()

    def reveal_hit(self, hit: Hit) -> None:
        """Select it, and leave the end of the output if that is elsewhere."""
        self._view.show_place(hit.line, hit.start, hit.end)

    def take_focus(self) -> None:
        """Back to the output."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_ticks(self) -> None:
        first, count = self.first_line(), len(self._text.lines)
        self._view.ticks.set_ticks((line - first) / count for line in self._by_line if line >= first)

    def _paint(self, painter: QPainter) -> None:
        for hit in self._hits_in_view():
            for rect in self._rects(hit):
                painter.fillRect(rect, self._theme.color("now"))

    def _paint_current(self, painter: QPainter) -> None:
        if self._current is None or self._current.line not in self._by_line:
            return
        painter.setPen(QPen(self._theme.color("now_edge"), 1))
        for rect in self._rects(self._current):
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _hits_in_view(self) -> list[Hit]:
        if not self._by_line:
            return []
        return [hit for line in self._view.lines_in_view() for hit in self._by_line.get(line, ())]

    def _rects(self, hit: Hit) -> list[QRectF]:
        return [rect.adjusted(0, 1, 0, -1) for rect in self._view.rects_of(hit.line, hit.start, hit.end)]
