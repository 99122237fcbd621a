"""The card of what was blocked: plain words of the program, the safe answer first, room at any width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Denial
from desktop.ui.denial_card import DenialCard
from desktop.ui.denials import Blocked, runs_of, words_of
from desktop.ui.icons import Icons
from desktop.ui.sentence import Sentence
from desktop.ui.theme import Theme


def denial(file: object, line: int = 5, name: str = "read", target: str = "/home/ana/secret.txt") -> Denial:
    return Denial(name, target if name in ("read", "write") else "any", target, str(file), line)


@pytest.fixture
def card(qtbot: QtBot, theme: Theme, icons: Icons) -> DenialCard:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    card = DenialCard(theme, icons)
    column.addStretch(1)
    column.addWidget(card)
    page.resize(760, 400)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    card.page = page  # type: ignore[attr-defined]
    return card


def shown_texts(widget: QWidget) -> list[str]:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return labels + [one.toPlainText() for one in widget.findChildren(Sentence) if one.isVisible()]


def visible_buttons(card: DenialCard) -> list[str]:
    buttons = (card.keep_button, card.once_button, card.always_button)
    return [button.text() for button in buttons if button.isVisible()]


# -- the card ----------------------------------------------------------------------------------------------


def test_without_a_denial_there_is_no_card(card: DenialCard) -> None:
    card.show_items([])
    assert not card.isVisible()


@pytest.mark.parametrize("name", ["read", "write", "net", "run"])
def test_it_says_what_was_tried_where_and_that_the_program_says_so(card: DenialCard, name: str) -> None:
    blocked = denial("a.py", name=name)
    card.show_items([Blocked(blocked, "Line 5")])
    words = words_of(blocked)
    sentence = f"Line 5 {words.tried} /home/ana/secret.txt. {words.rule}"
    assert {words.title, sentence, "Reported by the program"} <= set(shown_texts(card))
    assert visible_buttons(card) == ["Keep blocked", "Allow once", "Always for this example"]


def test_the_safe_answer_takes_the_focus_and_comes_first(card: DenialCard) -> None:
    card.show_items([Blocked(denial("a.py"), "Line 5")])
    card.take_focus()
    assert card.keep_button.hasFocus()
    QTest.keyClick(card.keep_button, Qt.Key.Key_Tab)
    assert card.once_button.hasFocus()
    QTest.keyClick(card.once_button, Qt.Key.Key_Tab)
    assert card.always_button.hasFocus()


def test_what_cannot_be_allowed_offers_nothing_but_keeping_it_blocked(card: DenialCard) -> None:
    card.show_items([Blocked(denial("a.py"), "Line 5", "/home is too wide.")])
    assert visible_buttons(card) == ["Keep blocked"]
    assert "/home is too wide." in shown_texts(card)


def test_each_button_tells_its_answer(card: DenialCard, qtbot: QtBot) -> None:
    blocked = denial("a.py")
    card.show_items([Blocked(blocked, "Line 5")])
    for button, signal in (
        (card.keep_button, card.keep_chosen),
        (card.once_button, card.once_chosen),
        (card.always_button, card.always_chosen),
    ):
        with qtbot.waitSignal(signal) as told:
            QTest.keyClick(button, Qt.Key.Key_Return)
        assert told.args == [blocked]


def test_several_are_gone_through_one_after_another(card: DenialCard) -> None:
    card.show_items([Blocked(denial("a.py", line), f"Line {line}") for line in (1, 2, 3)])
    assert "1 of 3" in shown_texts(card)
    card._next.click()
    assert card.current is not None
    assert card.current.denial.line == 2
    card.drop(card.current.denial)
    assert "2 of 2" in shown_texts(card)
    assert card.current.denial.line == 3
    card.drop(denial("a.py", 3))
    card.drop(denial("a.py", 1))
    assert not card.isVisible()


def test_the_line_is_a_link_for_mouse_and_keys(card: DenialCard, qtbot: QtBot) -> None:
    blocked = denial("a.py")
    card.show_items([Blocked(blocked, "Line 5")])
    sentence = card.findChild(Sentence)
    assert sentence is not None
    with qtbot.waitSignal(card.place_activated) as told:
        QTest.mouseClick(sentence.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert told.args == [blocked]
    with qtbot.assertNotEmitted(card.place_activated):
        QTest.mouseClick(sentence.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 8))
    sentence.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(card.place_activated):
        QTest.keyClick(sentence, Qt.Key.Key_Return)


def test_a_line_that_is_not_known_is_no_link(card: DenialCard, qtbot: QtBot) -> None:
    card.show_items([Blocked(denial("a.py", 0))])
    sentence = card.findChild(Sentence)
    assert sentence is not None
    assert sentence.sentence().startswith("It tried to read")
    with qtbot.assertNotEmitted(card.place_activated):
        QTest.keyClick(sentence, Qt.Key.Key_Return)


@pytest.mark.parametrize("target", ["<b>x</b>", "a\nb\u202ec", "`code` *strong* [x](y)", "/d/" + "x" * 500])
def test_words_of_the_program_are_plain_short_and_on_one_line(card: DenialCard, target: str) -> None:
    card.show_items([Blocked(denial("a.py", target=target), "Line 5", target)])
    (sentence,) = [text for text in shown_texts(card) if text.startswith("Line 5 tried")]
    assert not any("\n" in text or "\u202e" in text for text in shown_texts(card))
    assert len(sentence) < 180
    assert "\n" not in sentence
    assert "\u202e" not in sentence
    if len(target) < 30 and target.isprintable():
        assert target in sentence
    assert card.minimumSizeHint().width() < 700
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in card.findChildren(QLabel))


def test_the_path_is_cut_in_its_middle_and_whole_in_the_tooltip(card: DenialCard) -> None:
    path = "/home/ana/" + "folder/" * 40 + "secret.txt"
    runs = runs_of(denial("a.py", target=path), "Line 5")
    (shown,) = [run.text for run in runs if run.kind == "code"]
    assert shown.startswith("/home/ana/")
    assert shown.endswith("/secret.txt")
    card.show_items([Blocked(denial("a.py", target=path), "Line 5")])
    sentence = card.findChild(Sentence)
    assert sentence is not None
    assert sentence.toolTip() == path


def test_where_there_is_little_height_it_is_one_line(card: DenialCard) -> None:
    card.show_items([Blocked(denial("a.py"), "Line 5")])
    QApplication.processEvents()
    full = card.height()
    card.take_focus()
    card.set_brief(True)
    QApplication.processEvents()
    assert card.height() < full / 2
    assert visible_buttons(card) == []
    assert card.details_button.hasFocus(), "the focus was on a button that went"
    card.set_brief(False)
    assert len(visible_buttons(card)) == 3


def test_details_tell_all_there_is_from_the_one_in_view(card: DenialCard, qtbot: QtBot) -> None:
    items = [Blocked(denial("a.py", line), f"Line {line}") for line in (1, 2, 3)]
    card.show_items(items)
    card._next.click()
    card.set_brief(True)
    assert "2 of 3" in shown_texts(card)
    with qtbot.waitSignal(card.details_requested) as told:
        QTest.keyClick(card.details_button, Qt.Key.Key_Return)
    assert told.args == [[items[1], items[2], items[0]]]


@pytest.mark.parametrize("size", [13, 20])
@pytest.mark.parametrize("width", [420, 760, 1300])
def test_nothing_of_it_is_cut_at_any_width(card: DenialCard, theme: Theme, width: int, size: int) -> None:
    theme.set_font_size(size)
    page: QWidget = card.page  # type: ignore[attr-defined]
    page.resize(width, 700)
    card.show_items([Blocked(denial("a.py", target="/d/" + "x" * 60), "Line 5", "It is too wide. " * 5)])
    for _ in range(3):
        QApplication.processEvents()
    sentence = card.findChild(Sentence)
    assert sentence is not None
    assert sentence.height() >= sentence.heightForWidth(sentence.width())
    assert card.keep_button.geometry().bottom() < card.height()
    layout = page.layout()
    assert layout is not None
    assert layout.minimumSize().height() >= card.height(), "what lies above could take some of its height"
