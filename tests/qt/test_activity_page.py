"""The activity page: what the log has, found by word and subject, and the verdict on the whole of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from desktop.ui.activity_page import ActivityPage
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from tests.qt.fake_session import FakeSession


@pytest.fixture
def page(qtbot: QtBot, session: FakeSession, theme: Theme, icons: Icons) -> ActivityPage:
    page = ActivityPage(session, theme, icons)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def fill(session: FakeSession, count: int) -> None:
    for number in range(1, count + 1):
        session.audit.append("run_started", {"target": f"a/number-{number}"})


def read(page: ActivityPage, qtbot: QtBot) -> None:
    page.refresh()
    settle(page, qtbot)


def settle(page: ActivityPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.count.text() != "Reading…" and not page._typing.isActive())
    qtbot.waitUntil(lambda: "being checked" not in page.verdict.prose.toPlainText())


def cells(page: ActivityPage, column: int) -> list[str]:
    model: QAbstractItemModel = page.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_entries_come_newest_first_with_the_verdict_above(
    page: ActivityPage, session: FakeSession, qtbot: QtBot
) -> None:
    session.audit.append("run_finished", {"target": "a/b", "outcome": "ok", "exception": {"line": 3}})
    session.audit.append("setting_changed", {"key": "theme.mode", "old": "auto", "new": "dark"})
    read(page, qtbot)
    assert cells(page, 1) == ["Setting changed", "Run finished"]
    assert cells(page, 2)[1] == 'target: a/b  ·  outcome: ok  ·  exception: {"line": 3}'
    assert page.verdict.prose.toPlainText() == "The log is whole: 2 entries."
    assert page.count.text() == "2 entries"


def test_words_and_a_subject_narrow_it_down(page: ActivityPage, session: FakeSession, qtbot: QtBot) -> None:
    fill(session, 12)
    session.audit.append("setting_changed", {"key": "theme.mode"})
    read(page, qtbot)
    page.field.setText("number-1")
    settle(page, qtbot)
    assert [text.rpartition("-")[2] for text in cells(page, 2)] == ["12", "11", "10", "1"]
    page.subjects.setCurrentText("Settings")
    settle(page, qtbot)
    assert cells(page, 1) == []
    assert page._empty.isVisible()
    page.field.clear()
    settle(page, qtbot)
    assert cells(page, 1) == ["Setting changed"]
    assert not page._empty.isVisible()


def test_older_entries_follow_as_one_scrolls(page: ActivityPage, session: FakeSession, qtbot: QtBot) -> None:
    fill(session, 600)
    read(page, qtbot)
    assert (page.model.rowCount(), page.count.text()) == (500, "500 entries and more")
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: page.model.rowCount() == 600)
    assert cells(page, 3) == [str(number) for number in range(600, 0, -1)]
    assert page.count.text() == "600 entries"


def test_the_table_keeps_qts_promises(page: ActivityPage, session: FakeSession, qtbot: QtBot) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(page.model, mode)
    fill(session, 3)
    read(page, qtbot)
    read(page, qtbot)
    assert tester.model() is page.model


def test_a_log_that_was_altered_is_said_with_the_line_and_shown_at_it(
    page: ActivityPage, session: FakeSession, qtbot: QtBot
) -> None:
    fill(session, 3)
    log = session.audit.file
    log.write_bytes(log.read_bytes().replace(b"number-2", b"number-9"))
    read(page, qtbot)
    said = page.verdict.prose.toPlainText()
    assert said.startswith("The log is not whole. ") and "line 2: it is not as it was written" in said
    assert cells(page, 1) == ["Run started", "Run started (altered)", "Run started"]


def test_the_verdict_is_that_of_the_command(page: ActivityPage, session: FakeSession, qtbot: QtBot) -> None:
    fill(session, 3)
    log = session.audit.file
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[1:]))
    read(page, qtbot)
    assert page.verdict.prose.toPlainText() == f"The log is not whole. {session.audit.verify().problem}"


def test_what_an_entry_holds_is_plain_text_with_every_character_seen(
    page: ActivityPage, session: FakeSession, qtbot: QtBot
) -> None:
    session.audit.append("run_finished", {"message": "<b>bold</b>\x1b[31m\u202e"})
    read(page, qtbot)
    assert cells(page, 2) == ["message: <b>bold</b>\\x1B[31mU+202E"]
    assert "<b>bold</b>" in page.details.toPlainText()
    assert "\u202e" not in page.details.toPlainText()
    tip = str(page.model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;" in tip


def test_lines_are_copied_as_they_stand_in_the_log(
    page: ActivityPage, session: FakeSession, qtbot: QtBot
) -> None:
    fill(session, 3)
    read(page, qtbot)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = session.audit.file.read_text(encoding="utf-8").splitlines()
    assert QGuiApplication.clipboard().text() == lines[1] + "\n"
    page.table.selectAll()
    assert page._copy.text() == "Copy 3 lines"
    page._copy.click()
    assert QGuiApplication.clipboard().text() == "\n".join(reversed(lines)) + "\n"


def test_before_anything_happened_it_says_what_will_stand_there(page: ActivityPage, qtbot: QtBot) -> None:
    read(page, qtbot)
    assert page._empty.isVisible()
    assert page.verdict.prose.toPlainText() == "The log is whole: 0 entries."
    assert page.count.text() == "0 entries"


def test_a_row_is_read_out_as_a_whole(page: ActivityPage, session: FakeSession, qtbot: QtBot) -> None:
    fill(session, 1)
    read(page, qtbot)
    said = str(page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.endswith(", Run started, target: a/number-1")


def test_what_is_no_record_is_shown_as_such(page: ActivityPage, session: FakeSession, qtbot: QtBot) -> None:
    fill(session, 1)
    with session.audit.file.open("ab") as file:
        file.write(b"by hand\n")
    read(page, qtbot)
    assert cells(page, 1) == ["Unreadable line", "Run started"]
    assert page.details.toPlainText() == "by hand"
