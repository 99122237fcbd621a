"""The cursor in the console's text and the selection, by keys and by the mouse, over any number of screens.

Knows paragraphs and columns; hides words, rows and which key moves where.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.ui.console_layout import ConsoleLayout
from desktop.ui.console_paragraphs import Paragraphs

_KEY = QKeySequence.StandardKey
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_Move = tuple[QKeySequence.StandardKey, QKeySequence.StandardKey, Callable[[], "Place"]]


class Place(NamedTuple):
    """A column, in characters, of a paragraph."""

    paragraph: int
    column: int


class ConsoleCursor:
    """``anchor`` and ``place`` are the ends of the selection; they are one where nothing is selected."""

    def __init__(self, paragraphs: Paragraphs, layout: ConsoleLayout) -> None:
        self._paragraphs, self._layout = paragraphs, layout
        self.anchor = self.place = Place(0, 0)
        self._wanted_x: float | None = None
        self._pressed: tuple[Place, Place] | None = None  # the word or line that a drag began with
        self._last_x = 0.0
        self.page_rows = 1

    @property
    def has_selection(self) -> bool:
        """Whether anything is selected."""
        return self.anchor != self.place

    @property
    def span(self) -> tuple[Place, Place]:
        """The selection from its start to its end."""
        return min(self.anchor, self.place), max(self.anchor, self.place)

    @property
    def end(self) -> Place:
        """Where the text ends."""
        last = self._paragraphs.last
        return Place(last, len(self._layout.of(last).text))

    @property
    def start(self) -> Place:
        """Where the text begins."""
        return Place(self._paragraphs.first, 0)

    def go(self, place: Place, *, keeps_anchor: bool = False) -> None:
        """Moves, and selects what lies between if the anchor stays."""
        self.place = place
        self._wanted_x = None
        if not keeps_anchor:
            self.anchor = place

    def select(self, start: Place, end: Place) -> None:
        """Selects from one place to another; the cursor is at the second."""
        self.anchor = start
        self.go(end, keeps_anchor=True)

    def select_all(self) -> None:
        """Selects everything there is."""
        self.select(self.start, self.end)

    def keep_within(self) -> None:
        """After lines have gone at the front."""
        self.anchor, self.place = max(self.anchor, self.start), max(self.place, self.start)

    # ---- mouse ----

    def press(self, place: Place, clicks: int, *, extends: bool) -> None:
        """One click sets the cursor, two select a word, three a line."""
        self._pressed = self._unit(place, clicks)
        first, last = self._pressed
        if extends and clicks == 1:
            self.go(place, keeps_anchor=True)
            self._pressed = (self.anchor, self.anchor)
        else:
            self.select(first, last)

    def drag(self, place: Place, clicks: int) -> None:
        """Selects to ``place``, by whole words or lines if it began with one."""
        if self._pressed is None:
            return
        first, last = self._unit(place, clicks)
        if first < self._pressed[0]:
            self.select(self._pressed[1], first)
        else:
            self.select(self._pressed[0], max(last, self._pressed[1]))

    def _unit(self, place: Place, clicks: int) -> tuple[Place, Place]:
        if clicks == 1:
            return place, place
        text = self._layout.of(place.paragraph).text
        if clicks > 2:
            is_last = place.paragraph >= self._paragraphs.last
            end = Place(place.paragraph, len(text)) if is_last else Place(place.paragraph + 1, 0)
            return Place(place.paragraph, 0), end
        for word in _WORD.finditer(text):
            if word.end() > place.column or word.end() == len(text):
                return Place(place.paragraph, word.start()), Place(place.paragraph, word.end())
        return place, place

    # ---- keys ----

    def take_key(self, event: QKeyEvent) -> bool:
        """Moves if the key is one that does."""
        for move, select, action in self._moves():
            for key, keeps_anchor in ((move, False), (select, True)):
                if event.matches(key):
                    wanted = self._wanted_x
                    self.go(action(), keeps_anchor=keeps_anchor)
                    if key in _UPRIGHT:
                        self._wanted_x = wanted if wanted is not None else self._last_x
                    return True
        return False

    def _moves(self) -> tuple[_Move, ...]:
        """Two keys, the second one selects, and where they go."""
        return (
            (_KEY.MoveToNextChar, _KEY.SelectNextChar, lambda: self._beside(1)),
            (_KEY.MoveToPreviousChar, _KEY.SelectPreviousChar, lambda: self._beside(-1)),
            (_KEY.MoveToNextWord, _KEY.SelectNextWord, lambda: self._beside(1, by_words=True)),
            (_KEY.MoveToPreviousWord, _KEY.SelectPreviousWord, lambda: self._beside(-1, by_words=True)),
            (_KEY.MoveToNextLine, _KEY.SelectNextLine, lambda: self._by_rows(1)),
            (_KEY.MoveToPreviousLine, _KEY.SelectPreviousLine, lambda: self._by_rows(-1)),
            (_KEY.MoveToNextPage, _KEY.SelectNextPage, lambda: self._by_rows(self.page_rows)),
            (_KEY.MoveToPreviousPage, _KEY.SelectPreviousPage, lambda: self._by_rows(-self.page_rows)),
            (_KEY.MoveToStartOfLine, _KEY.SelectStartOfLine, lambda: self._row_end(0)),
            (_KEY.MoveToEndOfLine, _KEY.SelectEndOfLine, lambda: self._row_end(1)),
            (_KEY.MoveToStartOfDocument, _KEY.SelectStartOfDocument, lambda: self.start),
            (_KEY.MoveToEndOfDocument, _KEY.SelectEndOfDocument, lambda: self.end),
        )

    def _beside(self, step: int, *, by_words: bool = False) -> Place:
        place = self.place
        text = self._layout.of(place.paragraph).text
        if step > 0 and place.column >= len(text):
            return Place(place.paragraph + 1, 0) if place.paragraph < self._paragraphs.last else place
        if step < 0 and place.column == 0:
            if place.paragraph <= self._paragraphs.first:
                return place
            return Place(place.paragraph - 1, len(self._layout.of(place.paragraph - 1).text))
        column = self._layout.of(place.paragraph).beside(place.column, step, by_words=by_words)
        return Place(place.paragraph, column)

    def _row_end(self, which: int) -> Place:
        laid = self._layout.of(self.place.paragraph)
        row, _x = laid.place_of(self.place.column)
        return Place(self.place.paragraph, laid.row_span(row)[which])

    def _by_rows(self, rows: int) -> Place:
        """So many rows down or, negative, up; keeps to the distance from the left it began with."""
        paragraph = self.place.paragraph
        row, x = self._layout.of(paragraph).place_of(self.place.column)
        self._last_x = x
        x = self._wanted_x if self._wanted_x is not None else x
        row += rows
        while row < 0 and paragraph > self._paragraphs.first:
            paragraph -= 1
            row += self._layout.of(paragraph).rows
        while row >= self._layout.of(paragraph).rows and paragraph < self._paragraphs.last:
            row -= self._layout.of(paragraph).rows
            paragraph += 1
        return Place(paragraph, self._layout.of(paragraph).column_at(max(0, row), x))


_UPRIGHT = frozenset(
    {
        *(_KEY.MoveToNextLine, _KEY.SelectNextLine, _KEY.MoveToPreviousLine, _KEY.SelectPreviousLine),
        *(_KEY.MoveToNextPage, _KEY.SelectNextPage, _KEY.MoveToPreviousPage, _KEY.SelectPreviousPage),
    }
)
