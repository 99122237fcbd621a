"""The settings dialog: made from the declaration, checked as one types, nothing written before Save."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.core.errors import StateError
from desktop.core.interpreters import Interpreter
from desktop.core.settings import SETTINGS, Kind, Setting
from desktop.ui.config_text import NOT_YET, ConfigText
from desktop.ui.controls import Switch
from desktop.ui.icons import Icons
from desktop.ui.permissions_row import PermissionsRow
from desktop.ui.question import Question
from desktop.ui.search_field import SearchField
from desktop.ui.settings_dialog import SettingsDialog
from desktop.ui.settings_fields import make_field
from desktop.ui.settings_groups import CHANGED, WEAKER, WRONG, GroupList
from desktop.ui.theme import Theme
from tests.qt.fake_session import FakeSession, write_pack

TIMEOUT = "execution.timeout_seconds"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 760)
    window.show()
    return window


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget, session: FakeSession, theme: Theme, icons: Icons) -> SettingsDialog:
    dialog = SettingsDialog(session, theme, icons, window)  # type: ignore[arg-type]
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def box_of(dialog: SettingsDialog, key: str) -> QSpinBox:
    box = dialog.rows[key].field.findChild(QSpinBox)
    assert box is not None
    return box


def type_number(dialog: SettingsDialog, key: str, text: str) -> None:
    box = box_of(dialog, key)
    dialog.show_setting(key)
    box.selectAll()
    QTest.keyClicks(box, text)


def shown_texts(widget: QWidget) -> list[str]:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return labels + [prose.toPlainText() for prose in widget.findChildren(QTextEdit) if prose.isVisible()]


def question_of(dialog: SettingsDialog) -> Question:
    question = dialog.findChild(Question)
    assert question is not None
    assert question.isVisible()
    return question


def test_every_declared_setting_has_a_row(dialog: SettingsDialog) -> None:
    assert list(dialog.rows) == [setting.key for setting in SETTINGS]
    for setting in SETTINGS:
        assert dialog.rows[setting.key].value() == setting.default


def test_save_writes_what_changed_and_nothing_else(
    dialog: SettingsDialog, session: FakeSession, qtbot: QtBot
) -> None:
    type_number(dialog, TIMEOUT, "45")
    assert dialog.changes() == {TIMEOUT: 45}
    assert "1 change, not saved yet" in shown_texts(dialog)
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert session.settings.snapshot[TIMEOUT] == 45
    assert "timeout_seconds: 45" in session.settings.file.read_text(encoding="utf-8")
    assert "max_memory_mb" not in session.settings.file.read_text(encoding="utf-8")


def test_a_wrong_value_is_answered_with_a_sentence_while_it_is_typed(dialog: SettingsDialog) -> None:
    type_number(dialog, TIMEOUT, "-5")
    sentence = "execution.timeout_seconds takes a whole number from 0 to 86400 s, not -5."
    assert sentence in shown_texts(dialog.rows[TIMEOUT])
    assert not dialog.save_button.isEnabled()
    assert "1 value cannot be saved" in shown_texts(dialog)
    type_number(dialog, TIMEOUT, "5")
    assert sentence not in shown_texts(dialog.rows[TIMEOUT])
    assert dialog.save_button.isEnabled()


def empty_number(dialog: SettingsDialog, key: str) -> None:
    dialog.show_setting(key)
    box_of(dialog, key).selectAll()
    QTest.keyClick(box_of(dialog, key), Qt.Key.Key_Backspace)


def test_an_empty_number_is_answered_with_what_is_needed_and_cannot_be_saved(dialog: SettingsDialog) -> None:
    type_number(dialog, TIMEOUT, "99999999")
    empty_number(dialog, TIMEOUT)
    row = dialog.rows[TIMEOUT]
    assert row.problem() == "`execution.timeout_seconds` needs a whole number from 0 to 86400 s."
    assert not any("99999999" in text for text in shown_texts(row))
    assert not dialog.save_button.isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return], ids=["leaving", "Enter"])
@pytest.mark.parametrize("typed", ["99999999", "45", "-", ""])
def test_a_field_without_a_number_goes_back_to_the_last_good_one(
    dialog: SettingsDialog, key: Qt.Key, typed: str
) -> None:
    row, box = dialog.rows[TIMEOUT], box_of(dialog, TIMEOUT)
    type_number(dialog, TIMEOUT, typed)
    empty_number(dialog, TIMEOUT)
    QTest.keyClick(box, key)
    assert (box.text(), row.value(), row.problem()) == ("30", 30, "")
    assert dialog.isVisible()


def test_the_last_good_number_is_the_one_that_was_left(dialog: SettingsDialog) -> None:
    type_number(dialog, TIMEOUT, "45")
    QTest.keyClick(box_of(dialog, TIMEOUT), Qt.Key.Key_Tab)
    empty_number(dialog, TIMEOUT)
    QTest.keyClick(box_of(dialog, TIMEOUT), Qt.Key.Key_Tab)
    assert dialog.changes() == {TIMEOUT: 45}


def test_all_numbers_stand_in_one_column_with_and_without_a_unit(dialog: SettingsDialog) -> None:
    numbers = [row for row in dialog.rows.values() if row.setting.kind in (Kind.INT, Kind.FLOAT)]
    assert {bool(row.setting.unit) for row in numbers} == {True, False}
    boxes = [box for row in numbers for box in row.field.findChildren(QAbstractSpinBox)]
    assert len({box.mapTo(dialog, QPoint()).x() for box in boxes}) == 1


def test_every_unit_is_shown_beside_its_number_or_said_in_the_help(dialog: SettingsDialog) -> None:
    for row in dialog.rows.values():
        labels = [label for label in row.field.findChildren(QLabel) if not label.isHidden()]
        assert all(label.sizeHint().width() <= label.width() for label in labels)
        is_shown = [label.text() for label in labels] == [row.setting.unit]
        assert is_shown or row.setting.unit in row.setting.help.split()[1:] or not row.setting.unit


def test_the_arrows_of_a_number_stay_within_its_bounds(dialog: SettingsDialog) -> None:
    type_number(dialog, TIMEOUT, "0")
    QTest.keyClick(box_of(dialog, TIMEOUT), Qt.Key.Key_Down)
    assert dialog.rows[TIMEOUT].value() == 0


def test_a_changed_value_shows_its_default_and_can_go_back(dialog: SettingsDialog) -> None:
    row = dialog.rows[TIMEOUT]
    assert "Default 30" not in shown_texts(row)
    type_number(dialog, TIMEOUT, "45")
    assert "Default 30" in shown_texts(row)
    row.reset()
    assert dialog.changes() == {}
    assert "Default 30" not in shown_texts(row)


def test_a_group_is_marked_when_something_in_it_changed_or_is_wrong(dialog: SettingsDialog) -> None:
    groups = dialog.findChild(GroupList)
    assert groups is not None
    running = groups.findItems("Running", Qt.MatchFlag.MatchExactly)[0]
    assert not running.data(CHANGED)
    type_number(dialog, TIMEOUT, "45")
    assert running.data(CHANGED)
    assert running.data(Qt.ItemDataRole.AccessibleTextRole) == "Running, changed"
    type_number(dialog, TIMEOUT, "-1")
    assert running.data(WRONG)


SANDBOX = "security.sandbox_mode"


def test_a_value_that_weakens_protection_says_what_that_means_before_it_is_saved(
    dialog: SettingsDialog, session: FakeSession
) -> None:
    row = dialog.rows[SANDBOX]
    assert not any("weakens" in text for text in shown_texts(row))
    switch = row.field.findChild(Switch)
    assert switch is not None
    switch.click()
    warning = f"This weakens protection. {row.setting.weakening}"
    assert warning in shown_texts(row)
    assert dialog.save_button.isEnabled()
    groups = dialog.findChild(GroupList)
    assert groups is not None
    security = groups.findItems("Security", Qt.MatchFlag.MatchExactly)[0]
    assert security.data(WEAKER)
    assert security.data(Qt.ItemDataRole.AccessibleTextRole) == "Security, weakens protection, changed"
    switch.click()
    assert warning not in shown_texts(row)
    assert not security.data(WEAKER)


def test_a_weakening_that_is_in_force_stays_visible(dialog: SettingsDialog, session: FakeSession) -> None:
    session.save_settings({SANDBOX: False})
    assert dialog.rows[SANDBOX].weakens()
    assert dialog.changes() == {}


def test_going_from_a_stronger_value_to_the_default_counts_as_weakening(
    dialog: SettingsDialog, session: FakeSession
) -> None:
    session.save_settings({"security.tier": "strong"})
    row = dialog.rows["security.tier"]
    assert not row.weakens()
    row.reset()
    assert row.weakens()


def test_a_list_of_five_is_seen_whole_and_an_empty_one_says_that_it_is(dialog: SettingsDialog) -> None:
    edit = dialog.rows["security.blocked_functions"].field.findChild(QPlainTextEdit)
    assert edit is not None
    dialog.show_setting("security.blocked_functions")
    QApplication.processEvents()
    assert edit.blockCount() == 5
    assert not edit.verticalScrollBar().isVisible()
    edit.setPlainText("")
    assert edit.placeholderText() == "None: write one on each line"
    assert dialog.rows["security.blocked_functions"].value() == ()


def test_a_setting_that_is_led_to_is_in_view_and_its_group_is_selected(
    qtbot: QtBot, window: QWidget, session: FakeSession, theme: Theme, icons: Icons
) -> None:
    dialog = SettingsDialog(session, theme, icons, window)  # type: ignore[arg-type]
    dialog.open()
    dialog.show_setting("security.blocked_functions")
    row = dialog.rows["security.blocked_functions"]
    assert not row.visibleRegion().isEmpty()
    groups = dialog.findChild(GroupList)
    assert groups is not None
    assert groups.currentItem().text() == "Security"


@pytest.mark.parametrize(("query", "is_found"), [("permissions", True), ("timeout", False)])
def test_the_stored_permissions_are_found_by_their_name(
    dialog: SettingsDialog, query: str, is_found: bool
) -> None:
    search = dialog.findChild(SearchField)
    row = dialog.findChild(PermissionsRow)
    assert search is not None
    assert row is not None
    search.setText(query)
    assert row.isVisible() is is_found


def test_reset_all_asks_and_writes_nothing_by_itself(
    dialog: SettingsDialog, session: FakeSession, qtbot: QtBot
) -> None:
    session.save_settings({TIMEOUT: 45})
    assert dialog.rows[TIMEOUT].value() == 45
    QTest.mouseClick(dialog.reset_all_button, Qt.MouseButton.LeftButton)
    question = question_of(dialog)
    qtbot.waitUntil(question.safe_button.hasFocus)
    QTest.mouseClick(question.action_button, Qt.MouseButton.LeftButton)
    assert dialog.changes() == {TIMEOUT: 30}
    assert session.settings.snapshot[TIMEOUT] == 45


def test_a_refused_save_says_why_and_keeps_the_changes(dialog: SettingsDialog, session: FakeSession) -> None:
    session.refusal = StateError("The disk is full. Free some space and save again.")
    type_number(dialog, TIMEOUT, "45")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "The disk is full. Free some space and save again." in shown_texts(dialog)
    assert dialog.changes() == {TIMEOUT: 45}


def test_escape_closes_at_once_when_nothing_changed(dialog: SettingsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_closing_with_changes_asks_and_escape_keeps_editing(dialog: SettingsDialog, qtbot: QtBot) -> None:
    type_number(dialog, TIMEOUT, "45")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QTest.keyClick(question_of(dialog), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.changes() == {TIMEOUT: 45}
    dialog.close()
    questions = [question for question in dialog.findChildren(Question) if question.isVisible()]
    with qtbot.waitSignal(dialog.rejected):
        QTest.mouseClick(questions[0].action_button, Qt.MouseButton.LeftButton)


def test_appearance_is_seen_at_once_and_taken_back_when_discarded(
    dialog: SettingsDialog, theme: Theme, session: FakeSession, qtbot: QtBot
) -> None:
    combo = dialog.rows["theme.mode"].field.findChild(QComboBox)
    assert combo is not None
    combo.setCurrentIndex(combo.findData("dark"))
    type_number(dialog, "display.font_size", "18")
    assert theme.mode == "dark"
    assert theme.px(13) == 18
    assert session.settings.snapshot["theme.mode"] == "auto"
    dialog.reject()
    with qtbot.waitSignal(dialog.rejected):
        QTest.mouseClick(question_of(dialog).action_button, Qt.MouseButton.LeftButton)
    assert theme.mode == "auto"
    assert theme.px(13) == 13


def test_opening_the_dialog_changes_nothing_in_the_look(
    qtbot: QtBot, window: QWidget, session: FakeSession, theme: Theme, icons: Icons
) -> None:
    theme.set_mode("dark")
    theme.set_font_size(16)
    dialog = SettingsDialog(session, theme, icons, window)  # type: ignore[arg-type]
    dialog.open()
    session.save_settings({TIMEOUT: 45})
    assert (theme.mode, theme.px(13)) == ("dark", 16)


@pytest.mark.parametrize("query", ["Time limit", "timeout_sec", "longer is STOPPED"])
def test_search_finds_by_title_key_and_help(dialog: SettingsDialog, query: str) -> None:
    field = dialog.findChild(SearchField)
    assert field is not None
    QTest.keyClicks(field, query)
    assert dialog.rows[TIMEOUT].isVisible()
    assert not dialog.rows["theme.mode"].isVisible()
    groups = dialog.findChild(GroupList)
    assert groups is not None
    assert groups.findItems("Appearance", Qt.MatchFlag.MatchExactly)[0].isHidden()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.rows["theme.mode"].isVisible()


def test_keys_lead_from_the_search_to_what_was_found(dialog: SettingsDialog) -> None:
    field = dialog.findChild(SearchField)
    groups = dialog.findChild(GroupList)
    assert field is not None and groups is not None
    field.setText("font")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert groups.hasFocus() and groups.currentItem().text() == "Appearance"
    assert not groups.currentItem().isHidden(), "the focus is not seen"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.rows["display.font_size"].field.isAncestorOf(dialog.focusWidget() or dialog)
    field.setText("no such setting")
    field.setText("")
    assert groups.currentItem().text() == "Appearance"


def test_a_search_without_result_says_so(dialog: SettingsDialog) -> None:
    field = dialog.findChild(SearchField)
    assert field is not None
    QTest.keyClicks(field, "qqq")
    assert "Nothing found for “qqq”" in shown_texts(dialog)


def test_a_group_that_is_chosen_comes_into_view(dialog: SettingsDialog, qtbot: QtBot) -> None:
    groups = dialog.findChild(GroupList)
    assert groups is not None
    groups.setFocus()
    QTest.keyClick(groups, Qt.Key.Key_End)
    row = dialog.rows["logging.level"]
    qtbot.waitUntil(lambda: not row.visibleRegion().isEmpty())
    assert groups.currentItem().text() == "Log"


def test_the_wheel_over_a_number_without_focus_scrolls_the_page(dialog: SettingsDialog) -> None:
    box = box_of(dialog, TIMEOUT)
    area = dialog.findChild(QScrollArea)
    assert area is not None
    box.clearFocus()
    place = QPointF(box.rect().center())
    wheel = QWheelEvent(
        place,
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert dialog.rows[TIMEOUT].value() == 30
    assert not wheel.isAccepted() or area.verticalScrollBar().value() > 0


def test_a_change_made_elsewhere_is_shown_unless_the_row_was_touched(
    dialog: SettingsDialog, session: FakeSession
) -> None:
    type_number(dialog, TIMEOUT, "45")
    session.save_settings({TIMEOUT: 50, "execution.max_memory_mb": 300})
    assert dialog.rows[TIMEOUT].value() == 45
    assert dialog.rows["execution.max_memory_mb"].value() == 300


def test_the_file_is_named_and_shown_read_only(dialog: SettingsDialog, session: FakeSession) -> None:
    session.save_settings({TIMEOUT: 45})
    QTest.mouseClick(dialog.file_button, Qt.MouseButton.LeftButton)
    shown = dialog.findChild(ConfigText)
    assert shown is not None
    text = shown.findChild(QPlainTextEdit)
    assert text is not None
    assert text.isReadOnly()
    assert "timeout_seconds: 45" in text.toPlainText()


def test_a_file_that_does_not_exist_yet_is_explained(
    qtbot: QtBot, tmp_path: Path, theme: Theme, icons: Icons
) -> None:
    shown = ConfigText(tmp_path / "config.yaml", theme, icons)
    qtbot.addWidget(shown)
    assert shown.text.toPlainText() == NOT_YET


def test_a_wrong_value_in_the_file_is_told_at_its_row(
    qtbot: QtBot, window: QWidget, data_dir: Path, tmp_path: Path, theme: Theme, icons: Icons
) -> None:
    data_dir.mkdir()
    (data_dir / "config.yaml").write_text(
        "execution:\n  timeout_seconds: soon\n  timeot: 3\n", encoding="utf-8"
    )
    session = FakeSession(write_pack(tmp_path / "pack"), data_dir)
    dialog = SettingsDialog(session, theme, icons, window)  # type: ignore[arg-type]
    dialog.open()
    at_row = " ".join(shown_texts(dialog.rows[TIMEOUT]))
    assert "not soon" in at_row
    assert any("execution.timeot is not known" in text for text in shown_texts(dialog))


def test_found_interpreters_are_offered_and_a_path_can_be_typed(
    qtbot: QtBot, window: QWidget, session: FakeSession, theme: Theme, icons: Icons
) -> None:
    session.found = [Interpreter(Path("/opt/python3.13"), (3, 13, 0), "3.13.0")]
    dialog = SettingsDialog(session, theme, icons, window)  # type: ignore[arg-type]
    dialog.open()
    row = dialog.rows["execution.interpreter"]
    combo = row.field.findChild(QComboBox)
    assert combo is not None
    qtbot.waitUntil(lambda: combo.count() == 2)
    assert row.value() == "auto"
    combo.setCurrentIndex(1)
    assert row.value() == str(Path("/opt/python3.13"))
    combo.setEditText("/elsewhere/python")
    assert row.value() == "/elsewhere/python"
    row.reset()
    assert dialog.changes() == {}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.BOOL, True),
        (Kind.INT, -3),
        (Kind.FLOAT, 0.25),
        (Kind.TEXT, "a <b>text</b>"),
        (Kind.CHOICE, "two"),
        (Kind.LIST, ("one", "two words")),
    ],
)
def test_every_kind_of_value_has_a_control_that_gives_back_what_it_was_given(
    qtbot: QtBot, theme: Theme, kind: Kind, value: object
) -> None:
    choices = (("one", "One"), ("two", "Two"))
    setting = Setting("group.name", kind, value, "General", "Title", "Help.", choices=choices)
    field = make_field(setting, theme)
    qtbot.addWidget(field)
    field.set_value(value)
    assert field.value() == value


@pytest.mark.parametrize(("file", "at_row"), [("timeout_seconds: soon", True), ("timeot: 3", False)])
def test_a_notice_shows_its_code_as_code_and_no_backticks(
    window: QWidget, data_dir: Path, tmp_path: Path, theme: Theme, icons: Icons, file: str, at_row: bool
) -> None:
    data_dir.mkdir()
    (data_dir / "config.yaml").write_text(f"execution:\n  {file}\n", encoding="utf-8")
    session = FakeSession(write_pack(tmp_path / "pack"), data_dir)
    dialog = SettingsDialog(session, theme, icons, window)  # type: ignore[arg-type]
    dialog.open()
    shown = shown_texts(dialog.rows[TIMEOUT] if at_row else dialog)
    assert any("timeout_seconds" in text and "is used" in text for text in shown)
    assert not any("`" in text for text in shown)


def test_the_icons_of_the_groups_grow_with_the_text(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    groups = GroupList(["Running", "Log"], theme, icons)
    qtbot.addWidget(groups)
    groups.resize(300, 240)
    widths = []
    for size in (13, 26):
        theme.set_font_size(size)
        image = groups.grab().toImage()
        row = groups.visualItemRect(groups.item(1))
        paper = image.pixelColor(290, row.center().y())
        inked = [
            x
            for x in range(8, theme.px(32))
            if any(image.pixelColor(x, y) != paper for y in range(row.top() + 6, row.bottom() - 6))
        ]
        widths.append(inked[-1] - inked[0] + 1)
    assert widths[1] == pytest.approx(2 * widths[0], abs=3)
