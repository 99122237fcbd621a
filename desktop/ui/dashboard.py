"""The progress page: where to go on, what is completed, days of activity, favourites, the last runs.

Reads the session and counts; changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.progress import RunRecord, Status
from desktop.ui.actions import key_text
from desktop.ui.controls import Button, Card, ElidedLabel, IconLabel, Note, Prose, Ring, Text, icon_row
from desktop.ui.dashboard_cards import DaysCard, FavoritesCard
from desktop.ui.dashboard_lists import ChapterLine, ChapterList, RunList, Swatch
from desktop.ui.localised import counted, day_text, local_moment, number
from desktop.ui.run_lines import run_line

if TYPE_CHECKING:
    from desktop.core.catalog import Catalog
    from desktop.core.example import Chapter, Example
    from desktop.services.session import Session
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

WIDEST = 1560
MARGIN = 24
GAP = 12
SHOWN_RUNS = 10
THREE_FROM = 700  # px of the page: from here on the three cards above stand beside each other
BESIDE_FROM = 900  # px of the page: from here on runs stand beside the chapters


class Dashboard(QWidget):
    """Three cards above, chapters and last runs below."""

    example_chosen = Signal(str)  # an example id, or the path of a file that ran

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme, self._icons = session, theme, icons
        self._target = ""
        self._build()
        session.status_changed.connect(self._on_session_status_changed)
        session.marks.changed.connect(self._on_session_status_changed)
        session.settings_changed.connect(self._on_session_settings_changed)
        self.refresh()

    def refresh(self) -> None:
        """Count again and show it."""
        now = datetime.now().astimezone()
        catalog, progress = self._session.catalog, self._session.progress
        statuses = {example.id: progress.status(example.id) for example in catalog.examples}
        runs = progress.runs()
        self._date.setText(day_text(now))
        self._paused.setVisible(not self._session.settings.snapshot.flag("progress.enabled"))
        self._show_next()
        self._show_share(Counter(statuses.values()))
        self._show_time(progress.total_time_s, sum(_is_this_week(run, now) for run in runs))
        self._chapters.set_lines(list(chapter_lines(catalog, statuses)))
        self._runs.set_lines([run_line(run, catalog, now) for run in runs[:SHOWN_RUNS]])
        self._runs.setVisible(bool(runs))
        self._no_runs.setVisible(not runs)
        self._days.show_days(progress.days(), now.date())
        self._favorites.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        for row, beside_from in ((self._above, THREE_FROM), (self._below, BESIDE_FROM)):
            is_wide = self.width() >= self._theme.px(beside_from)
            row.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        side = MARGIN + max(0, (self.width() - WIDEST) // 2)
        self._page.setContentsMargins(side, 16, side, MARGIN)

    # Building

    def _build(self) -> None:
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._paused = Note(
            self._theme,
            self._icons,
            "info",
            "Progress is not recorded. The settings, group Progress, switch it on again.",
        )
        content = QWidget()
        self._page = QVBoxLayout(content)
        self._page.setSpacing(GAP)
        self._page.addLayout(self._header())
        self._page.addWidget(self._paused)
        self._above = self._cards_above()
        self._page.addLayout(self._above)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(GAP)
        self._below.addLayout(self._left(), 5)
        self._below.addLayout(self._right(), 3)
        self._page.addLayout(self._below)
        self._page.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.setFocusProxy(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _header(self) -> QHBoxLayout:
        self._date = Text(self._theme, "", "body", "text2")
        return icon_row(Text(self._theme, "Progress", "title"), self._date, gap=14)

    def _cards_above(self) -> QBoxLayout:
        above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        above.setSpacing(GAP)
        above.addWidget(self._next_card(), 5)
        above.addWidget(self._time_card(), 2)
        above.addWidget(self._share_card(), 3)
        return above

    def _next_card(self) -> Card:
        card = Card()
        self._next_label = Text(self._theme, "", "caption_strong", "accent")
        self._next_title = ElidedLabel(self._theme, "", "card")
        self._next_goal = Prose(self._theme, "", "body", "text2")
        self._open = Button(self._theme, self._icons, "Open it", "primary", "play", filled=True)
        self._open.clicked.connect(self._on_open_clicked)
        icon = IconLabel(self._theme, self._icons, "compass", "accent", 14)
        card.body.setSpacing(4)
        card.body.addLayout(icon_row(icon, self._next_label))
        card.body.addWidget(self._next_title)
        card.body.addWidget(self._next_goal)
        card.body.addStretch(1)
        card.body.addSpacing(8)
        card.body.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _time_card(self) -> Card:
        card = Card()
        self._time = Text(self._theme, "", "title")
        self._time_words = Text(self._theme, "in all", "body", "text2", wrap=True)
        self._week = Text(self._theme, "", "title")
        self._week_words = Text(self._theme, "this week", "body", "text2", wrap=True)
        icon = IconLabel(self._theme, self._icons, "clock", "text2", 14)
        card.body.setSpacing(2)
        card.body.addLayout(icon_row(icon, Text(self._theme, "Time", "caption_strong", "text2")))
        card.body.addSpacing(4)
        for widget in (self._time, self._time_words):
            card.body.addWidget(widget)
        card.body.addSpacing(8)
        for widget in (self._week, self._week_words):
            card.body.addWidget(widget)
        card.body.addStretch(1)
        return card

    def _share_card(self) -> Card:
        card = Card()
        self._ring = Ring(self._theme, 92)
        self._completed = Text(self._theme, "", "strong")
        self._ran = Text(self._theme, "", "body", "text2", wrap=True)
        self._opened = Text(self._theme, "", "body", "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Text(self._theme, "Completed", "subsection", "text2"))
        words.addSpacing(2)
        for widget in (self._completed, self._ran, self._opened):
            words.addWidget(widget)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        card.body.addStretch(1)
        card.body.addLayout(row)
        card.body.addStretch(1)
        return card

    def _chapters_card(self) -> Card:
        card = Card()
        self._chapters = ChapterList(self._theme, self._icons, card)
        self._chapters.chosen.connect(self.example_chosen)
        head = icon_row(Text(self._theme, "By chapter", "section"))
        for is_solid, word in ((True, "completed"), (False, "begun")):
            head.addSpacing(8)
            head.addWidget(Swatch(self._theme, is_solid=is_solid))
            head.addWidget(Text(self._theme, word, "body", "text2"))
        card.body.addLayout(head)
        card.body.addWidget(self._chapters)
        card.body.addStretch(1)
        return card

    def _left(self) -> QVBoxLayout:
        self._favorites = FavoritesCard(self._session, self._theme, self._icons, key_text("favorite"), self)
        self._favorites.example_chosen.connect(self.example_chosen)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._chapters_card(), 1)  # the whole library fills it; few favourites do not
        left.addWidget(self._favorites)
        return left

    def _right(self) -> QVBoxLayout:
        self._days = DaysCard(self._theme, self)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self._days)
        right.addWidget(self._runs_card(), 1)
        return right

    def _runs_card(self) -> Card:
        card = Card()
        self._runs = RunList(self._theme, self._icons, card)
        self._runs.run_chosen.connect(self._on_runs_run_chosen)
        self._no_runs = Prose(
            self._theme, "No runs yet. Open an example and press F5: it appears here.", "body", "text2"
        )
        card.body.addWidget(Text(self._theme, "Last runs", "section"))
        card.body.addWidget(self._no_runs)
        card.body.addWidget(self._runs)
        card.body.addStretch(1)
        return card

    # Showing

    def _show_next(self) -> None:
        label, example = next_step(self._session)
        self._target = example.id if example is not None else ""
        self._next_label.setText(label)
        self._next_title.set_text(example.title if example is not None else "The library is empty")
        self._next_goal.set_text(example.goal if example is not None else "")
        self._open.setEnabled(example is not None)
        self._open.setAccessibleName(f"Open {example.title}" if example is not None else "Open it")

    def _show_share(self, counts: Counter[Status]) -> None:
        total, completed = counts.total(), counts[Status.COMPLETED]
        self._ring.set_fraction(completed / total if total else 0.0)
        self._completed.setText(f"{number(completed)} of {counted(total, 'example')}")
        self._ran.setText(f"{number(counts[Status.RAN])} ran, not completed")
        self._opened.setText(f"{number(counts[Status.OPENED])} opened, {number(counts[Status.NEW])} new")

    def _show_time(self, total_s: int, runs_this_week: int) -> None:
        self._time.setText(span_text(total_s))
        self._week.setText(counted(runs_this_week, "run"))

    @Slot()
    def _on_open_clicked(self) -> None:
        self.example_chosen.emit(self._target)

    @Slot(object)
    def _on_runs_run_chosen(self, run: RunRecord) -> None:
        from desktop.ui.run_dialog import RunDialog

        dialog = RunDialog(run, self._session, self._theme, self._icons, self.window())
        dialog.example_chosen.connect(self.example_chosen)
        dialog.open()

    @Slot(str)
    def _on_session_status_changed(self, _example_id: str) -> None:
        if self.isVisible():
            self.refresh()

    @Slot(object)
    def _on_session_settings_changed(self, _snapshot: object) -> None:
        if self.isVisible():
            self.refresh()


def next_step(session: Session) -> tuple[str, Example | None]:
    """Where to go on, and what that is called: the last example, the one after it, or the first."""
    catalog, progress = session.catalog, session.progress
    last = progress.last_opened
    if last is None or last not in catalog:
        return "Start here", next(iter(catalog.examples), None)
    if progress.status(last) is not Status.COMPLETED:
        return "Continue where you left off", catalog.example(last)
    following = catalog.next(last)
    if following is not None:
        return "Continue with the next example", following
    return "Continue where you left off", catalog.example(last)


def chapter_lines(catalog: Catalog, statuses: dict[str, Status]) -> Iterable[ChapterLine]:
    """The chapters in order, with a heading where a level begins."""
    level = ""
    for chapter in catalog.chapters:
        if chapter.level != level:
            level = chapter.level
            yield ChapterLine(level.capitalize())
        yield _chapter_line(chapter, statuses)


def _chapter_line(chapter: Chapter, statuses: dict[str, Status]) -> ChapterLine:
    counts = Counter(statuses[example.id] for example in chapter.examples)
    left = [example for example in chapter.examples if statuses[example.id] is not Status.COMPLETED]
    target = next(iter(left or chapter.examples), None)
    return ChapterLine(
        chapter.title,
        chapter.number,
        counts.total(),
        counts[Status.COMPLETED],
        counts[Status.RAN] + counts[Status.OPENED],
        target.id if target is not None else "",
        f"Open “{target.title}”" if target is not None else "",
    )


def _is_this_week(run: RunRecord, now: datetime) -> bool:
    started = local_moment(run.started)
    monday = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=now.weekday())
    return started is not None and started >= monday


def span_text(seconds: int) -> str:
    """``3 h 5 min``, ``12 min``, or that it is less than one."""
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else "under 1 min"
