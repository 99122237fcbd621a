"""The cards of the progress page about the learner's days, favourites and notes.

Each is told what to show; a row that is chosen says only which example it stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.errors import ExplorerError
from desktop.core.progress import Status
from desktop.ui.activity_calendar import ActivityCalendar, CalendarLegend
from desktop.ui.controls import Card, Prose, Separator, Text
from desktop.ui.dashboard_lists import CHAPTER_ROW_HEIGHT, Line, LineDelegate, LineList
from desktop.ui.library_model import STATUS_WORDS
from desktop.ui.localised import counted, number
from desktop.ui.row_delegate import STATUS_ICONS

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

SHOWN_FAVORITES = 10


class DaysCard(Card):
    """The calendar, and beside it two figures of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.calendar = ActivityCalendar(theme, self)
        self._month = Text(theme, "", "card")
        self._year = Text(theme, "", "card")
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(Text(theme, "Days of activity", "section"))
        head.addStretch(1)
        for widget in (Text(theme, "none", "body", "text2"), CalendarLegend(theme, self)):
            head.addWidget(widget)
        head.addWidget(Text(theme, "20+", "body", "text2"))
        figures = QVBoxLayout()
        figures.setSpacing(0)
        figures.addStretch(1)
        for figure, words in ((self._month, "this month"), (self._year, "in a year")):
            figures.addWidget(figure)
            figures.addWidget(Text(theme, words, "body", "text2"))
            figures.addSpacing(8)
        figures.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.calendar, 1)
        row.addWidget(Separator(theme, vertical=True))
        row.addLayout(figures)
        self.body.addLayout(head)
        self.body.addLayout(row)

    def show_days(self, days: Mapping[str, int], today: date) -> None:
        """How much was done on each day."""
        self.calendar.set_days(days, today)
        self._month.setText(counted(self.calendar.active_days(today.replace(day=1)), "day"))
        a_year_ago = date.fromordinal(max(1, today.toordinal() - 364))
        self._year.setText(counted(self.calendar.active_days(a_year_ago), "day"))


@dataclass(frozen=True, slots=True)
class FavoriteLine:
    """A favourite with the learner's status of it; ``stars`` 0 where it is not rated."""

    title: str
    status: Status
    stars: int
    target: str
    tip: str = ""

    @property
    def is_heading(self) -> bool:
        return False

    def in_words(self) -> str:
        stars = f", {self.stars} of 5 stars" if self.stars else ""
        return f"{self.title}, {STATUS_WORDS[self.status]}{stars}"


class _FavoriteDelegate(LineDelegate):
    """Icon of the status, title; the rating at the right."""

    height = CHAPTER_ROW_HEIGHT

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        if not isinstance(line, FavoriteLine):
            return
        px, font = self._theme.px, self._theme.font
        icon, token = STATUS_ICONS[line.status]
        self._icon(painter, icon, token, rect.left(), rect.center().y(), px(15))
        title = rect.adjusted(px(15) + 8, 0, -px(44), 0)
        self._text(painter, title, line.title, font("body"), "text")
        if line.stars:
            left = rect.right() + 1 - px(14)
            self._icon(painter, "star", "now_edge", left, rect.center().y(), px(14), filled=True)
            figure = QRect(rect.left(), rect.top(), left - 5 - rect.left(), rect.height())
            self._text(
                painter, figure, str(line.stars), font("figures"), "text2", Qt.AlignmentFlag.AlignRight
            )


class FavoriteList(LineList):
    """The favourites, the newest first."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__("Favourites", _FavoriteDelegate, theme, icons, parent)


class FavoritesCard(Card):
    """The favourites with their status, and how many examples have a note."""

    example_chosen = Signal(str)

    def __init__(
        self, session: Session, theme: Theme, icons: Icons, key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._session = session
        self.rows = FavoriteList(theme, icons, self)
        self.rows.chosen.connect(self.example_chosen)
        self._none = Prose(theme, f"None yet. {key} marks the example in front.", "body", "text2")
        self._rest = Text(theme, "", "body", "text2", wrap=True)
        self.body.addWidget(Text(theme, "Favourites", "section"))
        for widget in (self._none, self.rows, self._rest):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show what is marked now."""
        marks = self._session.marks
        self.setVisible(marks.is_enabled or marks.note_count > 0)
        favorites = marks.favorites()
        self.rows.set_lines([self._line(target) for target in favorites[:SHOWN_FAVORITES]])
        self.rows.setVisible(bool(favorites))
        self._none.setVisible(not favorites)
        rest = len(favorites) - SHOWN_FAVORITES
        words = [f"And {number(rest)} more: the star above the library shows all."] if rest > 0 else []
        if marks.note_count:
            verb = "has" if marks.note_count == 1 else "have"
            words.append(f"{counted(marks.note_count, 'example')} {verb} a note of yours.")
        self._rest.setText(" ".join(words))
        self._rest.setVisible(bool(words))

    def _line(self, target: str) -> FavoriteLine:
        status = self._session.progress.status(target)
        try:
            example = self._session.example(target)
        except ExplorerError:
            return FavoriteLine(f"{target} (not found)", status, 0, target)
        stars = self._session.marks.rating(example)
        return FavoriteLine(example.title, status, stars, target, example.title)
