"""The console shows output in order and at once, is worked by keys, and says what it does not show."""

from __future__ import annotations

import gc
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QImage, QMouseEvent, QTextCharFormat, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6.Shiboken import delete

from desktop.child.protocol import ExceptionFacts, Outcome, OutcomeKind, Stream
from desktop.sandbox.policy import Tier
from desktop.ui import console_reader
from desktop.ui.console import Console
from desktop.ui.console_accessible import install
from desktop.ui.console_cursor import Place
from desktop.ui.console_tab import ConsoleTab
from desktop.ui.icons import Icons
from desktop.ui.outcome_strip import OutcomeStrip
from desktop.ui.outcomes import duration, look_of
from desktop.ui.theme import Theme
from desktop.ui.tokens import TOKENS, Look, contrast

OUT, ERR = Stream.STDOUT, Stream.STDERR
CONTROL = Qt.KeyboardModifier.ControlModifier
LIGHT = TOKENS[Look.LIGHT]
OK = Outcome(OutcomeKind.OK, exit_code=0, duration_ms=40, peak_memory_mb=11.2, lines=12)
FILE = "/tmp/a run/main.py"
TRACEBACK = (
    f'Traceback (most recent call last):\n  File "{FILE}", line 7, in <module>\nValueError: no\n'.encode()
)


@pytest.fixture
def console(qtbot: QtBot, theme: Theme, icons: Icons) -> Console:
    console = Console(theme, icons)
    qtbot.addWidget(console)
    console.resize(700, 300)
    with qtbot.waitActive(console):
        console.show()
        console.activateWindow()
    return console


def _format(console: Console, text: str) -> QTextCharFormat:
    """How the first place where ``text`` stands is drawn."""
    place = place_of(console, text)
    laid = console.view.layouts.of(place.paragraph)
    part = laid.part_at(place.column)
    assert part is not None
    return console.view.layouts.formats.of(part, is_strong=laid.line.is_last_of_traceback)


def place_of(console: Console, text: str) -> Place:
    """The first place where ``text`` stands."""
    view = console.view
    for paragraph in range(view.paragraphs.first, view.paragraphs.last + 1):
        column = view.layouts.of(paragraph).text.find(text)
        if column >= 0:
            return Place(paragraph, column)
    raise AssertionError(f"{text!r} is not shown")


def _color(color: QColor) -> str:
    return color.name().upper()


# -- output ------------------------------------------------------------------------------------------------


def test_the_first_output_is_shown_without_waiting(console: Console) -> None:
    console.start()
    console.feed(OUT, b"hello\n")
    assert console.view.plain_text() == "hello\n"


def test_more_output_comes_in_batches_and_in_order(qtbot: QtBot, console: Console) -> None:
    console.start()
    for number in range(100):
        console.feed(ERR if number % 3 else OUT, b"%d\n" % number)
    qtbot.waitUntil(lambda: console.is_settled)
    qtbot.waitUntil(lambda: console.view.plain_text() == "".join(f"{number}\n" for number in range(100)))


def test_the_end_of_the_output_is_shown_although_the_run_is_over(qtbot: QtBot, console: Console) -> None:
    console.start()
    console.feed(OUT, b"x\n" * 9_000)
    console.feed(OUT, "last €".encode()[:-1])
    console.finish(OK)
    qtbot.waitUntil(lambda: console.view.plain_text().endswith("last �"))
    assert console.view.last_line_number == 9_001


def test_every_line_of_a_flood_can_be_reached(console: Console) -> None:
    console.start()
    for start in range(0, 200_000, 20_000):
        console.feed(OUT, b"".join(b"line %d\n" % number for number in range(start, start + 20_000)))
        console.flush()
    assert console.text() == "".join(f"line {number}\n" for number in range(200_000))
    bar = console.view.verticalScrollBar()
    assert bar.maximum() == 200_001 - console.view.rows_in_page
    for row in (0, 77_777, 123_456):
        bar.setValue(row)
        assert _top_line(console) == f"line {row}"


def _top_line(console: Console) -> str:
    return next(console.view.in_view())[1].text


def test_beyond_the_limit_earlier_lines_are_counted_in_words(console: Console) -> None:
    console.start(limit_mb=1)
    console.feed(OUT, b"".join(b"line %d\n" % number for number in range(400_000)))
    console.flush()
    lines = console.text().split("\n")
    assert lines[0] == f"… {400_001 - (len(lines) - 1):,} earlier lines are not shown"
    assert lines[-2] == "line 399999"
    console.view.verticalScrollBar().setValue(0)
    assert _top_line(console) == lines[0]


def test_a_cut_line_says_how_much_is_missing_and_is_kept_whole(console: Console) -> None:
    console.start()
    console.feed(OUT, b"x" * 500_000)
    console.flush()
    assert console.view.plain_text() == "x" * 2_000 + " … 498,000 more characters in this line: show all"
    console.feed(OUT, b"x" * 500_000 + b"\nend")
    assert console.text() == "x" * 1_000_000 + "\nend"
    assert console.view.plain_text() == "x" * 2_000 + " … 998,000 more characters in this line: show all\nend"


def test_a_cut_line_is_shown_whole_when_that_is_asked_for(console: Console) -> None:
    console.start()
    console.feed(OUT, b"first\n" + b"x" * 3_000_000 + b"LAST\nend")
    console.flush()
    view = console.view
    view.cursor_in_text.go(place_of(console, "show all"))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert _top_line(console) in ("first", "x" * len(_top_line(console)))
    assert view.verticalScrollBar().maximum() > 3_000_000 / 120
    QTest.keyClick(view, Qt.Key.Key_End, CONTROL)
    texts = [laid.text for _paragraph, laid, _corner in view.in_view()]
    assert texts[-1] == "end" and texts[-2].endswith("LAST")
    view.select_all()
    assert view.selected_text() == "first\n" + "x" * 3_000_000 + "LAST\nend"


def test_a_progress_bar_rewrites_its_line(console: Console) -> None:
    console.start()
    for percent in (b"1 %", b"50 %", b"100 %"):
        console.feed(OUT, b"\r" + percent)
        console.flush()
    console.feed(OUT, b"\ndone")
    assert console.text() == "100 %\ndone"


def test_output_is_never_html(console: Console) -> None:
    console.start()
    console.feed(OUT, b"<b>bold</b> &amp;")
    assert console.text() == "<b>bold</b> &amp;"


def test_characters_that_could_deceive_are_shown_by_their_names(console: Console) -> None:
    console.start()
    console.feed(OUT, "a\u202eb\x00c\x1b[2Jd".encode())
    assert console.text() == "aU+202EbU+0000cd"
    assert _color(_format(console, "U+202E").foreground().color()) == LIGHT["warn"]


def test_errors_are_told_apart_by_a_bar_as_well_as_by_colour(console: Console) -> None:
    console.start()
    console.feed(OUT, b"fine\n")
    console.feed(ERR, b"wrong\n")
    console.flush()
    assert _color(_format(console, "wrong").foreground().color()) == LIGHT["error"]
    picture = console.grab().toImage()
    rows = [corner.y() + laid.height / 2 for _, laid, corner in console.view.in_view()]
    bars = [_color(picture.pixelColor(17, round(row))) for row in rows]
    assert bars[:2] == [LIGHT["sunken"], LIGHT["error"]]


def test_the_message_of_a_traceback_is_heavier_than_the_rest(console: Console) -> None:
    console.start()
    console.feed(ERR, TRACEBACK)
    console.flush()
    assert _format(console, "ValueError").fontWeight() == QFont.Weight.DemiBold
    assert _format(console, "Traceback").fontWeight() != QFont.Weight.DemiBold


def test_colours_of_programs_are_obeyed_and_can_be_read(console: Console) -> None:
    console.start()
    console.feed(OUT, b"\x1b[31mred\x1b[0m \x1b[1mbold\x1b[0m \x1b[38;5;226mpale\x1b[0m \x1b[7mturned\x1b[0m")
    console.flush()
    assert _color(_format(console, "red").foreground().color()) == LIGHT["ansi_red"]
    assert _format(console, "bold").fontWeight() == QFont.Weight.DemiBold
    assert contrast(_color(_format(console, "pale").foreground().color()), LIGHT["sunken"]) >= 4.5
    turned = _format(console, "turned")
    assert contrast(_color(turned.foreground().color()), _color(turned.background().color())) >= 4.5


def test_a_change_of_the_look_recolours_what_is_there(console: Console, theme: Theme) -> None:
    console.start()
    console.feed(OUT, b"one\n" * 3)
    console.feed(ERR, b"wrong")
    console.flush()
    before = console.text()
    theme.set_mode("dark")
    assert _color(_format(console, "wrong").foreground().color()) == TOKENS[Look.DARK]["error"]
    console.feed(OUT, b" more\nend")
    assert console.text() == before + " more\nend"


def test_a_new_run_begins_with_an_empty_console(console: Console) -> None:
    console.start()
    console.feed(OUT, b"\x1b[31mold run" + b"\n" * 20_000)
    console.start()
    console.feed(OUT, b"new")
    assert console.text() == "new"
    assert _color(_format(console, "new").foreground().color()) == LIGHT["text"]


# -- reading -----------------------------------------------------------------------------------------------


def _flood(console: Console, batches: int) -> None:
    """Long coloured lines, some thousands of them in each batch, drawn in between."""
    for batch in range(batches):
        lines = (b"%d \x1b[32mgreen\x1b[0m %s\n" % (batch, b"x" * (number % 200)) for number in range(2_500))
        console.feed(OUT, b"".join(lines))
        console.flush()
        console.grab()


def _end_is_in_view(console: Console) -> bool:
    """Whether the last line is shown, and shown at the bottom."""
    view = console.view
    paragraph, laid, corner = list(view.in_view())[-1]
    if paragraph != view.paragraphs.last:
        return False
    height, row = view.viewport().height(), view.layouts.geometry.row
    return height - 2 * row < corner.y() + laid.height <= height


def test_the_end_stays_in_view_in_a_flood_of_wrapped_lines(console: Console) -> None:
    console.start()
    for _ in range(8):
        _flood(console, 1)
        assert _end_is_in_view(console)
    console.feed(ERR, TRACEBACK)
    console.finish(OK)
    console.flush()
    assert _end_is_in_view(console)


def _turn_wheel(console: Console, angle: int) -> None:
    view = console.view.viewport()
    middle = view.rect().center().toPointF()
    QApplication.sendEvent(
        view,
        QWheelEvent(
            middle,
            view.mapToGlobal(middle),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


@pytest.mark.parametrize("way", ["wheel", "keys", "bar"])
def test_a_reader_who_scrolls_up_stays_there_until_back_at_the_end(console: Console, way: str) -> None:
    bar = console.view.verticalScrollBar()
    console.start()
    console.feed(OUT, b"line\n" * 500)
    console.flush()
    if way == "wheel":
        _turn_wheel(console, 1200)
    elif way == "keys":
        QTest.keyClick(console.view, Qt.Key.Key_Home, CONTROL)
    else:
        bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepSub)
    place = bar.value()
    console.feed(OUT, b"line\n" * 500)
    console.flush()
    assert bar.value() == place < bar.maximum()
    if way == "wheel":
        while bar.value() < bar.maximum():
            _turn_wheel(console, -12_000)
    elif way == "keys":
        QTest.keyClick(console.view, Qt.Key.Key_End, CONTROL)
    else:
        bar.triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)
    console.feed(OUT, b"line\n" * 500)
    console.flush()
    assert _end_is_in_view(console)


def test_the_line_read_stays_at_the_top_while_others_go(console: Console) -> None:
    console.start(limit_mb=1)
    console.feed(OUT, b"".join(b"%d\n" % number for number in range(100_000)))
    console.flush()
    console.view.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepSub)
    read = _top_line(console)
    for start in range(100_000, 340_000, 60_000):
        console.feed(OUT, b"".join(b"%d\n" % number for number in range(start, start + 60_000)))
        console.flush()
    assert console.view.paragraphs.has_note
    assert _top_line(console) == read


def test_a_new_run_is_followed_from_its_start_although_the_reader_had_scrolled_up(console: Console) -> None:
    console.start()
    console.feed(OUT, b"line\n" * 500)
    console.flush()
    _turn_wheel(console, 1200)
    console.start()
    console.feed(OUT, b"line\n" * 500)
    console.flush()
    assert _end_is_in_view(console)


def test_before_the_first_run_it_says_what_to_do(console: Console) -> None:
    def words() -> str:
        return " ".join(
            label.text()
            for label in console.findChildren(QWidget)
            if hasattr(label, "textFormat") and label.isVisible()
        )

    assert "Press F5" in words()
    console.start()
    assert "Press F5" not in words()
    console.finish(OK)
    assert "without printing anything" in words()


def _edges(widget: QWidget) -> set[str]:
    """The colours in the middle of the four edges."""
    picture = widget.grab().toImage()
    right, bottom = picture.width() - 1, picture.height() - 1
    places = ((right // 2, 0), (right // 2, bottom), (0, bottom // 2), (right, bottom // 2))
    return {_color(picture.pixelColor(*place)) for place in places}


@pytest.mark.parametrize("output", [b"", b"one\n", b"line\n" * 500])
def test_the_console_shows_by_a_ring_that_it_has_the_focus(console: Console, output: bytes) -> None:
    other = QLineEdit(console)
    other.show()
    other.setFocus()
    if output:
        console.start()
        console.feed(OUT, output)
        console.flush()
    assert LIGHT["focus"] not in _edges(console)
    console.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert console.view.hasFocus()
    assert _edges(console) == {LIGHT["focus"]}
    console.resize(500, 200)
    assert _edges(console) == {LIGHT["focus"]}
    other.setFocus()
    assert LIGHT["focus"] not in _edges(console)


def test_a_click_into_the_output_brings_no_ring(console: Console) -> None:
    other = QLineEdit(console)
    other.show()
    other.setFocus()
    QTest.mouseClick(console.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 20))
    assert console.view.hasFocus()
    assert LIGHT["focus"] not in _edges(console)


def test_a_link_in_a_traceback_leads_to_its_line_by_key_and_by_mouse(qtbot: QtBot, console: Console) -> None:
    console.set_run_files({FILE: "main.py"})
    console.start()
    console.feed(ERR, TRACEBACK)
    console.flush()
    assert '  File "main.py", line 7, in <module>' in console.text()
    start = place_of(console, '"main.py"')
    console.view.cursor_in_text.go(Place(start.paragraph, start.column + 9))
    with qtbot.waitSignal(console.link_activated) as activated:
        QTest.keyClick(console.view, Qt.Key.Key_Return)
    assert activated.args == [FILE, 7]
    console.view.cursor_in_text.go(Place(start.paragraph, start.column + 6))
    place = console.view.cursor_rect().center()
    with qtbot.waitSignal(console.link_activated) as activated:
        QTest.mouseClick(console.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert activated.args == [FILE, 7]


def test_output_is_read_with_the_arrow_keys_and_not_changed_by_others(console: Console) -> None:
    console.start()
    console.feed(OUT, b"one\ntwo")
    console.flush()
    QTest.keyClick(console.view, Qt.Key.Key_Home, CONTROL)
    QTest.keyClick(console.view, Qt.Key.Key_Down)
    assert console.view.cursor_in_text.place == Place(1, 0)
    QTest.keyClicks(console.view, "abc")
    QTest.keyClick(console.view, Qt.Key.Key_Delete)
    QApplication.clipboard().setText("pasted")
    QTest.keyClick(console.view, Qt.Key.Key_V, CONTROL)
    assert console.text() == "one\ntwo"


# -- keys --------------------------------------------------------------------------------------------------


def test_ctrl_c_copies_a_selection_and_interrupts_without_one(qtbot: QtBot, console: Console) -> None:
    console.start()
    console.feed(OUT, b"one\ntwo")
    console.flush()
    with qtbot.waitSignal(console.interrupt_wanted):
        QTest.keyClick(console.view, Qt.Key.Key_C, CONTROL)
    console.view.select_all()
    with qtbot.assertNotEmitted(console.interrupt_wanted):
        QTest.keyClick(console.view, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "one\ntwo"
    assert QApplication.clipboard().mimeData().formats() == ["text/plain"]


def test_ctrl_l_clears_and_ctrl_s_asks_to_save(qtbot: QtBot, console: Console) -> None:
    console.start()
    console.feed(OUT, b"one")
    with qtbot.waitSignal(console.save_requested):
        QTest.keyClick(console.view, Qt.Key.Key_S, CONTROL)
    QTest.keyClick(console.view, Qt.Key.Key_L, CONTROL)
    assert console.text() == ""


def test_copy_without_a_selection_takes_everything(console: Console) -> None:
    console.start()
    console.feed(OUT, b"one\ntwo\n")
    console.copy()
    assert QApplication.clipboard().text() == "one\ntwo\n"


# -- input -------------------------------------------------------------------------------------------------


def test_an_answer_is_sent_and_shown_as_typed(qtbot: QtBot, console: Console) -> None:
    console.start()
    console.feed(OUT, b"Name? ")
    console.want_input(4)
    assert console.input.field.hasFocus()
    QTest.keyClicks(console.input.field, "Ana")
    with qtbot.waitSignal(console.input_sent) as sent:
        QTest.keyClick(console.input.field, Qt.Key.Key_Return)
    assert sent.args == ["Ana"]
    console.feed(OUT, b"Hello Ana\n")
    assert console.text() == "Name? \n› Ana  typed by you\nHello Ana\n"
    assert _color(_format(console, "Ana").background().color()) == LIGHT["selected"]
    assert not console.input.isVisible()


def test_the_field_stands_under_the_last_line(qtbot: QtBot, console: Console) -> None:
    console.start()
    console.feed(OUT, b"Name? ")
    console.want_input(4)
    assert console.input.y() < 60
    console.feed(OUT, b"\n" * 300)
    qtbot.waitUntil(lambda: console.input.geometry().bottom() == console.height() - 1)


def test_the_focus_stays_in_the_code_when_that_is_asked_for(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    code, console = QLineEdit(), Console(theme, icons)
    layout.addWidget(code)
    layout.addWidget(console)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    code.setFocus()
    console.start()
    console.want_input(4, take_focus=False)
    assert code.hasFocus()
    assert console.input.isVisible()


def test_what_is_typed_over_the_output_goes_to_the_open_field(console: Console) -> None:
    console.start()
    console.want_input(1)
    console.view.setFocus()
    QTest.keyClicks(console.view, "4")
    assert console.input.field.text() == "4"
    assert console.input.field.hasFocus()


def test_earlier_answers_come_back_with_the_arrow_keys(console: Console) -> None:
    console.start()
    console.show_input()
    field = console.input.field
    for answer in ("one", "two"):
        QTest.keyClicks(field, answer)
        QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "dra")
    shown = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(field, key)
        shown.append(field.text())
    assert shown == ["two", "one", "one", "two", "dra"]


@pytest.mark.parametrize("key", [Qt.Key.Key_D, Qt.Key.Key_Z])
def test_the_empty_field_ends_the_input(qtbot: QtBot, console: Console, key: Qt.Key) -> None:
    console.start()
    console.want_input(1)
    QTest.keyClicks(console.input.field, "x")
    with qtbot.assertNotEmitted(console.input_ended):
        QTest.keyClick(console.input.field, key, CONTROL)
    console.input.field.clear()
    with qtbot.waitSignal(console.input_ended):
        QTest.keyClick(console.input.field, key, CONTROL)
    assert not console.input.isVisible()


def test_ctrl_c_in_the_field_interrupts(qtbot: QtBot, console: Console) -> None:
    console.start()
    console.want_input(1)
    with qtbot.waitSignal(console.interrupt_wanted):
        QTest.keyClick(console.input.field, Qt.Key.Key_C, CONTROL)


def test_the_end_of_the_run_closes_the_field(console: Console) -> None:
    console.start()
    console.show_input()
    QTest.keyClicks(console.input.field, "unsent")
    console.finish(OK)
    assert not console.input.isVisible()
    assert console.input.field.text() == ""


def test_screen_readers_are_told_of_questions_and_endings(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    console.start()
    console.want_input(4)
    console.finish(OK)
    assert said == ["The program waits for your answer in line 4", "Finished"]


# -- the tab -----------------------------------------------------------------------------------------------


def _columns(picture: QImage, rows: range) -> list[int]:
    """The columns in which something stands out from the first pixel."""
    paper = picture.pixel(picture.width() - 1, 0)
    return [x for x in range(picture.width()) if any(picture.pixel(x, y) != paper for y in rows)]


@pytest.mark.parametrize("size", [13, 20])
def test_icon_and_word_of_the_tab_are_close_and_the_line_is_as_wide_as_both(
    qtbot: QtBot, theme: Theme, icons: Icons, size: int
) -> None:
    tab = ConsoleTab(theme, icons)
    qtbot.addWidget(tab)
    theme.set_font_size(size)
    tab.resize(300, tab.sizeHint().height())  # more room than it needs
    tab.show()
    assert tab.height() == theme.px(36)
    picture = tab.grab().toImage()
    drawn = _columns(picture, range(picture.height() - 2))
    gap = max(after - before for before, after in pairwise(drawn))
    assert theme.px(7) <= gap <= theme.px(11)
    line = _columns(picture, range(picture.height() - 1, picture.height()))
    assert line[0] <= drawn[0] <= line[0] + theme.px(2)
    assert drawn[-1] <= line[-1] <= drawn[-1] + theme.px(2)
    assert _color(picture.pixelColor(3, picture.height() - 1)) == LIGHT["accent"]


# -- the strip ---------------------------------------------------------------------------------------------


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme, icons: Icons) -> OutcomeStrip:
    strip = OutcomeStrip(theme, icons)
    qtbot.addWidget(strip)
    strip.resize(800, strip.height())
    strip.show()
    return strip


def _words(strip: OutcomeStrip) -> list[str]:
    """The texts in view, from left to right."""
    widgets = [
        widget
        for kind in (QLabel, QAbstractButton)
        for widget in strip.findChildren(kind)
        if widget.isVisible() and widget.text()
    ]
    return [widget.text() for widget in sorted(widgets, key=lambda widget: widget.mapTo(strip, QPoint()).x())]


def test_every_outcome_has_its_own_icon() -> None:
    assert len({look_of(kind).icon for kind in OutcomeKind}) == len(OutcomeKind)


def test_the_strip_says_how_a_run_ended_and_what_it_used(strip: OutcomeStrip) -> None:
    facts = ExceptionFacts("ValueError", "no", "main.py", 7)
    strip.show_outcome(
        Outcome(
            OutcomeKind.FAILED, exit_code=1, duration_ms=40, peak_memory_mb=11.2, lines=1, exception=facts
        )
    )
    assert _words(strip) == ["Ended with ValueError", "exit code 1", "0.04 s", "11 MB", "1 line"]


def test_figures_without_room_give_way_to_the_sentence(strip: OutcomeStrip) -> None:
    strip.show_outcome(OK)
    strip.resize(200, strip.height())
    assert "12 lines" not in _words(strip)
    assert strip.sentence() == "Finished"


@pytest.mark.parametrize("width", [420, 480, 560, 640])
@pytest.mark.parametrize("size", [13, 17])
def test_the_sentence_is_whole_whatever_else_has_to_go(
    strip: OutcomeStrip, theme: Theme, width: int, size: int
) -> None:
    theme.set_font_size(size)
    strip.resize(theme.px(width), strip.height())
    strip.set_tier(Tier.LIMITS)
    facts = ExceptionFacts("ZeroDivisionError", "no", "main.py", 7)
    strip.show_outcome(
        Outcome(
            OutcomeKind.FAILED, exit_code=1, duration_ms=40, peak_memory_mb=11.2, lines=1, exception=facts
        )
    )
    strip.set_action("Go to line 12")
    QApplication.processEvents()
    assert _words(strip)[0] == "Ended with ZeroDivisionError"
    strip.show_running(30, lambda: 12.0)
    strip.show_waiting()
    QApplication.processEvents()
    assert _words(strip)[0] == "Waiting for your answer"


def test_the_strip_counts_towards_the_time_limit(qtbot: QtBot, strip: OutcomeStrip) -> None:
    seconds = [12.0]
    strip.show_running(30, lambda: seconds[0])
    assert _words(strip) == ["Running", "12 s of 30 s"]
    seconds[0] = 13.0
    qtbot.waitUntil(lambda: "13 s of 30 s" in _words(strip))
    strip.show_waiting()
    qtbot.waitUntil(lambda: _words(strip) == ["Waiting for your answer", "13 s of 30 s"])
    strip.show_outcome(OK)
    assert "13 s of 30 s" not in _words(strip)


def test_the_strip_offers_one_step_and_keeps_the_tier(qtbot: QtBot, strip: OutcomeStrip) -> None:
    strip.set_tier(Tier.LIMITS)
    strip.show_outcome(OK)
    strip.set_action("Run again", "rotate-ccw")
    assert _words(strip)[-2:] == ["Limits only", "Run again"]
    with qtbot.waitSignal(strip.action_triggered):
        QTest.mouseClick(strip.action_button, Qt.MouseButton.LeftButton)
    strip.show_running(0, lambda: 1.0)
    assert _words(strip) == ["Running", "Limits only", "1 s"]


def test_the_height_of_the_strip_never_changes(strip: OutcomeStrip) -> None:
    heights = {strip.height()}
    strip.show_running(30, lambda: 1.0)
    heights.add(strip.height())
    strip.show_outcome(OK)
    strip.set_action("Run again", "rotate-ccw")
    heights.add(strip.height())
    assert heights == {35}


@pytest.mark.parametrize(
    ("milliseconds", "words"), [(40, "0.04 s"), (3_210, "3.2 s"), (45_000, "45 s"), (125_000, "2 min 5 s")]
)
def test_times_are_short_and_have_their_unit(milliseconds: int, words: str) -> None:
    assert duration(milliseconds) == words


# -- screen readers ----------------------------------------------------------------------------------------


def test_the_text_for_screen_readers_lives_and_dies_with_its_console(
    qtbot: QtBot, theme: Theme, icons: Icons
) -> None:
    install()
    for number in range(20):
        console = Console(theme, icons)
        console.start()
        console.feed(OUT, b"run %d\nend" % number)
        found = QAccessible.queryAccessibleInterface(console.view)
        assert found is not None and found.role() is QAccessible.Role.EditableText
        if number % 2:
            del found
        delete(console)
        gc.collect()
    qtbot.wait(0)


def test_screen_readers_are_told_what_is_selected_when_it_has_been_so_for_a_moment(
    qtbot: QtBot, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    console.start()
    console.feed(OUT, b"".join(b"line %d\n" % number for number in range(50)))
    console.flush()
    said: list[str] = []
    monkeypatch.setattr(console_reader, "announce", lambda _widget, sentence: said.append(sentence))
    monkeypatch.setattr(console_reader.QAccessible, "isActive", lambda: True)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(console.view, Qt.Key.Key_Home, CONTROL)
    for _ in range(4):
        QTest.keyClick(console.view, Qt.Key.Key_Right, shift)
    qtbot.waitUntil(lambda: said == ["Selected: line"])
    QTest.keyClick(console.view, Qt.Key.Key_A, CONTROL)
    qtbot.waitUntil(lambda: said[1:] == ["50 lines selected"])
    QTest.keyClick(console.view, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: said[2:] == ["Nothing is selected"])


# -- selecting ---------------------------------------------------------------------------------------------


def _point(console: Console, text: str, after: int = 0) -> QPoint:
    """In the middle of the character that is ``after`` characters into ``text``."""
    place = place_of(console, text)
    for paragraph, laid, corner in console.view.in_view():
        if paragraph == place.paragraph:
            column = place.column + after
            (rect,) = laid.rects(column, column + 1)
            return (rect.translated(corner).topLeft() + QPointF(1, 5)).toPoint()
    raise AssertionError(f"{text!r} is not in view")


def test_the_mouse_selects_characters_words_and_lines(console: Console) -> None:
    console.start()
    console.feed(OUT, b"one apple\ntwo pears\nthree plums\n")
    console.flush()
    view, button = console.view, Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), button, pos=_point(console, "apple", 2))
    QTest.mouseMove(view.viewport(), _point(console, "three", 3))
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(_point(console, "three", 3)),
        QPointF(view.viewport().mapToGlobal(_point(console, "three", 3))),
        Qt.MouseButton.NoButton,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), move)
    assert view.selected_text() == "ple\ntwo pears\nthr"
    QTest.mouseRelease(view.viewport(), button, pos=_point(console, "three", 3))
    QTest.mouseClick(view.viewport(), button, pos=_point(console, "pears", 1))
    assert not view.has_selection
    QTest.mouseDClick(view.viewport(), button, pos=_point(console, "pears", 1))
    assert view.selected_text() == "pears"
    QTest.mouseClick(view.viewport(), button, pos=_point(console, "pears", 1))
    assert view.selected_text() == "two pears\n"


def test_keys_with_shift_select_and_what_is_selected_outlives_the_screen(console: Console) -> None:
    console.start()
    console.feed(OUT, b"".join(b"line %d\n" % number for number in range(50_000)))
    console.flush()
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(console.view, Qt.Key.Key_Home, CONTROL)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(console.view, key, shift)
    assert console.view.selected_text() == "line 0\nline 1\nli"
    QTest.keyClick(console.view, Qt.Key.Key_End, CONTROL | shift)
    console.feed(OUT, b"later\n" * 10_000)
    console.flush()
    assert console.view.selected_text() == "".join(f"line {number}\n" for number in range(50_000))


def test_a_selection_of_megabytes_is_copied_a_moment_later(qtbot: QtBot, console: Console) -> None:
    console.start()
    console.feed(OUT, b"".join(b"line %d \x1b[31mred\x1b[0m\n" % number for number in range(100_000)))
    console.flush()
    console.view.select_all()
    QApplication.clipboard().setText("before")
    console.view.copy()
    qtbot.waitUntil(lambda: QApplication.clipboard().text() != "before", timeout=30_000)
    assert QApplication.clipboard().text() == "".join(f"line {number} red\n" for number in range(100_000))


def test_what_is_copied_is_what_was_there_when_it_was_asked_for(qtbot: QtBot, console: Console) -> None:
    old = "".join(f"line {number}\n" for number in range(300_000))
    console.start()
    console.feed(OUT, old.encode())
    with qtbot.waitSignal(console.copied) as copied:
        console.copy()
        console.start()
        console.feed(OUT, b"another run\n")
    assert copied.args == [len(old)]
    assert QApplication.clipboard().text() == old
    assert QApplication.clipboard().mimeData().formats() == ["text/plain"]


def test_a_selection_is_copied_as_it_was_however_the_window_is_used_meanwhile(
    qtbot: QtBot, console: Console
) -> None:
    console.start()
    console.feed(OUT, b"first\n" + b"x" * 3_000_000 + b"LAST\nend")
    console.flush()
    view = console.view
    view.cursor_in_text.select(Place(0, 2), Place(2, 2))
    with qtbot.waitSignal(console.copied):
        view.copy()
        view.cursor_in_text.go(Place(0, 0))
        console.clear()
    assert QApplication.clipboard().text() == "rst\n" + "x" * 3_000_000 + "LAST\nen"


def test_of_two_copies_the_later_one_is_on_the_clipboard(qtbot: QtBot, console: Console) -> None:
    console.start()
    console.feed(OUT, b"long " * 400_000)
    with qtbot.assertNotEmitted(console.copied, wait=200):
        console.copy()
        console.clear()
        console.feed(OUT, b"short")
        console.copy()
    assert QApplication.clipboard().text() == "short"
