"""The find bar over the code: hits marked and walked through, replaced as one step, in bounded time."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import code_edits
from desktop.ui.code_view import CodeView
from desktop.ui.find_bar import FindBar
from desktop.ui.finding import LONGEST_LINE, MOST_HITS, Hit, Query, Search
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Page(QWidget):
    """A bar over a view, joined as the example's page joins them."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.view = CodeView(theme, icons, self)
        self.bar = FindBar(theme, icons, replaces=True, parent=self)
        self.bar.set_text(self.view.hits)
        self.view.textChanged.connect(self.bar.refresh)
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addWidget(QLineEdit(self))
        layout.addWidget(self.view)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, icons: Icons) -> Page:
    page = Page(theme, icons)
    qtbot.addWidget(page)
    page.resize(900, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.view.setFocus()
    return page


def _find(page: Page, text: str, query: str) -> None:
    page.view.set_text(text)
    page.bar.open()
    page.bar.field.setText(query)


def _all(query: Query, *lines: str) -> list[Hit]:
    search = Search(query, lines)
    search.work(10)
    return search.hits


# -- what is found -----------------------------------------------------------------------------------------


def test_case_and_whole_words_count_where_asked() -> None:
    lines = ("Name rename name",)
    assert len(_all(Query("name"), *lines)) == 3
    assert len(_all(Query("name", matches_case=True), *lines)) == 2
    assert _all(Query("name", True, True), *lines) == [Hit(1, 12, 16)]


def test_a_whole_word_that_ends_in_a_bracket_is_found_before_anything() -> None:
    assert _all(Query("f(", whole_word=True), "if(x) f(x)") == [Hit(1, 6, 8)]


def test_text_that_looks_like_a_pattern_is_text_unless_asked() -> None:
    assert _all(Query("a.c*"), "abc a.c*") == [Hit(1, 4, 8)]
    assert _all(Query("a.c", is_pattern=True), "abc a.c") == [Hit(1, 0, 3), Hit(1, 4, 7)]


def test_columns_count_characters_also_after_an_emoji() -> None:
    assert _all(Query("x"), "😀 x") == [Hit(1, 2, 3)]


def test_a_pattern_finds_nothing_where_it_matches_nothing() -> None:
    assert _all(Query("x*", is_pattern=True), "abc") == []


def test_a_broken_pattern_is_told_in_a_sentence() -> None:
    search = Search(Query("(ab", is_pattern=True), ("ab",))
    assert search.is_done
    assert search.problem == "This pattern cannot be read: missing closing parenthesis, at character 3."


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (r"(a+)+$", "a" * 60 + "b"),
        (r"(x+x+)+[yz]", "x" * 4000),
        (r"x|(a+)+$", "x" + "a" * 60 + "b"),  # a hit before it does not hide that
        (r"(a|b|ab)*[cd]", "ab" * 2000),
        (r"(*LIMIT_MATCH=999999999)(a+)+$", "a" * 60 + "b"),
    ],
)
def test_a_hostile_pattern_ends_in_one_short_slice(pattern: str, line: str) -> None:
    search = Search(Query(pattern, is_pattern=True), [line] * 1000)
    begin = perf_counter()
    search.work(0.02)
    assert search.is_done
    assert search.problem
    assert perf_counter() - begin < 5  # without the bound it is centuries


def test_what_a_pattern_does_not_look_at_is_said() -> None:
    line = " " * LONGEST_LINE + "here"
    search = Search(Query("he.e", is_pattern=True), (line,))
    search.work(10)
    assert "only the first 5,000 characters" in search.problem
    assert _all(Query("here"), line)


def test_more_hits_than_are_kept_are_said_to_be_more(page: Page, qtbot: QtBot) -> None:
    _find(page, "x" * MOST_HITS, "x")
    qtbot.waitUntil(lambda: page.bar.count.text() == "1 of 10,000")
    page.view.set_text("x" * (MOST_HITS + 1))
    page.bar.field.setText("X")
    qtbot.waitUntil(lambda: page.bar.count.text() == "1 of more than 10,000")


# -- the bar -----------------------------------------------------------------------------------------------


def test_typing_a_query_goes_to_the_first_hit_and_says_which_of_how_many(page: Page) -> None:
    _find(page, "one\ntwo one\n", "one")
    assert page.bar.count.text() == "1 of 2"
    assert page.view.textCursor().selectedText() == "one"


def test_enter_and_f3_go_on_and_round(page: Page) -> None:
    _find(page, "a\nb\na\n", "a")
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    assert page.bar.count.text() == "2 of 2"
    page.bar.find_next()
    assert page.bar.count.text() == "1 of 2"
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return, SHIFT)
    assert page.bar.count.text() == "2 of 2"


def test_escape_closes_unmarks_and_gives_the_focus_back(page: Page) -> None:
    _find(page, "a b a", "a")
    QTest.keyClick(page.bar.field, Qt.Key.Key_Escape)
    assert page.bar.isHidden()
    assert page.view.hasFocus()
    assert page.view.textCursor().selectedText() == "a"


def test_what_is_selected_is_the_query_to_begin_with(page: Page) -> None:
    page.view.set_text("price = 3\nprint(price)")
    cursor = page.view.textCursor()
    cursor.setPosition(5, cursor.MoveMode.KeepAnchor)
    page.view.setTextCursor(cursor)
    page.bar.open()
    assert page.bar.field.text() == "price"
    assert page.bar.count.text() == "1 of 2"


def test_find_next_works_with_the_bar_closed_and_keeps_the_focus_in_the_code(page: Page) -> None:
    _find(page, "a b a", "a")
    page.bar.close_bar()
    page.bar.find_next()
    assert page.bar.isVisible()
    assert page.view.hasFocus()
    assert page.view.textCursor().selectionStart() == 0 or page.view.textCursor().selectionStart() == 4


def test_hits_follow_the_text_as_it_is_typed(page: Page, qtbot: QtBot) -> None:
    _find(page, "a a", "a")
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_End)
    QTest.keyClicks(page.view, " a")
    qtbot.waitUntil(lambda: page.bar.count.text() == "1 of 3")


def test_a_hit_is_painted_behind_its_words(page: Page, theme: Theme) -> None:
    _find(page, "zero\n....x", "x")
    picture = page.view.viewport().grab().toImage()
    bar = page.view.verticalScrollBar().grab().toImage()
    names = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(60)}
    assert theme.color("now_edge").name() in names
    assert theme.color("now_edge").name() in {bar.pixelColor(6, y).name() for y in range(bar.height())}


def test_no_hits_is_said_and_no_step_is_offered(page: Page) -> None:
    _find(page, "abc", "xyz")
    assert page.bar.count.text() == "No hits"
    assert not page.bar.next.isEnabled()


def test_a_broken_pattern_stands_under_the_field(page: Page) -> None:
    page.bar.pattern.setChecked(True)
    _find(page, "abc", "[")
    assert page.bar.problem.isVisible()
    assert page.bar.field.property("error")
    page.bar.field.setText("[abc]")
    assert not page.bar.problem.isVisible()
    assert page.bar.count.text() == "1 of 3"


def test_tab_goes_along_the_bar_as_it_is_seen(page: Page) -> None:
    for before, after in pairwise(page.bar.stops()):
        QWidget.setTabOrder(before, after)
    _find(page, "a a", "a")
    for stop in page.bar.stops()[:7]:
        assert stop.hasFocus()
        QTest.keyClick(stop, Qt.Key.Key_Tab)


# -- replacing ---------------------------------------------------------------------------------------------


def _replace(page: Page, text: str, query: str, template: str, *, is_pattern: bool = False) -> None:
    page.view.set_text(text)
    page.bar.pattern.setChecked(is_pattern)
    page.bar.open(replaces=True)
    page.bar.field.setText(query)
    page.bar.replacement.setText(template)


def test_replace_all_is_one_step_of_undo(page: Page) -> None:
    _replace(page, "cat 😀 cat\ncat\n", "cat", "catcat")
    page.bar.replace_all()
    assert page.view.text() == "catcat 😀 catcat\ncatcat\n"
    assert page.bar.count.text() == "3 hits replaced"
    page.view.undo()
    assert page.view.text() == "cat 😀 cat\ncat\n"


def test_replace_goes_on_to_the_hit_behind_what_it_put_there(page: Page) -> None:
    _replace(page, "a a a", "a", "aa")
    page.bar.replace_one.click()
    page.bar.replace_one.click()
    assert page.view.text() == "aa aa a"


def test_groups_of_a_pattern_stand_in_the_replacement(page: Page) -> None:
    _replace(page, "x=1, y=2", r"(\w)=(?P<n>\d)", r"\g<n>\\\1", is_pattern=True)
    page.bar.replace_all()
    assert page.view.text() == "1\\x, 2\\y"


def test_a_group_that_is_not_there_is_told_and_nothing_is_replaced(page: Page) -> None:
    _replace(page, "abc", "(b)", r"\2", is_pattern=True)
    assert page.bar.problem.text_whole() == "The pattern has no group 2."
    assert not page.bar.replace_every.isEnabled()
    page.bar.replace_all()
    assert page.view.text() == "abc"


def test_a_text_that_cannot_be_changed_has_no_replace_row(page: Page) -> None:
    page.view.set_text("abc")
    page.view.read_only = True
    page.bar.open(replaces=True)
    assert page.bar.field.isVisible()
    assert not page.bar.replacement.isVisible()


HEADED = '"""About.\n\nA word.\n"""\n\nword = 1\nprint(word)\n'


def test_hits_in_the_folded_head_are_counted_and_reached_last(page: Page) -> None:
    """It was unfolded at once for a word that stands in the code as well."""
    page.view.set_text(HEADED)
    page.view.header_fold.fold(4)
    page.bar.open()
    page.bar.field.setText("word")
    assert (page.view.textCursor().blockNumber(), page.bar.count.text()) == (5, "2 of 3")
    page.bar.find_next()
    assert page.view.textCursor().blockNumber() == 6
    assert page.view.header_fold.hidden_lines
    page.bar.find_next()
    assert page.view.textCursor().blockNumber() == 2
    assert not page.view.header_fold.hidden_lines


def test_a_word_of_the_folded_head_alone_is_found_there(page: Page) -> None:
    page.view.set_text(HEADED)
    page.view.header_fold.fold(4)
    page.bar.open()
    page.bar.field.setText("A w")
    assert page.view.textCursor().blockNumber() == 2


@pytest.mark.parametrize(("step", "line"), [(1, 5), (-1, 6)])
def test_from_between_the_hits_a_step_passes_over_the_folded_head(page: Page, step: int, line: int) -> None:
    page.view.set_text(HEADED)
    page.view.header_fold.fold(4)
    page.bar.open()
    page.bar.field.setText("word")
    page.view.go_to(5 if step < 0 else 99)
    (page.bar.find_next if step > 0 else page.bar.find_previous)()
    assert page.view.textCursor().blockNumber() == line


@pytest.mark.parametrize("many", [0, 1_000])
@pytest.mark.parametrize(("template", "after", "line"), [("é", "aé😀é\né\ndog é", 0), (r"x\ny", None, 1)])
def test_many_hits_are_replaced_as_few_are(
    page: Page, monkeypatch: pytest.MonkeyPatch, many: int, template: str, after: str | None, line: int
) -> None:
    monkeypatch.setattr(code_edits, "MANY", many)
    text = "acat😀cat\ncat\ndog cat"
    _replace(page, text, "cat", template, is_pattern=True)
    page.bar.replace_all()
    assert page.view.text() == (after or text.replace("cat", "x\ny"))
    cursor = page.view.textCursor()
    assert (cursor.blockNumber(), cursor.positionInBlock()) == (line, 2 - line)
    page.view.undo()
    assert page.view.text() == text
