"""The questions before a run: the safe answer is the easy one, and words of strangers stay plain words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.example import Example
from desktop.core.foreign import read_file
from desktop.core.inference import Wish
from desktop.sandbox.policy import Permission, Tier
from desktop.services.questions import LimitsQuestion, PermissionQuestion, Remember, WeakeningQuestion
from desktop.ui.asking import Asking
from desktop.ui.icons import Icons
from desktop.ui.limits_dialog import LimitsDialog
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.permissions_dialog import PermissionsDialog
from desktop.ui.theme import Theme
from desktop.ui.wish_row import meaning_of
from tests.qt.fake_session import FakeSession

RUN = Wish(Permission("run"), 5, "line 5 imports subprocess")
NET = Wish(Permission("net", "any"), 7, "line 7 imports urllib.request")
LONG = Wish(Permission("read", "/data/" + "a-long-folder-name/" * 26 + "x.csv"), 9, "line 9 opens it")
REFUSED = Wish(Permission("read", "/home"), 11, "line 11 opens it", "/home is too wide: it holds your files.")
HOSTILE = "<b>bold</b>\n\u202egnp.exe &amp; `code`"

Ask = Callable[..., PermissionsDialog]
Dialogs = Callable[[], list[PermissionsDialog | LimitsDialog]]


@pytest.fixture
def example(tmp_path: Path) -> Example:
    file = tmp_path / "mine <b>& yours.py"
    file.write_text("print(1)\n", encoding="utf-8")
    return read_file(file)


@pytest.fixture
def ask(qtbot: QtBot, window: QWidget, theme: Theme, icons: Icons, example: Example) -> Ask:
    def ask(*wishes: Wish, library: str = "Small", is_edited: bool = False) -> PermissionsDialog:
        question = PermissionQuestion(example, wishes, library, is_edited, Tier.STRONG)
        dialog = PermissionsDialog(question, theme, icons, window)
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return ask


def limits(
    window: QWidget, theme: Theme, icons: Icons, example: Example, remedy: str = "sudo true"
) -> LimitsDialog:
    question = LimitsQuestion(example, "Small", "Strong does not work here: no namespaces.", remedy)
    dialog = LimitsDialog(question, theme, icons, window)
    dialog.open()
    return dialog


def shown_texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


# -- what it asks for --------------------------------------------------------------------------------------


def test_nothing_is_ticked_and_the_focus_is_on_running_without(ask: Ask) -> None:
    dialog = ask(RUN, NET)
    assert [row.box.isChecked() for row in dialog.rows] == [False, False]
    assert dialog.allowed == ()
    assert dialog.remember is Remember.ONCE
    assert dialog.without_button.hasFocus()
    assert dialog.without_button.isDefault()


def test_each_wish_says_what_it_means_and_why_it_is_there(ask: Ask) -> None:
    texts = shown_texts(ask(RUN, NET))
    assert meaning_of(RUN.permission) in texts
    assert meaning_of(NET.permission) in texts
    assert "Line 5 imports subprocess." in texts
    assert Tier.STRONG.protects in texts


def test_what_cannot_be_allowed_has_no_box_and_says_so(ask: Ask) -> None:
    dialog = ask(RUN, REFUSED)
    assert not dialog.rows[1].box.isVisible()
    assert "Cannot be allowed: /home is too wide: it holds your files." in shown_texts(dialog)
    dialog.rows[1].box.setChecked(True)
    assert dialog.allowed == ()


def test_an_edited_copy_is_named_as_that(ask: Ask) -> None:
    assert any(text.startswith("It is your edited copy.") for text in shown_texts(ask(RUN, is_edited=True)))


# -- answering ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_first_key_runs_it_without(ask: Ask, qtbot: QtBot, key: Qt.Key) -> None:
    dialog = ask(RUN)
    with qtbot.waitSignal(dialog.run_chosen) as answer, qtbot.assertNotEmitted(dialog.cancel_chosen):
        QTest.keyClick(dialog.focusWidget(), key)
    assert answer.args == [(), Remember.ONCE]


def test_escape_closing_the_question_and_do_not_run_run_nothing(ask: Ask, qtbot: QtBot) -> None:
    for end in (
        lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape),
        lambda dialog: dialog.close(),
        lambda dialog: dialog.cancel_button.click(),
    ):
        dialog = ask(RUN)
        with qtbot.waitSignal(dialog.cancel_chosen), qtbot.assertNotEmitted(dialog.run_chosen):
            end(dialog)


def test_only_what_is_ticked_is_allowed_and_for_as_long_as_chosen(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask(RUN, NET)
    assert not dialog.with_button.isEnabled()
    dialog.rows[1].box.click()
    choose(dialog, "Remember: For all of Small")
    assert dialog.with_button.isEnabled()
    with qtbot.waitSignal(dialog.run_chosen) as answer:
        dialog.with_button.click()
    assert answer.args == [(NET.permission,), Remember.LIBRARY]


def test_the_button_for_what_is_ticked_goes_dead_with_the_last_tick(ask: Ask) -> None:
    dialog = ask(RUN)
    dialog.rows[0].box.click()
    dialog.rows[0].box.click()
    assert not dialog.with_button.isEnabled()


def test_a_remembered_answer_says_what_it_does_to_what_is_not_ticked(ask: Ask) -> None:
    dialog = ask(RUN)
    assert not any("stays blocked" in text for text in shown_texts(dialog))
    choose(dialog, "Remember: For this example")
    assert any("what is not ticked stays blocked" in text for text in shown_texts(dialog))


def test_a_question_that_does_not_stand_any_more_goes_without_an_answer(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask(RUN)
    with qtbot.assertNotEmitted(dialog.run_chosen), qtbot.assertNotEmitted(dialog.cancel_chosen):
        dialog.close_unanswered()
    assert not dialog.isVisible()


def choose(dialog: PermissionsDialog, name: str) -> None:
    (button,) = [one for one in dialog.findChildren(QRadioButton) if one.accessibleName() == name]
    button.click()


# -- keys, readers, room -----------------------------------------------------------------------------------


def test_tab_goes_through_boxes_choices_and_buttons_in_this_order(ask: Ask) -> None:
    dialog = ask(RUN, REFUSED, NET)
    first = dialog.rows[0].box
    first.setChecked(True)
    first.setFocus()
    names = [first.accessibleName()]
    for _ in range(6):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        widget = dialog.focusWidget()
        names.append(widget.accessibleName() or widget.text())  # type: ignore[union-attr]
    assert names == [
        "Start other programs",
        "Use the whole network",
        "Remember: Only this time",
        "Do not run",
        "Run without these",
        "Run with what is ticked",
        "Start other programs",
    ]


def test_going_back_reaches_the_choice_that_is_made_and_arrows_change_it(ask: Ask) -> None:
    dialog = ask(RUN)
    QTest.keyClick(dialog.without_button, Qt.Key.Key_Backtab)
    QTest.keyClick(dialog.cancel_button, Qt.Key.Key_Backtab)
    for expected in (Remember.ONCE, Remember.EXAMPLE, Remember.LIBRARY):
        assert dialog.remember is expected
        assert isinstance(dialog.focusWidget(), QRadioButton)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Backtab)
    assert dialog.rows[0].box.hasFocus()


def test_a_box_tells_a_reader_the_whole_sentence_its_meaning_and_the_reason(ask: Ask) -> None:
    box = ask(LONG).rows[0].box
    assert box.accessibleName() == f"Read {LONG.permission.value}"
    assert "Line 9 opens it." in box.accessibleDescription()


def test_a_path_of_500_characters_keeps_both_ends_and_does_not_widen_the_question(ask: Ask) -> None:
    refused = Wish(LONG.permission, 3, "opens it", f"{LONG.permission.value} is too wide.")
    narrow, dialog = ask(RUN), ask(LONG, refused)
    assert len(LONG.permission.value) > 490
    assert dialog.width() == narrow.width()
    assert dialog.minimumSizeHint().width() <= narrow.minimumSizeHint().width()
    sheet = dialog.rows[1].parentWidget()
    assert sheet is not None
    assert sheet.width() < dialog.width()
    (path,) = [text for text in shown_texts(dialog) if text.startswith("/data/")]
    assert path.endswith("x.csv")
    assert "…" in path


def test_a_click_on_the_path_ticks_its_box(ask: Ask) -> None:
    dialog = ask(LONG)
    (path,) = [label for label in dialog.findChildren(QLabel) if label.text().startswith("/data/")]
    QTest.mouseClick(path, Qt.MouseButton.LeftButton)
    assert dialog.allowed == (LONG.permission,)


def test_words_of_strangers_are_plain_and_on_one_line(
    qtbot: QtBot, window: QWidget, theme: Theme, icons: Icons, example: Example
) -> None:
    wish = Wish(Permission("write", f"/data/{HOSTILE}"), 3, HOSTILE, "")
    refused = Wish(Permission("read", "/x"), 3, HOSTILE, HOSTILE)
    question = PermissionQuestion(example, (wish, refused), HOSTILE, False, Tier.STRONG)
    for dialog in (
        PermissionsDialog(question, theme, icons, window),
        LimitsDialog(LimitsQuestion(example, HOSTILE, HOSTILE, "true"), theme, icons, window),
    ):
        dialog.open()
        for label in dialog.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText
            assert "\n" not in label.text()
            assert "\u202e" not in label.text()
        assert "mine <b>& yours.py" in " ".join(shown_texts(dialog))


@pytest.mark.parametrize("size", [13, 20])
def test_many_wishes_scroll_inside_a_small_window(
    qtbot: QtBot, ask: Ask, window: QWidget, theme: Theme, size: int
) -> None:
    theme.set_font_size(size)
    dialog = ask(
        *[Wish(Permission("read", f"/data/{number}"), number, "opens it") for number in range(1, 30)]
    )
    assert dialog.height() <= window.height()
    assert dialog.width() <= window.width()
    for button in dialog.findChildren(QPushButton):
        assert button.geometry().bottom() < dialog.height()
        assert button.width() >= button.sizeHint().width()
    last = dialog.rows[-1].box
    choice = dialog.findChildren(QRadioButton)[0]
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Backtab)
    assert last.hasFocus()
    bottom = last.mapTo(dialog, last.rect().bottomLeft()).y()
    assert 0 < bottom < dialog.without_button.geometry().top()


# -- limits only -------------------------------------------------------------------------------------------


def test_without_a_sandbox_the_safe_answer_is_the_easy_one(
    qtbot: QtBot, window: QWidget, theme: Theme, icons: Icons, example: Example
) -> None:
    for act in (
        lambda dialog: QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return),
        lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape),
        lambda dialog: dialog.close(),
    ):
        dialog = limits(window, theme, icons, example)
        qtbot.waitUntil(dialog.isActiveWindow)
        assert dialog.cancel_button.hasFocus()
        assert dialog.cancel_button.isDefault()
        assert not dialog.run_button.isDefault()
        with qtbot.waitSignal(dialog.cancel_chosen), qtbot.assertNotEmitted(dialog.run_chosen):
            act(dialog)


@pytest.mark.parametrize("is_remembered", [False, True])
def test_running_with_limits_only_is_remembered_only_where_that_was_ticked(
    qtbot: QtBot, window: QWidget, theme: Theme, icons: Icons, example: Example, is_remembered: bool
) -> None:
    dialog = limits(window, theme, icons, example)
    assert not dialog.remember_box.isChecked()
    dialog.remember_box.setChecked(is_remembered)
    with qtbot.waitSignal(dialog.run_chosen) as answer, qtbot.assertNotEmitted(dialog.cancel_chosen):
        dialog.run_button.click()
    assert answer.args == [is_remembered]


def test_it_says_what_is_not_protected_and_why(
    qtbot: QtBot, window: QWidget, theme: Theme, icons: Icons, example: Example
) -> None:
    dialog = limits(window, theme, icons, example)
    assert "Strong does not work here: no namespaces." in shown_texts(dialog)
    assert Tier.LIMITS.protects in dialog.accessibleDescription()


def test_the_commands_can_only_be_read_and_copied(
    qtbot: QtBot, window: QWidget, theme: Theme, icons: Icons, example: Example
) -> None:
    dialog = limits(window, theme, icons, example, "sudo one\nsudo two")
    assert dialog.commands is not None
    assert dialog.commands.field.isReadOnly()
    dialog.commands.copy_button.click()
    assert QGuiApplication.clipboard().text() == "sudo one\nsudo two"
    assert limits(window, theme, icons, example, "").commands is None


# -- where it is asked -------------------------------------------------------------------------------------


@pytest.fixture
def asking(
    qtbot: QtBot, session: FakeSession, window: QWidget, theme: Theme, icons: Icons
) -> tuple[Asking, NoticeBar]:
    bar = NoticeBar(theme, icons, window)
    return Asking(session, bar, theme, icons, window), bar  # type: ignore[arg-type]


@pytest.fixture
def open_dialogs(window: QWidget) -> Dialogs:
    return lambda: [
        dialog
        for kind in (PermissionsDialog, LimitsDialog)
        for dialog in window.findChildren(kind)
        if dialog.isVisible()
    ]


def question(example: Example) -> PermissionQuestion:
    return PermissionQuestion(example, (RUN,), "Small", False, Tier.STRONG)


def test_the_answer_goes_to_the_session(
    asking: tuple[Asking, NoticeBar], session: FakeSession, example: Example, open_dialogs: Dialogs
) -> None:
    session.question_asked.emit(question(example))
    (dialog,) = open_dialogs()
    assert isinstance(dialog, PermissionsDialog)
    dialog.rows[0].box.click()
    dialog.with_button.click()
    assert session.answers == [((RUN.permission,), Remember.ONCE)]
    session.question_asked.emit(LimitsQuestion(example, "Small", "No.", ""))
    (other,) = open_dialogs()
    assert isinstance(other, LimitsDialog)
    other.run_button.click()
    assert session.answers[1:] == [False]


@pytest.mark.parametrize("news", ["run_started", "run_finished"])
def test_a_run_that_begins_or_ends_takes_the_question_away_unanswered(
    asking: tuple[Asking, NoticeBar], session: FakeSession, example: Example, open_dialogs: Dialogs, news: str
) -> None:
    session.question_asked.emit(question(example))
    getattr(session, news).emit(None)
    assert open_dialogs() == []
    assert session.answers == []


def test_one_question_at_a_time(
    asking: tuple[Asking, NoticeBar], session: FakeSession, example: Example, open_dialogs: Dialogs
) -> None:
    session.question_asked.emit(question(example))
    session.question_asked.emit(LimitsQuestion(example, "Small", "No.", ""))
    assert [type(dialog) for dialog in open_dialogs()] == [LimitsDialog]
    open_dialogs()[0].close()
    assert session.answers == ["cancelled"]


def weakening(key: str = "security.sandbox_mode") -> WeakeningQuestion:
    return WeakeningQuestion(key, "Run examples in the sandbox", True, False, "They run with your rights.")


def test_a_weakening_in_the_file_is_asked_about_with_protection_first(
    asking: tuple[Asking, NoticeBar], session: FakeSession
) -> None:
    session.waiting = [weakening(), weakening("security.tier")]
    session.weakening_found.emit()
    session.weakening_found.emit()
    _asking, bar = asking
    assert len(bar.sentences()) == 2
    assert "This weakens protection. They run with your rights." in bar.sentences()[0]
    keep, use, *_rest = bar.findChildren(QPushButton)
    assert [keep.text(), use.text()] == ["Keep protection", "Use it"]
    keep.click()
    assert session.answers == [("security.sandbox_mode", "kept")]
    (tier,) = bar.questions()
    assert tier == "security.tier"
    [button for button in bar.findChildren(QPushButton) if button.text() == "Use it"][-1].click()
    assert session.answers[1:] == [("security.tier", "used")]
    assert bar.isHidden()


def test_many_weakenings_leave_room_and_are_all_asked_about(
    asking: tuple[Asking, NoticeBar], session: FakeSession
) -> None:
    session.waiting = [weakening(f"security.{number}") for number in range(5)]
    session.weakening_found.emit()
    _asking, bar = asking
    while bar.questions():
        assert len(bar.questions()) <= 2
        next(button for button in bar.findChildren(QPushButton) if button.text() == "Keep protection").click()
    assert len(session.answers) == 5


def test_a_weakening_that_was_taken_back_in_the_file_is_not_asked_about_any_more(
    asking: tuple[Asking, NoticeBar], session: FakeSession
) -> None:
    session.waiting = [weakening()]
    session.weakening_found.emit()
    session.waiting = []
    session.weakening_found.emit()
    assert asking[1].questions() == ()
