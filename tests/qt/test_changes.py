"""My version against the original: shown with signs, put back change by change, never beyond undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.core.line_changes import changes, diff_lines
from desktop.ui.changes_dialog import ChangesDialog
from desktop.ui.code_export import html_mime, print_on
from desktop.ui.code_view import CodeView
from desktop.ui.go_to_line import GoToLine
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

ORIGINAL = "".join(f"line {number}\n" for number in range(1, 21)) + "end"


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, icons: Icons, window: QWidget) -> CodeView:
    view = CodeView(theme, icons, window)
    view.set_original(ORIGINAL)
    view.resize(600, 400)
    view.show()
    return view


def _dialog(view: CodeView, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot) -> ChangesDialog:
    dialog = ChangesDialog(view, ORIGINAL, theme, icons, window, name="main.py")
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def _shown(old: str, new: str, context: int = 1) -> list[str]:
    return [f"{line.sign}{line.text}" for line in diff_lines(old, new, context)]


def test_a_change_stands_between_what_is_equal_around_it() -> None:
    shown = _shown("a\nb\nc\nd\ne", "a\nb\nX\nd\ne")
    assert shown == ["@Line 3 changed", " b", "-c", "+X", " d"]


def test_changes_close_together_show_no_line_twice() -> None:
    shown = _shown("a\nb\nc", "X\nb\nY", 3)
    assert shown == ["@Line 1 changed", "-a", "+X", " b", "@Line 3 changed", "-c", "+Y"]


@pytest.mark.parametrize(
    "mine",
    [
        ORIGINAL.replace("line 5\n", "five\n"),
        ORIGINAL.replace("line 5\n", ""),
        ORIGINAL.replace("line 5\n", "line 5\nnew\nnewer\n"),
        ORIGINAL.replace("line 1\n", ""),
        ORIGINAL.replace("\nend", ""),
        ORIGINAL.replace("\nend", "\nThe end\n\n"),
        "",
        "entirely\ndifferent",
        ORIGINAL.replace("line 3", "3").replace("line 9\n", "").replace("end", "end\nmore"),
    ],
)
def test_every_change_put_back_is_the_original_and_undo_brings_mine(view: CodeView, mine: str) -> None:
    view.set_text(mine)
    count = 0
    while found := changes(ORIGINAL, view.text()):
        view.put_back(found[-1])
        count += 1
        assert count < 10
    assert view.text() == ORIGINAL
    for _ in range(count):
        view.undo()
    assert view.text() == mine


def test_the_dialog_goes_from_change_to_change_and_puts_one_back(
    view: CodeView, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    view.set_text(ORIGINAL.replace("line 3", "three").replace("line 12\n", ""))
    dialog = _dialog(view, theme, icons, window, qtbot)
    assert dialog.summary.text() == "2 changes. + is yours, - is the original."
    assert "- line 3\n+ three" in dialog.text.toPlainText()
    assert not dialog.previous.isEnabled()
    dialog.next.click()
    assert dialog.text.change_here() == 1
    with qtbot.waitSignal(view.text_edited):
        dialog.put_back.click()
    assert view.text() == ORIGINAL.replace("line 3", "three")
    assert dialog.summary.text() == "1 change. + is yours, - is the original."
    dialog.put_back.click()
    assert dialog.summary.text() == "Your copy says what the original says."
    assert not dialog.put_back.isEnabled()


def test_the_cursor_chooses_the_change(
    view: CodeView, theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    view.set_text(ORIGINAL.replace("line 3", "three").replace("line 12\n", ""))
    dialog = _dialog(view, theme, icons, window, qtbot)
    QTest.keyClick(dialog.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert dialog.text.change_here() == 1


def test_go_to_line_begins_at_the_cursor_and_keeps_to_the_lines_there_are(
    theme: Theme, icons: Icons, window: QWidget, qtbot: QtBot
) -> None:
    dialog = GoToLine(7, 120, theme, icons, window)
    chosen: list[int] = []
    dialog.line_chosen.connect(chosen.append)
    with qtbot.waitExposed(dialog):
        dialog.open()
    assert dialog.field.value() == 7
    QTest.keyClicks(dialog.field, "500")
    assert dialog.field.value() <= 120
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert chosen == [50]


def test_copied_code_is_coloured_and_plain_and_its_own_marks_are_text() -> None:
    data = html_mime("if x < 1:  # <b>\n    pass 😀")
    assert data.text() == "if x < 1:  # <b>\n    pass 😀"
    assert "# &lt;b&gt;" in data.html()
    assert "<b>" not in data.html()
    assert "    <span" in data.html()
    assert "😀" in data.html()


def test_code_is_printed_on_numbered_pages(theme: Theme, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "code.pdf"))
    print_on(printer, "print('x')\n" * 200, theme)
    data = (tmp_path / "code.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") >= 2
