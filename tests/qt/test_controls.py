"""Controls say what they are, show all text as it is, and work by keyboard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QCursor, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.controls import (
    Badge,
    Button,
    ElidedLabel,
    IconButton,
    Note,
    Prose,
    Ring,
    Switch,
    Text,
    Toast,
    plain_tooltip,
)
from desktop.ui.icons import Icons
from desktop.ui.prose import paragraphs, runs
from desktop.ui.rail import Rail, RailButton
from desktop.ui.theme import Theme
from desktop.ui.tokens import TOKENS, Look

HOSTILE = "<b>bold</b> &amp; <img src=x>"


def test_a_button_has_room_for_text_icon_and_key(theme: Theme, icons: Icons) -> None:
    plain = Button(theme, icons, "Run").sizeHint()
    whole = Button(theme, icons, "Run", "primary", "play", "F5").sizeHint()
    assert whole.width() >= plain.width() + 16 + 7
    assert whole.height() == plain.height() == 30


def test_the_focus_ring_does_not_change_the_size_of_a_button(
    qtbot: QtBot, theme: Theme, icons: Icons
) -> None:
    button = Button(theme, icons, "Run", "primary", "play", "F5")
    qtbot.addWidget(button)
    with qtbot.waitActive(button):
        button.show()
        button.activateWindow()
    before = button.geometry()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.geometry() == before
    picture = button.grab().toImage()
    assert picture.pixelColor(button.width() // 2, 0).name().upper() == TOKENS[Look.LIGHT]["focus"]


def test_run_becomes_stop_in_look_and_word(theme: Theme, icons: Icons) -> None:
    button = Button(theme, icons, "Run", "primary", "play", "F5")
    button.setText("Stop")
    button.set_kind("danger")
    button.set_hint("Shift+F5")
    assert (button.property("kind"), button.text(), button.hint) == ("danger", "Stop", "Shift+F5")


def test_an_icon_button_has_a_name_and_its_key_in_the_tooltip(theme: Theme, icons: Icons) -> None:
    button = IconButton(theme, icons, "eraser", "Clear the output", "Ctrl+L")
    assert button.accessibleName() == "Clear the output"
    assert button.toolTip() == "Clear the output (Ctrl+L)"
    assert min(button.width(), button.height()) >= 24


def test_a_switch_is_worked_by_the_space_key_and_tells_screen_readers(qtbot: QtBot, theme: Theme) -> None:
    switch = Switch(theme, "Follow the system")
    qtbot.addWidget(switch)
    switch.show()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    interface = QAccessible.queryAccessibleInterface(switch)
    assert switch.isChecked()
    assert interface.state().checked == 1
    assert interface.text(QAccessible.Text.Name) == "Follow the system"


def test_a_cut_title_is_whole_in_the_tooltip_and_for_readers(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel(theme, "A title that is much too long for its place", "title")
    qtbot.addWidget(label)
    label.resize(120, 30)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.accessibleName() == "A title that is much too long for its place"
    assert label.minimumSizeHint().width() <= 48
    label.resize(900, 30)
    assert label.toolTip() == ""


def test_no_label_takes_text_for_html(theme: Theme, icons: Icons) -> None:
    label = ElidedLabel(theme, HOSTILE)
    assert label.textFormat() == Qt.TextFormat.PlainText
    prose = Prose(theme, HOSTILE)
    assert prose.toPlainText() == HOSTILE
    note = Note(theme, icons, "warn", HOSTILE)
    assert note.prose.toPlainText() == HOSTILE
    assert all(child.textFormat() == Qt.TextFormat.PlainText for child in note.findChildren(QLabel))


def test_a_tooltip_shows_what_looks_like_html_as_it_is() -> None:
    assert plain_tooltip("plain & simple") == "plain & simple"
    shown = QTextDocumentFragment.fromHtml(plain_tooltip(HOSTILE)).toPlainText()
    assert shown == HOSTILE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` *c* d", [("a ", "text"), ("b", "code"), (" ", "text"), ("c", "strong"), (" d", "text")]),
        ("2 * 3 * 4 and *args", [("2 * 3 * 4 and *args", "text")]),
        ("an `open mark", [("an `open mark", "text")]),
        ("``x = `1` ``", [("x = `1` ", "code")]),
        ("`*a*`", [("*a*", "code")]),
    ],
)
def test_prose_knows_code_and_strong_and_nothing_else(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(run.text, run.kind) for run in runs(text)] == expected


def test_wrapped_lines_are_joined_and_lists_and_code_are_not() -> None:
    text = "One\ntwo.\n\nThree:\n- a\n  more\n- b\n\n    x = 1\n    y = 2\n"
    assert paragraphs(text) == ["One two.", "Three:", "- a more", "- b", "    x = 1", "    y = 2"]


def test_further_lines_of_a_list_item_stand_below_its_words(qtbot: QtBot, theme: Theme) -> None:
    prose = Prose(theme, "1. " + "word " * 30)
    qtbot.addWidget(prose)
    prose.resize(200, 300)
    prose.show()
    layout = prose.document().firstBlock().layout()
    assert layout.lineCount() > 2
    number = prose.fontMetrics().horizontalAdvance("1. ")
    assert layout.lineAt(0).x() == pytest.approx(0, abs=1)
    assert layout.lineAt(1).x() == pytest.approx(number, abs=2)


def test_prose_is_as_high_as_its_text_needs(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    prose = Prose(theme, "many words and " * 30)
    layout.addWidget(prose)
    layout.addStretch(1)
    page.resize(300, 800)
    page.show()
    qtbot.waitUntil(lambda: prose.height() == prose.heightForWidth(prose.width()))
    narrow = prose.height()
    page.resize(500, 800)
    qtbot.waitUntil(lambda: prose.height() < narrow)
    assert prose.document().size().height() <= prose.height()


def test_prose_is_copied_as_plain_text(theme: Theme) -> None:
    prose = Prose(theme, "say `hello` *loud*")
    prose.selectAll()
    data = prose.createMimeDataFromSelection()
    assert data.formats() == ["text/plain"]
    assert data.text() == "say hello loud"


def test_a_toast_offers_undo_and_goes_when_it_is_taken(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    toast = Toast(theme, icons, page)
    toast.show_text("Original restored. Your edit is kept.", "Undo", "undo-2")
    assert toast.isVisible()
    assert toast.geometry().bottom() < page.height()
    assert abs(toast.geometry().center().x() - page.width() // 2) <= 1
    button = toast.findChild(Button)
    assert button is not None
    with qtbot.waitSignal(toast.action_triggered):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert not toast.isVisible()


def test_a_toast_goes_by_itself_but_not_while_it_has_the_focus(
    qtbot: QtBot, qapp: QApplication, theme: Theme, icons: Icons
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    QCursor.setPos(0, 0)
    page.move(50, 50)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    toast = Toast(theme, icons, page, duration_ms=1)
    button = toast.findChild(Button)
    assert button is not None
    toast.show_text("Saved.", "Undo")
    button.setFocus()
    with qtbot.waitSignal(toast.timer.timeout):
        pass
    assert toast.isVisible()
    button.clearFocus()
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_controls_follow_a_change_of_the_look(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    badge = Badge(theme, icons, "Edited copy", "info")
    ring = Ring(theme, 92, 0.5)
    for widget in (badge, ring):
        qtbot.addWidget(widget)
    theme.set_font_size(26)
    theme.set_mode("dark")
    assert badge.font().pixelSize() == 22
    assert badge.sizeHint().height() == 36
    color = badge.grab().toImage().pixelColor(3, 18).name().upper()
    assert color == TOKENS[Look.DARK]["info_bg"]


def test_a_ring_grows_with_the_text(theme: Theme) -> None:
    ring = Ring(theme, 92, 0.5)
    theme.set_font_size(26)
    assert (ring.width(), ring.height()) == (184, 184)


def test_a_ring_says_its_share_in_words(theme: Theme) -> None:
    ring = Ring(theme, 28, 0.4)
    assert ring.accessibleName() == "40 %"
    ring.set_fraction(2)
    assert ring.accessibleName() == "100 %"


@pytest.mark.parametrize("is_shown_before", [True, False])
def test_texts_keep_the_size_that_was_asked_for_however_they_are_styled(
    qtbot: QtBot, theme: Theme, icons: Icons, is_shown_before: bool
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    word, button, rail = (
        ElidedLabel(theme, "Finished", "strong"),
        Button(theme, icons, "Run"),
        Rail(theme, icons),
    )
    for widget in (word, button, rail):
        column.addWidget(widget)
    if is_shown_before:
        page.show()
    theme.set_font_size(20)
    page.show()
    word.set_tone("text2")
    button.set_kind("danger")
    assert word.font().pixelSize() == button.font().pixelSize() == 20
    assert {label.font().pixelSize() for label in rail.findChildren(RailButton)} == {17}


def _baselines(widget: QWidget) -> list[int]:
    """The lowest rows of letters without descenders, from top to bottom."""
    picture = widget.grab().toImage()
    paper = picture.pixel(picture.width() - 1, picture.height() - 1)
    inked = [
        any(picture.pixel(x, y) != paper for x in range(picture.width())) for y in range(picture.height())
    ]
    return [y for y, (here, below) in enumerate(zip(inked, [*inked[1:], False], strict=True)) if here > below]


@pytest.mark.parametrize(("size", "line"), [(13, 18), (20, 28)])
def test_wrapped_text_has_the_line_height_of_the_type_table(
    qtbot: QtBot, theme: Theme, size: int, line: int
) -> None:
    theme.set_font_size(size)
    words = "one two to an axe on a sea " * 8
    for widget in (Text(theme, words.strip(), wrap=True), Prose(theme, words)):
        qtbot.addWidget(widget)
        widget.resize(200, 600)
        widget.show()
        rows = _baselines(widget)
        assert {below - above for above, below in pairwise(rows)} == {line}
        assert widget.heightForWidth(200) == len(rows) * line


def test_wrapped_text_stays_inside_its_label_and_in_its_tone(qtbot: QtBot, theme: Theme) -> None:
    label = Text(theme, "first line\nsecond line", tone="error", wrap=True)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    assert label.height() == 36
    picture = label.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert TOKENS[Look.LIGHT]["error"] in colours
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.resize(300, 36)
    middle = label.grab().toImage()
    assert {middle.pixel(x, y) for x in range(80) for y in range(36)} == {middle.pixel(0, 0)}
