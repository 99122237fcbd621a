"""The last weeks as squares, one a day, larger for more: the calendar of the progress page.

Paints it and tells it in words; which days they are is told from outside, and a wrong clock only hides some.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.ui.announce import announce
from desktop.ui.localised import counted, day_text, locale, number
from desktop.ui.painting import paint_focus
from desktop.ui.theme import Theme

PITCH = 15
_SIDES = ((20, 12), (10, 10), (4, 7), (1, 5), (0, 3))
"""From how many on a square has which side: size tells, not shade."""
_LABELS = 34
_MONTHS = 18
_MOST_WEEKS, _LEAST_WEEKS = 53, 6
_STEPS = {Qt.Key.Key_Left: -7, Qt.Key.Key_Right: 7, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def side_for(count: int) -> int:
    """The side of a day's square in pixels at 100 %."""
    return next(side for least, side in _SIDES if count >= least)


class ActivityCalendar(QWidget):
    """As many whole weeks as fit, the newest at the right; the arrow keys go from day to day."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: Mapping[str, int] = {}
        self._today = self._current = date(2000, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme.changed.connect(self._on_theme_changed)
        self._say()

    def set_days(self, days: Mapping[str, int], today: date) -> None:
        """How much was done on each day (``2026-11-24``)."""
        self._days = days
        if today != self._today:
            self._today = self._current = today
        self._say()
        self.update()

    # ---- which days ----

    @property
    def weeks(self) -> int:
        """How many weeks there is room for."""
        room = (self.width() - self._theme.px(_LABELS)) // self._theme.px(PITCH)
        return max(_LEAST_WEEKS, min(_MOST_WEEKS, room))

    @property
    def first_day(self) -> date:
        """The day at the top left; the week begins as it does where the learner is."""
        begin = (self._today.isoweekday() - locale().firstDayOfWeek().value) % 7
        return self._today - timedelta(days=begin + 7 * (self.weeks - 1))

    def active_days(self, since: date) -> int:
        """On how many days since then something was done; the future is nobody's."""
        first, last = since.isoformat(), self._today.isoformat()
        return sum(count > 0 and first <= day <= last for day, count in self._days.items())

    def words(self, day: date) -> str:
        """One day as a screen reader says it."""
        count = self._days.get(day.isoformat(), 0)
        times = "once" if count == 1 else f"{number(count)} times"
        done = f"opened or ran examples {times}" if count else "nothing"
        today = "Today, " if day == self._today else ""
        return f"{today}{day_text(QDate(day.year, day.month, day.day))}: {done}"

    # ---- keys and mouse ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go a week, Up and Down a day, Home and End to the first day and to today."""
        if event.key() in _STEPS:
            self._go(self._current + timedelta(days=_STEPS[Qt.Key(event.key())]))
        elif event.key() == Qt.Key.Key_Home:
            self._go(self.first_day)
        elif event.key() == Qt.Key.Key_End:
            self._go(self._today)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self._go(day)

    def event(self, event: QEvent) -> bool:
        """Says of each day what its square stands for."""
        if isinstance(event, QHelpEvent):
            day = self._day_at(event.pos())
            if day is not None:
                QToolTip.showText(event.globalPos(), self.words(day), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._say()

    def _go(self, day: date) -> None:
        self._current = min(max(day, self.first_day), self._today)
        self._say()
        self.update()
        announce(self, self.words(self._current))

    def _say(self) -> None:
        month = self._today.replace(day=1)
        self.setAccessibleName("Days of activity")
        self.setAccessibleDescription(
            f"{self.words(self._current)}. {counted(self.active_days(month), 'active day')} this month, "
            f"{number(self.active_days(self.first_day))} in {number(self.weeks)} weeks. "
            "Arrow keys choose a day."
        )

    # ---- painting ----

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(_LABELS) + 20 * px(PITCH), px(_MONTHS) + 7 * px(PITCH) + 2)

    def minimumSizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(_LABELS) + _LEAST_WEEKS * px(PITCH), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color("text3"))
        self._paint_labels(painter)
        day = self.first_day
        while day <= self._today:
            self._paint_day(painter, day)
            day += timedelta(days=1)

    def _paint_labels(self, painter: QPainter) -> None:
        px, words = self._theme.px, locale()
        short = QLocale.FormatType.ShortFormat
        first_row = words.firstDayOfWeek().value
        for row in (0, 2, 4):
            rect = QRectF(0, px(_MONTHS) + row * px(PITCH), px(_LABELS) - 4, px(PITCH))
            name = words.standaloneDayName((first_row - 1 + row) % 7 + 1, short)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
        named_until = -1
        for week in range(self.weeks):
            day = self.first_day + timedelta(days=7 * week)
            if day.day <= 7 and week > named_until:
                rect = QRectF(px(_LABELS) + week * px(PITCH), 0, 6 * px(PITCH), px(_MONTHS) - 4)
                painter.drawText(rect, words.standaloneMonthName(day.month, short))
                named_until = week + 2

    def _paint_day(self, painter: QPainter, day: date) -> None:
        count = self._days.get(day.isoformat(), 0)
        cell, side = self._cell(day), self._theme.px(side_for(count))
        inset = (self._theme.px(PITCH) - side) // 2  # whole pixels, or neighbours stand unevenly
        square = QRectF(cell.left() + inset, cell.top() + inset, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("m3" if count else "edge"))
        painter.drawRoundedRect(square, 2, 2)
        if day == self._today:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 1.5))
            painter.drawRoundedRect(cell.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
        if day == self._current and self.hasFocus():
            paint_focus(painter, cell.adjusted(-2, -2, 2, 2), self._theme, 4)

    def _cell(self, day: date) -> QRectF:
        px, place = self._theme.px, (day - self.first_day).days
        left, top = px(_LABELS) + place // 7 * px(PITCH), px(_MONTHS) + place % 7 * px(PITCH)
        return QRectF(left, top, px(PITCH), px(PITCH))

    def _day_at(self, point: QPoint) -> date | None:
        px = self._theme.px
        week, row = (point.x() - px(_LABELS)) // px(PITCH), (point.y() - px(_MONTHS)) // px(PITCH)
        if not (0 <= week < self.weeks and 0 <= row < 7):
            return None
        day = self.first_day + timedelta(days=7 * week + row)
        return day if day <= self._today else None

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class CalendarLegend(QWidget):
    """The five squares from none to many; the words stand beside them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(PITCH + 2) * len(_SIDES), self._theme.px(PITCH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        pitch = self._theme.px(PITCH + 2)
        for place, (least, side) in enumerate(reversed(_SIDES)):
            painter.setBrush(self._theme.color("m3" if least else "edge"))
            square = QRectF(0, 0, self._theme.px(side), self._theme.px(side))
            square.moveCenter(QPointF(place * pitch + pitch // 2, self.height() // 2))
            painter.drawRoundedRect(square, 2, 2)
