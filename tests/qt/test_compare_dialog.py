"""The dialog that compares outputs: the verdict first, the differences by signs and one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.core.comparison import Comparison, RunOutput, compare_runs
from desktop.core.errors import PackError
from desktop.ui.compare_dialog import CompareDialog
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

OK = Outcome(OutcomeKind.OK, exit_code=0)


def _opened(
    qtbot: QtBot, theme: Theme, icons: Icons, window: QWidget, old: bytes, new: bytes
) -> CompareDialog:
    before, run = (RunOutput(OK, data, data, {}) for data in (old, new))
    dialog = CompareDialog(
        lambda: compare_runs(before, run), "the run before", theme, icons, window, name="A <b>demo</b>"
    )
    with qtbot.waitSignal(dialog.compared):
        dialog.open()
    return dialog


def test_the_verdict_comes_first_and_signs_say_whose_a_line_is(
    qtbot: QtBot, theme: Theme, icons: Icons, window: QWidget
) -> None:
    dialog = _opened(qtbot, theme, icons, window, b"a\n<i>b</i>\n", b"a\nB\n")
    assert dialog.verdict.text() == "Line 2 differs from the run before."
    assert "+ is this run, - is the run before." in dialog.remarks.text()
    assert dialog.text.toPlainText().splitlines()[-2:] == ["- <i>b</i>", "+ B"]


def test_the_same_output_is_one_sentence_and_enter_closes(
    qtbot: QtBot, theme: Theme, icons: Icons, window: QWidget
) -> None:
    dialog = _opened(qtbot, theme, icons, window, b"a\n", b"a\n")
    assert dialog.verdict.text() == "The same as the run before."
    assert dialog.text.isHidden() and dialog.remarks.isHidden()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)


def test_differences_are_gone_through_by_buttons(
    qtbot: QtBot, theme: Theme, icons: Icons, window: QWidget
) -> None:
    dialog = _opened(qtbot, theme, icons, window, b"a\n1\n2\n3\n4\n5\n6\nb\n", b"A\n1\n2\n3\n4\n5\n6\nB\n")
    assert not dialog.previous.isEnabled()
    dialog.next.click()
    assert dialog.text.textCursor().block().text() == "Line 8 changed"
    assert not dialog.next.isEnabled()
    dialog.previous.click()
    assert dialog.text.textCursor().block().text() == "Line 1 changed"


def test_a_stored_output_that_cannot_be_read_is_said(
    qtbot: QtBot, theme: Theme, icons: Icons, window: QWidget
) -> None:
    def fail() -> Comparison:
        raise PackError("demo.out is not there.")

    dialog = CompareDialog(fail, "the expected output", theme, icons, window, name="A demo")
    with qtbot.waitSignal(dialog.compared):
        dialog.open()
    assert dialog.verdict.text() == "The outputs could not be compared: demo.out is not there."
