"""The calendar: each day has its square and its words, weeks begin as they do here, no clock breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.activity_calendar import ActivityCalendar, side_for
from desktop.ui.theme import Theme

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.fixture
def calendar(qtbot: QtBot, theme: Theme) -> Iterator[ActivityCalendar]:
    calendar = ActivityCalendar(theme)
    qtbot.addWidget(calendar)
    calendar.resize(334, calendar.sizeHint().height())
    calendar.set_days({"2026-11-24": 9, "2026-11-17": 1, "2026-10-31": 30}, TODAY)
    calendar.show()
    yield calendar
    QLocale.setDefault(QLocale("en_GB"))


def said(calendar: ActivityCalendar) -> str:
    return calendar.accessibleDescription().partition(". ")[0]


def test_more_on_a_day_is_a_larger_square() -> None:
    assert [side_for(count) for count in (0, 1, 3, 4, 9, 10, 19, 20, 1000)] == [3, 5, 5, 7, 7, 10, 10, 12, 12]


def test_a_day_is_said_with_its_date_and_its_count(calendar: ActivityCalendar) -> None:
    assert said(calendar) == "Today, Tuesday, 24 November 2026: opened or ran examples 9 times"
    assert "2 active days this month, 3 in 20 weeks" in calendar.accessibleDescription()


def test_arrow_keys_walk_over_the_days_and_not_into_the_future(calendar: ActivityCalendar) -> None:
    QTest.keyClick(calendar, Qt.Key.Key_Left)
    assert said(calendar) == "Tuesday, 17 November 2026: opened or ran examples once"
    QTest.keyClick(calendar, Qt.Key.Key_Up)
    assert said(calendar) == "Monday, 16 November 2026: nothing"
    QTest.keyClick(calendar, Qt.Key.Key_Right)
    QTest.keyClick(calendar, Qt.Key.Key_Right)
    assert said(calendar).startswith("Today")
    QTest.keyClick(calendar, Qt.Key.Key_Home)
    assert said(calendar) == "Monday, 13 July 2026: nothing"
    QTest.keyClick(calendar, Qt.Key.Key_End)
    assert said(calendar).startswith("Today")


def test_a_click_says_the_day_under_it(calendar: ActivityCalendar) -> None:
    cell = calendar._cell(date(2026, 10, 31)).center().toPoint()
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=cell)
    assert said(calendar) == "Saturday, 31 October 2026: opened or ran examples 30 times"
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert said(calendar).startswith("Saturday")


@pytest.mark.parametrize(("name", "first"), [("en_GB", 1), ("en_US", 7), ("ar_EG", 6)])
def test_the_week_begins_as_it_does_where_the_learner_is(
    calendar: ActivityCalendar, name: str, first: int
) -> None:
    QLocale.setDefault(QLocale(name))
    assert calendar.first_day.isoweekday() == first
    assert calendar._day_at(calendar._cell(TODAY).center().toPoint()) == TODAY
    calendar.grab()


def test_another_language_says_the_date_in_its_own_words(calendar: ActivityCalendar) -> None:
    QLocale.setDefault(QLocale("de_DE"))
    assert "Dienstag, 24. November 2026" in calendar.words(TODAY)


@pytest.mark.parametrize("jump", [-400, 4000, -20000])
def test_a_clock_that_jumps_shows_other_weeks_and_comes_back(calendar: ActivityCalendar, jump: int) -> None:
    days = {"2026-11-24": 9, "2099-01-01": 5, "1970-01-01": 2, "not a day": 1}
    calendar.set_days(days, TODAY + timedelta(days=jump))
    calendar.grab()
    calendar.set_days(days, TODAY)
    calendar.grab()
    assert said(calendar) == "Today, Tuesday, 24 November 2026: opened or ran examples 9 times"
    assert "1 active day this month" in calendar.accessibleDescription()


def test_a_wider_calendar_shows_more_weeks_up_to_a_year(calendar: ActivityCalendar) -> None:
    shown = []
    for width in (100, 334, 640, 2000):
        calendar.resize(width, calendar.height())
        shown.append(calendar.weeks)
    assert shown == [6, 20, 40, 53]
