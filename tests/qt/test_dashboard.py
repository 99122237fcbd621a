"""The progress page: it counts what was done, says it in words, and every row leads somewhere."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QAbstractItemModel, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from desktop.child.protocol import OutcomeKind
from desktop.core.progress import RunRecord
from desktop.ui.controls import Prose, Ring
from desktop.ui.dashboard import Dashboard, span_text
from desktop.ui.dashboard_cards import DaysCard, FavoriteList, FavoritesCard
from desktop.ui.dashboard_lists import ChapterLine, ChapterList, LineList, RunList, Swatch, paint_bar
from desktop.ui.icons import Icons
from desktop.ui.localised import when_text
from desktop.ui.run_dialog import RunDialog
from desktop.ui.run_lines import run_line
from desktop.ui.theme import Theme
from desktop.ui.tokens import contrast
from tests.qt.fake_session import FakeSession

NOW = datetime(2026, 11, 24, 20, 14, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def page(qtbot: QtBot, session: FakeSession, theme: Theme, icons: Icons) -> Dashboard:
    page = Dashboard(session, theme, icons)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1300, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def words_of(page: Dashboard) -> list[str]:
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return labels + [prose.toPlainText() for prose in page.findChildren(QTextEdit) if prose.isVisible()]


def list_of(page: Dashboard, kind: type[LineList]) -> LineList:
    found = page.findChild(kind)
    assert found is not None
    return found


def spoken(model: QAbstractItemModel) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def open_button(page: Dashboard) -> QPushButton:
    return next(button for button in page.findChildren(QPushButton) if button.text() == "Open it")


def test_a_new_learner_is_sent_to_the_first_example(page: Dashboard, qtbot: QtBot) -> None:
    assert {"Start here", "Hello, world", "0 of 6 examples"} <= set(words_of(page))
    assert "No runs yet. Open an example and press F5: it appears here." in words_of(page)
    assert not list_of(page, RunList).isVisible()
    with qtbot.waitSignal(page.example_chosen) as chosen:
        QTest.mouseClick(open_button(page), Qt.MouseButton.LeftButton)
    assert chosen.args == ["first-steps/hello"]


def test_one_goes_on_where_one_left_off(page: Dashboard, session: FakeSession) -> None:
    session.progress.opened("exceptions/try")
    session.status_changed.emit("exceptions/try")
    assert {"Continue where you left off", "try and except"} <= set(words_of(page))


def test_after_a_completed_example_comes_the_next(page: Dashboard, session: FakeSession) -> None:
    session.progress.opened("first-steps/ask")
    session.complete("first-steps/ask")
    assert {"Continue with the next example", "try and except"} <= set(words_of(page))


def test_the_last_example_completed_leads_back_to_it(page: Dashboard, session: FakeSession) -> None:
    session.progress.opened("exceptions/raise")
    session.complete("exceptions/raise")
    assert {"Continue where you left off", "Raising an error"} <= set(words_of(page))


def test_an_example_that_is_gone_is_no_place_to_go_on(page: Dashboard, session: FakeSession) -> None:
    session.progress.opened("first-steps/removed")
    session.status_changed.emit("first-steps/removed")
    assert {"Start here", "Hello, world"} <= set(words_of(page))


def test_the_share_is_counted_and_said(page: Dashboard, session: FakeSession) -> None:
    session.complete("first-steps/hello")
    session.complete("first-steps/sep")
    session.complete("first-steps/ask", completed=False)
    session.progress.opened("exceptions/try")
    session.status_changed.emit("exceptions/try")
    assert {"2 of 6 examples", "1 ran, not completed", "1 opened, 2 new"} <= set(words_of(page))
    ring = page.findChild(Ring)
    assert ring is not None
    assert ring.accessibleName() == "33 %"


def test_every_chapter_is_read_out_with_its_counts(page: Dashboard, session: FakeSession) -> None:
    for example in ("hello", "sep", "ask"):
        session.complete(f"first-steps/{example}")
    session.complete("exceptions/try", completed=False)
    assert spoken(list_of(page, ChapterList).lines) == [
        "Beginner",
        "Chapter 1, First Steps, 3 of 3 completed",
        "Intermediate",
        "Chapter 2, Exceptions, 0 of 3 completed, 1 begun",
    ]


def test_enter_on_a_chapter_opens_its_first_example_that_is_not_completed(
    page: Dashboard, session: FakeSession, qtbot: QtBot
) -> None:
    session.complete("first-steps/hello")
    chapters = list_of(page, ChapterList)
    chapters.setFocus()
    assert chapters.currentIndex().data() == "First Steps"
    with qtbot.waitSignal(page.example_chosen) as chosen:
        QTest.keyClick(chapters, Qt.Key.Key_Return)
    assert chosen.args == ["first-steps/sep"]
    QTest.keyClick(chapters, Qt.Key.Key_Down)
    assert chapters.currentIndex().data() == "Exceptions"


def test_all_rows_of_both_lists_are_in_view_at_every_width(page: Dashboard, session: FakeSession) -> None:
    session.complete("first-steps/hello")
    for width in (1500, 1000, 700):
        page.resize(width, 800)
        for kind in (ChapterList, RunList):
            rows = list_of(page, kind)
            last = rows.visualRect(rows.lines.index(rows.lines.rowCount() - 1))
            assert rows.viewport().rect().contains(last)


def test_runs_come_newest_first_with_outcome_duration_and_time(
    page: Dashboard, session: FakeSession, qtbot: QtBot
) -> None:
    session.complete("first-steps/hello")
    session.complete("exceptions/raise", outcome="failed", completed=False)
    runs = list_of(page, RunList)
    first, second = spoken(runs.lines)
    assert first.startswith("Raising an error, Failed, 0.04 s, ")
    assert second.startswith("Hello, world, Finished, 0.04 s, ")
    runs.setFocus()
    QTest.keyClick(runs, Qt.Key.Key_Return)
    dialog = page.window().findChild(RunDialog)
    assert dialog is not None
    with qtbot.waitSignal(page.example_chosen) as chosen:
        next(each for each in dialog.findChildren(QPushButton) if each.text() == "Open the example").click()
    assert chosen.args == ["exceptions/raise"]


def test_the_lists_keep_qts_promises(page: Dashboard, session: FakeSession) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [QAbstractItemModelTester(list_of(page, kind).lines, mode) for kind in (ChapterList, RunList)]
    session.complete("first-steps/hello")
    page.refresh()
    assert len(testers) == 2


def test_a_page_out_of_sight_is_right_when_it_is_shown(page: Dashboard, session: FakeSession) -> None:
    page.hide()
    session.complete("first-steps/hello")
    page.show()
    assert "1 of 6 examples" in words_of(page)


def test_progress_that_is_not_recorded_is_said(page: Dashboard, session: FakeSession) -> None:
    sentence = "Progress is not recorded. The settings, group Progress, switch it on again."
    assert sentence not in words_of(page)
    session.save_settings({"progress.enabled": False})
    assert sentence in words_of(page)


def test_a_run_of_a_file_of_ones_own_shows_the_files_name(session: FakeSession) -> None:
    run = RunRecord("/home/ada/turtles.py", "ok", "2026-11-24T20:10:00+01:00", 2100)
    line = run_line(run, session.catalog, NOW)
    assert (line.title, line.outcome, line.when) == ("turtles.py", "Finished", "4 min ago")
    assert (line.target, line.duration) == ("/home/ada/turtles.py", "2.1 s")


def test_every_kind_of_outcome_has_an_icon_and_a_word(session: FakeSession) -> None:
    lines = [
        run_line(
            RunRecord("first-steps/hello", kind.value, "2026-11-24T20:10:00+01:00", 1), session.catalog, NOW
        )
        for kind in OutcomeKind
    ]
    assert len({line.icon for line in lines}) == len(OutcomeKind)
    assert len({line.outcome for line in lines}) == len(OutcomeKind)


def test_a_record_of_a_later_version_is_shown_as_it_is(session: FakeSession) -> None:
    line = run_line(RunRecord("gone/gone", "denied", "some day", 1), session.catalog, NOW)
    assert (line.title, line.outcome, line.when) == ("gone", "Denied", "some day")


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=2), "18:14"),
        (timedelta(hours=22), "yesterday 22:14"),
        (timedelta(days=12), "12/11/2026"),
        (timedelta(days=360), "29/11/2025"),
        (timedelta(minutes=-5), "20:19"),
    ],
)
def test_a_moment_is_said_as_people_do(before: timedelta, text: str) -> None:
    assert when_text(NOW - before, NOW) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "under 1 min"), (59, "under 1 min"), (720, "12 min"), (7500, "2 h 5 min")]
)
def test_a_span_is_said_in_hours_and_minutes(seconds: int, text: str) -> None:
    assert span_text(seconds) == text


def test_the_squares_of_the_legend_grow_with_the_text(theme: Theme, qtbot: QtBot) -> None:
    swatch = Swatch(theme, is_solid=True)
    qtbot.addWidget(swatch)
    assert (swatch.width(), swatch.height()) == (12, 8)
    theme.set_font_size(26)
    assert (swatch.width(), swatch.height()) == (24, 16)


@pytest.mark.parametrize("runs", [0, 12])
def test_cards_side_by_side_end_at_the_same_height(
    qtbot: QtBot, page: Dashboard, session: FakeSession, runs: int
) -> None:
    for _ in range(runs):
        session.complete("first-steps/hello")
    page.resize(1300, 1000)
    chapters, last_runs = (list_of(page, kind).parentWidget() for kind in (ChapterList, RunList))
    days, favorites = page.findChild(DaysCard), page.findChild(FavoritesCard)
    assert days is not None and favorites is not None
    shown = list_of(page, ChapterList), list_of(page, RunList) if runs else page.findChildren(Prose)[-1]
    qtbot.waitUntil(lambda: all(0 < widget.geometry().top() < 60 for widget in shown))
    qtbot.waitUntil(lambda: favorites.geometry().bottom() == last_runs.geometry().bottom())
    assert chapters.geometry().top() == days.geometry().top()
    assert chapters.geometry().bottom() < page.height() - 100


def test_an_error_that_was_to_come_is_no_failure(page: Dashboard, session: FakeSession) -> None:
    session.complete("exceptions/raise", outcome="failed", completed=False)
    session.complete("exceptions/raise", outcome="failed", completed=True)
    last, before = spoken(list_of(page, RunList).lines)
    assert last.startswith("Raising an error, As expected, ")
    assert before.startswith("Raising an error, Failed, ")


def test_favourites_stand_there_with_status_and_stars(
    page: Dashboard, session: FakeSession, qtbot: QtBot
) -> None:
    assert "None yet. Ctrl+D marks the example in front." in words_of(page)
    session.complete("first-steps/hello")
    for target in ("first-steps/hello", "exceptions/try"):
        session.marks.set_favorite(session.example(target), True)
    session.marks.rate(session.example("first-steps/hello"), 4)
    rows = list_of(page, FavoriteList)
    assert spoken(rows.lines) == ["try and except, new", "Hello, world, completed, 4 of 5 stars"]
    rows.setFocus()
    with qtbot.waitSignal(page.example_chosen) as chosen:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert chosen.args == ["exceptions/try"]


def test_a_favourite_that_is_gone_is_said_so(page: Dashboard, session: FakeSession) -> None:
    session.progress.set_favorite("first-steps/removed", True)
    page.refresh()
    assert spoken(list_of(page, FavoriteList).lines) == ["first-steps/removed (not found), new"]


def test_the_notes_are_counted(page: Dashboard, session: FakeSession) -> None:
    session.marks.write_note(session.example("exceptions/try"), "mine")
    assert "1 example has a note of yours." in words_of(page)


def test_without_favourites_and_notes_there_is_no_card_of_them(page: Dashboard, session: FakeSession) -> None:
    card = page.findChild(FavoritesCard)
    assert card is not None
    session.save_settings({"favorites.enabled": False})
    assert not card.isVisible()


def test_todays_runs_are_in_the_calendar(page: Dashboard, session: FakeSession) -> None:
    session.complete("first-steps/hello")
    days = page.findChild(DaysCard)
    assert days is not None
    assert "opened or ran examples once" in days.calendar.accessibleDescription()
    assert "1 day" in words_of(page)


@pytest.mark.parametrize("look", ["light", "dark", "high-contrast"])
def test_how_long_an_empty_bar_is_can_be_seen_in_high_contrast(theme: Theme, look: str) -> None:
    theme.set_mode(look)
    image = QImage(80, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_bar(painter, QRectF(0, 0, 80, 8), ChapterLine("", 1, 4), theme)
    painter.end()
    edge = contrast(image.pixelColor(79, 4).name(), theme.tokens["surface"])
    assert edge >= 3 if look == "high-contrast" else edge > 1
