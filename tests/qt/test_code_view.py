"""The code editor: colours right for the whole document, the keys of an editor, plain text only."""

from __future__ import annotations

import gc
import random
import threading

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.core import highlight as highlighting
from desktop.core.highlight import LONGEST_LINE, Role, highlight
from desktop.ui import code_edits, highlighter
from desktop.ui.code_view import CodeView
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from desktop.ui.tokens import TOKENS, Look

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LIGHT = TOKENS[Look.LIGHT]


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, icons: Icons) -> CodeView:
    highlight("")  # loads the lexer: until then the first colours come a moment later
    view = CodeView(theme, icons)
    qtbot.addWidget(view)
    view.resize(700, 420)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    return view


def _color(view: CodeView, line: int, column: int) -> str:
    """The colour in which a character, counted from 1, is drawn; its line comes into view for it."""
    while not view.is_coloured:
        QApplication.processEvents()
    view.reveal(line)
    view.viewport().repaint()
    layout = view.document().findBlockByNumber(line - 1).layout()
    for span in layout.formats():
        if span.start <= column - 1 < span.start + span.length:  # type: ignore[attr-defined]
            return span.format.foreground().color().name().upper()  # type: ignore[attr-defined, no-any-return]
    return LIGHT["text"]


def _units(text: str) -> int:
    """The length as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2


def _put(view: CodeView, text: str) -> None:
    """Sets ``text`` with the cursor where ``|`` stands; two of them make a selection."""
    first, *others = text.split("|")
    view.set_text(first + "".join(others))
    cursor = view.textCursor()
    cursor.setPosition(_units(first))
    if len(others) == 2:
        cursor.setPosition(_units(first + others[0]), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def _key(
    view: CodeView, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(view, key, modifiers)


def _shown(view: CodeView) -> str:
    """The text with ``|`` at the cursor."""
    text = view.text()
    position = view.textCursor().position()
    return f"{text[:position]}|{text[position:]}"


# -- the text ----------------------------------------------------------------------------------------------


def test_the_text_comes_back_as_it_was_given(view: CodeView) -> None:
    text = "nbsp\u00a0 \ttab\nemoji 😀 = 'x'\n\n"
    view.set_text(text)
    assert view.text() == text


def test_line_ends_of_other_systems_become_ours(view: CodeView) -> None:
    view.set_text("a\r\nb\rc")
    assert view.text() == "a\nb\nc"


def test_only_the_reader_edits(qtbot: QtBot, view: CodeView, theme: Theme) -> None:
    with qtbot.assertNotEmitted(view.text_edited):
        view.set_text("x = 1")
        view.replace_text("x = 2")
        theme.set_mode("dark")
    with qtbot.waitSignal(view.text_edited):
        _key(view, Qt.Key.Key_A)
    with qtbot.waitSignal(view.text_edited):
        _key(view, Qt.Key.Key_Z, CONTROL)


def test_replacing_the_text_is_one_step_that_can_be_undone(view: CodeView) -> None:
    view.set_text("one\ntwo\n")
    view.replace_text("three\nfour\nfive\n")
    assert view.text() == "three\nfour\nfive\n"
    _key(view, Qt.Key.Key_Z, CONTROL)
    assert view.text() == "one\ntwo\n"
    _key(view, Qt.Key.Key_Z, CONTROL)
    assert view.text() == "one\ntwo\n"


def test_setting_a_text_forgets_undo_and_marks(view: CodeView) -> None:
    view.set_text("one")
    view.set_marks({1: "raised"})
    _key(view, Qt.Key.Key_A)
    view.set_text("two")
    _key(view, Qt.Key.Key_Z, CONTROL)
    assert view.text() == "two"
    assert view.marks == {}


# -- colours -----------------------------------------------------------------------------------------------


def test_each_line_is_equally_high_and_the_last_is_no_exception(view: CodeView) -> None:
    """Qt counts the margin below the text to the last line; its band would be thicker than the others."""
    view.set_text("one = 1\ntwo = 2\n\n")
    assert {height for _line, _top, height in view.visible_lines()} == {view.first_row_height()}


def test_names_strings_and_comments_have_their_colours(view: CodeView) -> None:
    view.set_text("def go():\n    return 'x'  # why\n")
    assert _color(view, 1, 1) == LIGHT["syn_keyword"]
    assert _color(view, 1, 5) == LIGHT["syn_definition"]
    assert _color(view, 2, 12) == LIGHT["syn_string"]
    assert _color(view, 2, 18) == LIGHT["syn_comment"]


def test_opening_a_triple_quote_recolours_the_rest_of_the_document(view: CodeView) -> None:
    view.set_text("\nx = 1\n" * 40)
    assert _color(view, 80, 5) == LIGHT["syn_number"]
    _put(view, "|" + "\nx = 1\n" * 40)
    QTest.keyClicks(view, '"""')
    assert _color(view, 80, 5) == LIGHT["syn_string"]
    _key(view, Qt.Key.Key_Z, CONTROL)
    assert _color(view, 80, 5) == LIGHT["syn_number"]


def test_colours_move_with_their_lines(view: CodeView) -> None:
    _put(view, "|a = 1\nclass B:\n    c = 'd'\n")
    for _ in range(3):
        _key(view, Qt.Key.Key_Return)
    assert _color(view, 5, 1) == LIGHT["syn_keyword"]
    assert _color(view, 6, 10) == LIGHT["syn_string"]


def test_characters_outside_the_first_plane_do_not_shift_the_colours(view: CodeView) -> None:
    view.set_text("'😀😀', 12")
    assert _color(view, 1, 9) == LIGHT["syn_number"]
    assert _color(view, 1, 6) == LIGHT["syn_string"]


def test_a_long_document_is_coloured_between_events(qtbot: QtBot, view: CodeView) -> None:
    lines = 10_000
    view.set_text("x = 1\n" * lines)
    assert not view.is_coloured
    view.viewport().repaint()
    assert not view.is_coloured
    assert (4, 1, LIGHT["syn_number"]) in _formats(view, 0), "what is in view comes first"
    assert _color(view, lines, 5) == LIGHT["syn_number"]
    view.go_to(1)
    QTest.keyClicks(view, "'''")
    assert _color(view, lines, 5) == LIGHT["syn_string"]


def test_lines_that_wait_for_their_colours_get_them_without_being_touched(
    qtbot: QtBot, view: CodeView
) -> None:
    view.set_text("x = 1\n" * 10_000)
    view.reveal(10_000)
    view.viewport().repaint()
    block = view.document().findBlockByNumber(9_990)
    assert not block.layout().formats()
    qtbot.waitUntil(lambda: bool(block.layout().formats()))


def test_a_view_can_go_while_its_text_is_being_lexed(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    view = CodeView(theme, icons)
    view.set_text("x = 1\n" * 30_000)
    assert not view.is_coloured
    del view
    gc.collect()
    qtbot.wait(1)


def test_a_view_can_go_while_the_lexer_is_being_loaded(
    qtbot: QtBot, theme: Theme, icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a thread pool this hung: the pool waited for the thread, the thread for the interpreter's lock."""
    highlighting._lexer.cache_clear()
    begun, goes_on = threading.Event(), threading.Event()

    def load(code: str) -> object:
        begun.set()
        goes_on.wait(10)
        return highlighting.highlight(code)

    monkeypatch.setattr(highlighter, "highlight", load)
    view = CodeView(theme, icons)
    view.set_text("x = 1\n")
    qtbot.waitUntil(begun.is_set)
    assert not view.is_coloured
    del view
    gc.collect()
    goes_on.set()
    qtbot.waitUntil(lambda: all(thread.name != "lexing" for thread in threading.enumerate()))


def test_the_colours_come_once_the_lexer_is_loaded(qtbot: QtBot, view: CodeView) -> None:
    highlighting._lexer.cache_clear()
    view.set_text("x = 1\n")
    qtbot.waitUntil(lambda: view.is_coloured)
    assert _color(view, 1, 5) == LIGHT["syn_number"]


def _formats(view: CodeView, line: int) -> list[tuple[int, int, str]]:
    """Start, length and colour of what is drawn in a line, from 0, in other than the colour of text."""
    found = view.document().findBlockByNumber(line).layout().formats()
    return [
        (one.start, one.length, one.format.foreground().color().name().upper())  # type: ignore[attr-defined]
        for one in found
    ]


def test_after_any_edit_undo_and_redo_the_text_and_its_colours_are_those_of_the_document(
    qtbot: QtBot, view: CodeView
) -> None:
    chance = random.Random(11)
    bits = (
        "x",
        "\n",
        "\n\n",
        "'",
        '"""',
        "#",
        "def f():\n    return 1\n",
        "(",
        " ",
        "😀",
        "\u00a0",
        "{",
        'f"',
    )
    view.set_text("def go():\n    return 'x', f'{a!r}'  # why\n" * 12)
    for _ in range(150):
        cursor = QTextCursor(view.document())
        with code_edits.one_step(cursor):
            for _ in range(chance.choice((1, 1, 1, 3))):
                end = view.document().characterCount() - 1
                cursor.setPosition(chance.randrange(end + 1))
                mode = QTextCursor.MoveMode.KeepAnchor
                cursor.setPosition(min(end, cursor.position() + chance.choice((0, 0, 1, 3, 40))), mode)
                cursor.insertText(chance.choice(bits))
        while chance.random() < 0.3:
            chance.choice((view.undo, view.undo, view.redo))()
        text = view.document().toRawText().replace("\u2029", "\n")
        assert view.text() == text
        qtbot.waitUntil(lambda: view.is_coloured)
        view.viewport().repaint()
        expected = highlight(text)
        for line, top, _height in view.visible_lines():
            if top >= view.viewport().height():
                break
            spans = [span for span in expected[line] if span.role is not Role.TEXT]
            colours = [(span.start, span.length, LIGHT[f"syn_{span.role.value}"]) for span in spans]
            assert _formats(view, line) == colours, (line, text.split("\n")[line])


def test_colours_make_room_for_what_an_input_method_composes(view: CodeView) -> None:
    _put(view, "x = |'a'\n")
    QApplication.sendEvent(view, QInputMethodEvent("にほ", []))
    view.viewport().repaint()
    assert (6, 3, LIGHT["syn_string"]) in _formats(view, 0)
    assert view.text() == "x = 'a'\n"
    done = QInputMethodEvent("", [])
    done.setCommitString("日")
    QApplication.sendEvent(view, done)
    view.viewport().repaint()
    assert view.text() == "x = 日'a'\n"
    assert (5, 3, LIGHT["syn_string"]) in _formats(view, 0)


def test_a_change_of_the_look_recolours_the_code(view: CodeView, theme: Theme) -> None:
    view.set_text("import this")
    theme.set_mode("dark")
    assert _color(view, 1, 1) == TOKENS[Look.DARK]["syn_keyword"]


# -- keys --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|x", "    x"),
        ("ab|", "ab  "),
        ("|a\n\nb|\nc", "    a\n\n    b\nc"),
        ("|a\nb\n|c", "    a\n    b\nc"),
    ],
)
def test_tab_indents_to_the_next_level(view: CodeView, before: str, after: str) -> None:
    _put(view, before)
    _key(view, Qt.Key.Key_Tab)
    assert view.text() == after
    _key(view, Qt.Key.Key_Z, CONTROL)
    assert view.text() == before.replace("|", "")


@pytest.mark.parametrize(
    ("before", "after"),
    [("        x|", "    x"), ("      x|", "    x"), ("|    a\n  b|", "a\nb"), ("\tx|", "x"), ("x|", "x")],
)
def test_shift_tab_outdents_by_a_level(view: CodeView, before: str, after: str) -> None:
    _put(view, before)
    _key(view, Qt.Key.Key_Backtab, SHIFT)
    assert view.text() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("if x:|", "if x:\n    "),
        ("if x:  # why|", "if x:  # why\n    "),
        ("    x = 1|", "    x = 1\n    "),
        ("x = [|", "x = [\n    "),
        ("    return x|", "    return x\n"),
        ("        pass|", "        pass\n    "),
        ("x = 'a:'|", "x = 'a:'\n"),
        ("😀 = {|", "😀 = {\n    "),
    ],
)
def test_enter_indents_as_the_next_statement_needs(view: CodeView, before: str, after: str) -> None:
    _put(view, before)
    _key(view, Qt.Key.Key_Return)
    assert view.text() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f(|)", "f(\n    |\n)"),
        ("    x = [|]", "    x = [\n        |\n    ]"),
        ("f(1,|", "f(1,\n    |"),
        ("    f(\n        1,|", "    f(\n        1,\n        |"),
        ("    f(\n        1)|", "    f(\n        1)\n    |"),
        ("if f(\n        1\n):|", "if f(\n        1\n):\n    |"),
        ("    return f(\n        1\n    )|", "    return f(\n        1\n    )\n|"),
        ("f('(')|", "f('(')\n|"),
        ("'(|)'", "'(\n|)'"),
    ],
)
def test_enter_knows_the_brackets(view: CodeView, before: str, after: str) -> None:
    _put(view, before)
    _key(view, Qt.Key.Key_Return)
    assert _shown(view) == after


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ("if a:\n    b\n    |", "else:", "if a:\n    b\nelse:|"),
        (
            "for a in b:\n    if a:\n        c\n        |",
            "elif d:",
            "for a in b:\n    if a:\n        c\n    elif d:|",
        ),
        ("try:\n    a\n    |", "except E:", "try:\n    a\nexcept E:|"),
        ("    |", "else:", "    else:|"),
        ("for a in b:\n    if a: c\n    |", "else:", "for a in b:\n    if a: c\n    else:|"),
        ("if a:\n    b\n    |", "elsewhere:", "if a:\n    b\n    elsewhere:|"),
    ],
)
def test_a_clause_goes_out_to_its_statement(view: CodeView, before: str, typed: str, after: str) -> None:
    _put(view, before)
    QTest.keyClicks(view, typed)
    assert _shown(view) == after


def test_a_clause_that_went_out_comes_back_with_its_colon(view: CodeView) -> None:
    _put(view, "if a:\n    b\n    else|")
    QTest.keyClicks(view, ":")
    assert view.text() == "if a:\n    b\nelse:"
    view.undo()
    assert view.text() == "if a:\n    b\n    else"


def test_ctrl_slash_comments_the_lines_out_and_in_again(view: CodeView) -> None:
    _put(view, "    |a = 1\n\n        b = 2|\nc")
    _key(view, Qt.Key.Key_Slash, CONTROL)
    assert view.text() == "    # a = 1\n\n    #     b = 2\nc"
    _key(view, Qt.Key.Key_Slash, CONTROL)
    assert view.text() == "    a = 1\n\n        b = 2\nc"
    _key(view, Qt.Key.Key_Z, CONTROL)
    assert view.text() == "    # a = 1\n\n    #     b = 2\nc"


@pytest.mark.parametrize(
    ("before", "after"),
    [("        |x", "    x"), ("      |x", "    x"), ("a   |x", "a  x"), ("|x", "x"), ("a\n|b", "ab")],
)
def test_backspace_takes_away_a_level_before_the_text(view: CodeView, before: str, after: str) -> None:
    _put(view, before)
    _key(view, Qt.Key.Key_Backspace)
    assert view.text() == after


def test_ctrl_m_lets_tab_leave_the_code(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    page = QWidget()
    view = CodeView(theme, icons)
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    field = QLineEdit()
    layout.addWidget(view)
    layout.addWidget(field)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    _put(view, "|x")
    view.setFocus()
    with qtbot.waitSignal(view.tab_leaves_changed, check_params_cb=lambda leaves: leaves is True):
        _key(view, Qt.Key.Key_M, CONTROL)
    _key(view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field
    assert view.text() == "x"
    view.setFocus()
    _key(view, Qt.Key.Key_M, CONTROL)
    _key(view, Qt.Key.Key_Tab)
    assert view.text() == "    x"


def test_a_read_only_view_moves_the_cursor_and_changes_nothing(view: CodeView) -> None:
    _put(view, "|one\ntwo")
    view.read_only = True
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_A, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        _key(view, key)
    _key(view, Qt.Key.Key_Slash, CONTROL)
    assert view.text() == "one\ntwo"
    view.setFocus()
    _key(view, Qt.Key.Key_Down)
    assert view.textCursor().blockNumber() == 1


def test_keys_and_wheel_zoom_code_only(view: CodeView, theme: Theme) -> None:
    _key(view, Qt.Key.Key_Plus, CONTROL)
    assert view.font().pixelSize() == 14
    wheel = QWheelEvent(
        QPointF(50, 50),
        view.mapToGlobal(QPointF(50, 50)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.font().pixelSize() == 13
    _key(view, Qt.Key.Key_Minus, CONTROL)
    _key(view, Qt.Key.Key_0, CONTROL)
    assert view.font().pixelSize() == 13
    assert theme.font("body").pixelSize() == 13


# -- brackets ----------------------------------------------------------------------------------------------


def _brackets(view: CodeView) -> list[tuple[int, str]]:
    return [
        (
            selection.cursor.selectionStart(),  # type: ignore[attr-defined]
            selection.format.background().color().name().upper(),  # type: ignore[attr-defined]
        )
        for selection in view.extraSelections()
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("f|(a, (b))", [1, 8]),
        ("f(a, (b))|", [8, 1]),
        ("f|(')', a)  # )", [1, 8]),
        ("'|(' + x", []),
        ("'😀' + |(a)", [7, 9]),
    ],
)
def test_brackets_match_and_those_in_strings_and_comments_do_not_count(
    view: CodeView, text: str, places: list[int]
) -> None:
    _put(view, text)
    assert [place for place, _ in _brackets(view)] == places


def test_a_bracket_without_a_partner_is_shown_as_an_error(view: CodeView) -> None:
    _put(view, "f|(a]")
    assert _brackets(view) == [(1, LIGHT["error_bg"])]


def test_brackets_of_an_enormous_line_are_not_looked_for_and_none_is_called_an_error(view: CodeView) -> None:
    long = "[" + "x" * LONGEST_LINE
    for text in (f"|{long}", f"f|(\n{long}\n)", "f|(" + "\n(" * 6_000):
        _put(view, text)
        assert _brackets(view) == []


def test_an_enormous_line_has_a_mark_that_says_what_is_missing(view: CodeView) -> None:
    view.set_text("x = 1\n" + "[" * (LONGEST_LINE + 1))
    gutter = view._gutter
    assert [gutter._kind_at(line) for line in range(2)] == ["", "plain"]
    _line, top, _height = list(view.visible_lines())[1]
    assert gutter._words_at(top + 1) == "Longer than 5,000 characters: shown without colours"


def test_much_text_in_few_lines_is_coloured_between_events(view: CodeView, qtbot: QtBot) -> None:
    view.set_text("\n".join(["x = [" + "1, " * 1000 + "]"] * 20))
    assert not view.is_coloured
    qtbot.waitUntil(lambda: view.is_coloured)
    assert view._highlighter.role_at(19, 5) is Role.NUMBER


# -- plain text only ---------------------------------------------------------------------------------------


def test_what_is_pasted_is_plain_and_has_our_line_ends(view: CodeView) -> None:
    data = QMimeData()
    data.setHtml("<b>x</b> = 1")
    data.setText("x = 1\r\ny = 2\r")
    QApplication.clipboard().setMimeData(data)
    view.paste()
    assert view.text() == "x = 1\ny = 2\n"


def test_what_is_copied_is_plain_text_alone(view: CodeView) -> None:
    view.set_text("def f():\n    pass")
    view.selectAll()
    data = view.createMimeDataFromSelection()
    assert data.formats() == ["text/plain"]
    assert data.text() == "def f():\n    pass"


def test_dropped_files_are_left_to_the_window(view: CodeView) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a.py")])
    assert not view.canInsertFromMimeData(data)


def test_a_huge_paste_arrives_whole_and_is_one_step(view: CodeView) -> None:
    text = "value = 1\n" * 50_000
    QApplication.clipboard().setText(text)
    view.paste()
    assert view.text() == text
    _key(view, Qt.Key.Key_Z, CONTROL)
    assert view.text() == ""


# -- lines -------------------------------------------------------------------------------------------------


def test_the_place_of_the_cursor_is_told_in_characters(qtbot: QtBot, view: CodeView) -> None:
    view.set_text("one\n😀x")
    places: list[tuple[int, int]] = []
    view.cursor_moved.connect(lambda line, column: places.append((line, column)))
    view.moveCursor(QTextCursor.MoveOperation.End)
    assert places[-1] == (2, 3)


def test_a_line_is_shown_in_the_middle_with_cursor_and_focus(view: CodeView) -> None:
    view.set_text("    x = 1\n" * 300)
    view.show_line(200)
    assert (view.textCursor().blockNumber() + 1, view.textCursor().positionInBlock()) == (200, 4)
    lines = [line + 1 for line, _, _ in view.visible_lines()]
    assert abs((lines[0] + lines[-1]) / 2 - 200) <= 2
    assert view.hasFocus()


def test_a_line_beyond_the_end_shows_the_last(view: CodeView) -> None:
    view.set_text("a\nb")
    view.show_line(999)
    assert view.textCursor().blockNumber() == 1


def test_marks_and_bars_are_painted_across_gutter_and_text(view: CodeView) -> None:
    view.set_text("a\nb\nc\nd")
    view.set_original("a\nB\nc\nd")
    view.set_marks({3: "raised"})
    picture = view.grab().toImage()
    lines = {line + 1: top + height // 2 for line, top, height in view.visible_lines()}
    ratio = picture.devicePixelRatio()

    def pixel(x: int, line: int) -> str:
        return picture.pixelColor(round(x * ratio), round(lines[line] * ratio)).name().upper()

    assert pixel(30, 3) == pixel(500, 3) == LIGHT["error_bg"]
    assert pixel(58, 2) == LIGHT["accent"]
    assert pixel(58, 4) == pixel(500, 4) == LIGHT["surface"]


def test_marks_move_with_their_lines(view: CodeView) -> None:
    _put(view, "|a\nb\nc")
    view.set_marks({2: "waiting"})
    _key(view, Qt.Key.Key_Return)
    assert view.marks == {3: "waiting"}


def test_an_unknown_mark_is_refused(view: CodeView) -> None:
    with pytest.raises(ValueError, match="sparkles"):
        view.set_marks({1: "sparkles"})


def test_changed_lines_follow_what_is_typed(view: CodeView) -> None:
    _put(view, "a\nb|\nc")
    view.set_original("a\nb\nc")
    assert view.changed_lines == frozenset()
    _key(view, Qt.Key.Key_X)
    assert view.changed_lines == frozenset({1})
    _key(view, Qt.Key.Key_Backspace)
    assert view.changed_lines == frozenset()


_BLOCK = "if x:\n    # 😀 one\n\n      two\n\tthree\n # four\nfive"


@pytest.mark.parametrize("change", ["indent", "outdent", "toggle_comment"])
@pytest.mark.parametrize("text", [_BLOCK, "# a\n  #b\n\n    # c\nd", "    a\n  # b\n  c\nd"])
@pytest.mark.parametrize(("start", "end"), [(0, 14), (2, 20), (9, 6), (3, 23), (0, 2)])
def test_many_lines_are_changed_as_few_are(
    view: CodeView, monkeypatch: pytest.MonkeyPatch, change: str, text: str, start: int, end: int
) -> None:
    found = []
    for many in (0, 1_000):
        monkeypatch.setattr(code_edits, "MANY", many)
        view.set_text(text)
        cursor = view.textCursor()
        cursor.setPosition(min(start, len(text)))
        cursor.setPosition(min(end, len(text)), QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)
        getattr(view, change)()
        found.append((view.text(), view.textCursor().anchor(), view.textCursor().position()))
        if view.text() != text:
            view.undo()
        assert view.text() == text
        assert not view.document().isUndoAvailable(), "it was more than one step"
    assert found[0] == found[1]


def test_a_change_of_hidden_lines_shows_them(view: CodeView) -> None:
    view.set_text('"""a\nb\nc\nd\n"""\nprint()')
    view.header_fold.fold(5)
    assert view.header_fold.hidden_lines == 4
    view.selectAll()
    view.toggle_comment()
    assert view.header_fold.hidden_lines == 0
    assert view.text().count("# ") == 6
    assert view.document().findBlockByNumber(2).isVisible()


def test_only_a_key_that_leaves_the_line_paints_every_line_anew(view: CodeView) -> None:
    view.set_text("one\ntwo\nthree\n")
    repaints: list[None] = []
    view._repaint = lambda: repaints.append(None)  # type: ignore[method-assign]
    QTest.keyClicks(view, "ab")
    assert repaints == []
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert len(repaints) == 1
