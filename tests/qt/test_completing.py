"""Words and call tips while one types: offered, taken by a key, never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.completion import Place, read_language
from desktop.core.paths import find_paths
from desktop.ui.code_view import CodeView
from desktop.ui.completing import Completing
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, icons: Icons) -> CodeView:
    view = CodeView(theme, icons)
    view.set_language(lambda: read_language(find_paths().resources / "language.json"))
    qtbot.addWidget(view)
    view.resize(700, 420)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    return view


def _type(view: CodeView, text: str) -> None:
    """As at a keyboard: keys go to the list while it is open, which hands them on."""
    for character in text:
        if character == "\n":
            _press(view, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(QApplication.activePopupWidget() or view, character)


def _press(
    view: CodeView, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(QApplication.activePopupWidget() or view, key, modifiers)


def _open(view: CodeView) -> list[str]:
    """The words that are offered."""
    completing = view.completing
    if completing is None or not completing.is_open:
        return []
    model = completing.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def _completing(view: CodeView) -> Completing:
    assert view.completing is not None
    return view.completing


def test_the_third_letter_offers_words_and_tab_takes_the_first(view: CodeView) -> None:
    _type(view, "en")
    assert _open(view) == []
    _type(view, "u")
    assert _open(view) == ["enumerate"]
    _press(view, Qt.Key.Key_Tab)
    assert view.text() == "enumerate"
    assert _open(view) == []


def test_enter_is_a_new_line_unless_a_word_was_chosen(view: CodeView) -> None:
    _type(view, "pri")
    assert _open(view)
    _press(view, Qt.Key.Key_Return)
    assert view.text() == "pri\n"
    _type(view, "pri")
    _press(view, Qt.Key.Key_Down)
    _press(view, Qt.Key.Key_Return)
    assert view.text() == "pri\nprint"


def test_escape_closes_the_list_and_typing_goes_on(view: CodeView) -> None:
    _type(view, "whi")
    _press(view, Qt.Key.Key_Escape)
    assert _open(view) == []
    assert view.hasFocus()
    assert view.text() == "whi"


@pytest.mark.parametrize("key", [":", " ", "(", "="])
def test_what_ends_a_word_closes_the_list(view: CodeView, key: str) -> None:
    _type(view, "els")
    assert _open(view)
    _type(view, key)
    assert _open(view) == []
    assert view.text() == f"els{key}"


def test_the_list_narrows_with_each_letter_and_widens_with_backspace(view: CodeView) -> None:
    _type(view, "pro_one = pro_two = 1\npro_")
    assert _open(view) == ["pro_one", "pro_two"]
    _type(view, "t")
    assert _open(view) == ["pro_two"]
    _press(view, Qt.Key.Key_Backspace)
    assert _open(view) == ["pro_one", "pro_two"]


def test_control_space_offers_at_once_with_the_first_chosen(view: CodeView) -> None:
    _type(view, "wh")
    _press(view, Qt.Key.Key_Space, CONTROL)
    assert _open(view) == ["while"]
    _press(view, Qt.Key.Key_Return)
    assert view.text() == "while"


def test_a_dot_behind_a_module_offers_its_members(view: CodeView) -> None:
    _type(view, "import math\nmath.")
    assert "sqrt" in _open(view)
    _type(view, "sq")
    _press(view, Qt.Key.Key_Tab)
    assert view.text() == "import math\nmath.sqrt"


@pytest.mark.parametrize("text", ["# pri", "'pri", '"""pri'])
def test_nothing_is_offered_in_strings_and_comments(view: CodeView, text: str) -> None:
    _type(view, text)
    assert _open(view) == []


def test_a_text_that_cannot_be_changed_is_offered_nothing(view: CodeView) -> None:
    view.set_text("pri")
    view.read_only = True
    _press(view, Qt.Key.Key_Space, CONTROL)
    assert _open(view) == []


def test_a_word_taken_is_one_step_of_undo_and_an_edit(view: CodeView, qtbot: QtBot) -> None:
    view.set_text("😀 = 1\n")
    view.go_to(2)
    _type(view, "enu")
    with qtbot.waitSignal(view.text_edited):
        _press(view, Qt.Key.Key_Tab)
    assert view.text() == "😀 = 1\nenumerate"
    view.undo()
    assert view.text() == "😀 = 1\nenu"


def test_a_call_shows_how_it_is_called_until_it_is_closed(view: CodeView) -> None:
    _type(view, "round(")
    assert _completing(view).tip.isVisible()
    assert _completing(view).tip.text() == "round(number, ndigits=None)"
    _type(view, "3, 'x'")
    assert _completing(view).tip.isVisible()
    _type(view, ")")
    assert not _completing(view).tip.isVisible()


def test_escape_takes_the_tip_away_and_it_goes_with_the_focus(view: CodeView) -> None:
    _type(view, "round(")
    _press(view, Qt.Key.Key_Escape)
    assert not _completing(view).tip.isVisible()
    _press(view, Qt.Key.Key_Space, CONTROL)
    assert _completing(view).tip.isVisible()
    view.clearFocus()
    assert not _completing(view).tip.isVisible()


@pytest.mark.parametrize(("mark", "expected"), [("text", []), ("code", ["enumerate"])])
def test_in_a_long_file_it_is_known_whether_the_cursor_is_in_a_string(
    qtbot: QtBot, view: CodeView, mark: str, expected: list[str]
) -> None:
    """Only the surroundings are read: begun in the middle of a string, all would be turned over."""
    text = "code\n" + '"""\n' + "some words\n" * 3_000 + "text\n" + '"""\n' + "x = 1\n" * 3_000 + "code\n"
    view.set_text(text)
    qtbot.waitUntil(lambda: view.is_coloured)
    line = next(at for at, words in reversed(list(enumerate(view.lines(), 1))) if words == mark)
    view.go_to(line)
    _press(view, Qt.Key.Key_Return)
    _press(view, Qt.Key.Key_Up)
    _type(view, "enu")
    assert _open(view) == expected


def test_while_a_word_is_typed_on_its_proposals_are_filtered_and_not_made_anew(
    view: CodeView, monkeypatch: pytest.MonkeyPatch
) -> None:
    _type(view, "value = 1\nisi")
    made: list[Place] = []
    monkeypatch.setattr(Place, "words", lambda place: made.append(place) or ["never"])
    _type(view, "nst")
    assert (_open(view), made) == (["isinstance"], [])
    _press(view, Qt.Key.Key_Backspace)
    assert (_open(view), made) == (["isinstance"], [])
    _type(view, " abc")
    assert len(made) == 1, "another word has other proposals"


def test_a_key_in_an_enormous_line_proposes_nothing(view: CodeView) -> None:
    view.set_text("value = 1; " + "x" * 5_000 + "; ")
    view.moveCursor(QTextCursor.MoveOperation.End)
    _type(view, "val")
    assert _open(view) == []
