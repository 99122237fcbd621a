"""The library panel: what it shows, finds, filters, and how it is used by keys alone."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QBuffer, QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop.core.progress import Status
from desktop.ui.filter_chips import Chip, ChoiceMenu, FilterChips
from desktop.ui.icons import Icons
from desktop.ui.library_model import Filter, LibraryModel, Role, Row, RowKind, tree_rows
from desktop.ui.library_tree import LibraryTree
from desktop.ui.library_view import LibraryView, _Facts
from desktop.ui.theme import Theme
from tests.qt.fake_session import FakeSession


@pytest.fixture
def view(qtbot: QtBot, session: FakeSession, theme: Theme, icons: Icons) -> LibraryView:
    view = LibraryView(session, theme, icons)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(300, 700)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def tree_of(view: LibraryView) -> LibraryTree:
    tree = view.findChild(LibraryTree)
    assert tree is not None
    return tree


def field_of(view: LibraryView) -> QLineEdit:
    field = view.findChild(QLineEdit)
    assert field is not None
    return field


def shown_titles(view: LibraryView) -> list[str]:
    """The titles of all rows that are not inside a closed chapter, from top to bottom."""
    tree, titles = tree_of(view), []
    index = tree.model().index(0, 0)
    while index.isValid():
        titles.append(str(index.data()))
        index = tree.indexBelow(index)
    return titles


def current_title(view: LibraryView) -> str:
    return str(tree_of(view).currentIndex().data())


def test_the_model_keeps_qts_promises_in_every_state(qtbot: QtBot, session: FakeSession) -> None:
    model = LibraryModel(_Facts(session))  # type: ignore[arg-type]
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    everything = frozenset(example.id for example in session.catalog.examples)
    model.set_rows(tree_rows(session.catalog, everything))
    model.set_open("exceptions/try")
    model.refresh("exceptions/try")
    model.set_rows(tree_rows(session.catalog, frozenset({"exceptions/try"})))
    model.set_rows(())
    assert model.rowCount() == 0


def test_a_chapter_holds_its_section_headings_between_its_examples(view: LibraryView) -> None:
    assert shown_titles(view) == [
        *("First Steps", "Printing", "Hello, world", "Words with <b>sep</b>", "Asking", "Asking a question"),
        "Exceptions",
    ]


def test_arrows_pass_over_headings_and_enter_opens(view: LibraryView, qtbot: QtBot) -> None:
    tree = tree_of(view)
    view.focus_tree()
    assert current_title(view) == "First Steps"
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert current_title(view) == "Hello, world"
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert current_title(view) == "Asking a question"
    with qtbot.waitSignal(view.example_chosen) as chosen:
        QTest.keyClick(tree, Qt.Key.Key_Return)
    assert chosen.args == ["first-steps/ask"]


def test_left_and_right_close_and_open_a_chapter_and_home_and_end_go_to_the_ends(view: LibraryView) -> None:
    tree = tree_of(view)
    view.focus_tree()
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert current_title(view) == "First Steps"
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert shown_titles(view) == ["First Steps", "Exceptions"]
    QTest.keyClick(tree, Qt.Key.Key_End)
    assert current_title(view) == "Exceptions"
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert "Raising an error" in shown_titles(view)
    QTest.keyClick(tree, Qt.Key.Key_End)
    assert current_title(view) == "Raising an error"
    QTest.keyClick(tree, Qt.Key.Key_Home)
    assert current_title(view) == "First Steps"


def test_enter_on_a_chapter_opens_and_closes_it(view: LibraryView) -> None:
    tree = tree_of(view)
    view.focus_tree()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert shown_titles(view) == ["First Steps", "Exceptions"]
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert "Hello, world" in shown_titles(view)


def test_typing_letters_in_the_tree_goes_to_the_title_that_begins_so(view: LibraryView) -> None:
    view.focus_tree()
    QTest.keyClicks(tree_of(view), "wor")
    assert current_title(view) == "Words with <b>sep</b>"


def test_a_click_on_an_example_opens_it_and_on_a_chapter_closes_it(view: LibraryView, qtbot: QtBot) -> None:
    tree = tree_of(view)

    def click(index_title: str) -> None:
        index = tree.model().index(0, 0)
        while index.data() != index_title:
            index = tree.indexBelow(index)
        place = tree.visualRect(index).center()
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)

    with qtbot.waitSignal(view.example_chosen) as chosen:
        click("Hello, world")
    assert chosen.args == ["first-steps/hello"]
    click("First Steps")
    assert shown_titles(view) == ["First Steps", "Exceptions"]


def test_search_shows_ranked_hits_and_enter_opens_the_first(view: LibraryView, qtbot: QtBot) -> None:
    view.focus_search()
    QTest.keyClicks(field_of(view), "raising")
    assert shown_titles(view)[0] == "Raising an error"
    assert "Exceptions" not in shown_titles(view)
    with qtbot.waitSignal(view.example_chosen) as chosen:
        QTest.keyClick(field_of(view), Qt.Key.Key_Return)
    assert chosen.args == ["exceptions/raise"]


def painted_texts(view: LibraryView, row: int, width: int) -> list[str]:
    """What the delegate writes into a row of this width, each stretch of one look on its own."""
    image, buffer = QSvgGenerator(), QBuffer()
    image.setOutputDevice(buffer)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 28)
    painter = QPainter(image)
    tree_of(view).itemDelegate().paint(painter, option, tree_of(view).model().index(row, 0))
    painter.end()
    return [text.strip() for text in re.findall(r">([^<>]*)</text>", bytes(buffer.data()).decode())]


def test_of_a_hit_the_title_is_whole_and_the_chapter_has_what_is_left(view: LibraryView) -> None:
    view.focus_search()
    QTest.keyClicks(field_of(view), "question")
    assert painted_texts(view, 0, 300) == ["Asking a", "question", "First Steps"]
    assert painted_texts(view, 0, 232) == ["Asking a", "question"]
    tooltip = tree_of(view).model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tooltip == "Asking a question\nFirst Steps"


def test_of_a_hit_by_its_chapter_the_title_is_whole_too(view: LibraryView) -> None:
    view.focus_search()
    QTest.keyClicks(field_of(view), "steps")
    assert shown_titles(view) == ["Hello, world", "Words with <b>sep</b>", "Asking a question"]
    assert painted_texts(view, 2, 300) == ["Asking a question", "First Steps"]
    assert painted_texts(view, 2, 210) == ["Asking a question"]


def test_down_goes_from_the_field_to_the_first_hit_and_up_goes_back(view: LibraryView) -> None:
    view.focus_search()
    QTest.keyClicks(field_of(view), "except")
    first = shown_titles(view)[0]
    QTest.keyClick(field_of(view), Qt.Key.Key_Down)
    assert tree_of(view).hasFocus()
    assert current_title(view) == first
    QTest.keyClick(tree_of(view), Qt.Key.Key_Up)
    assert field_of(view).hasFocus()


def test_escape_ends_the_search_and_brings_back_chapters_and_selection(view: LibraryView) -> None:
    view.set_current("exceptions/raise")
    before = shown_titles(view)
    view.focus_search()
    QTest.keyClicks(field_of(view), "hello")
    assert shown_titles(view) != before
    QTest.keyClick(field_of(view), Qt.Key.Key_Escape)
    assert shown_titles(view) == before
    assert current_title(view) == "Raising an error"


def test_escape_in_the_hits_ends_the_search_too(view: LibraryView) -> None:
    before = shown_titles(view)
    view.focus_search()
    QTest.keyClicks(field_of(view), "hello")
    QTest.keyClick(field_of(view), Qt.Key.Key_Down)
    QTest.keyClick(tree_of(view), Qt.Key.Key_Escape)
    assert field_of(view).text() == ""
    assert shown_titles(view) == before


def test_nothing_found_is_said_with_the_words_that_were_sought(view: LibraryView) -> None:
    view.focus_search()
    QTest.keyClicks(field_of(view), "qqqqq")
    assert not tree_of(view).isVisible()
    texts = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert "Nothing found for “qqqqq”" in texts


def test_the_search_waits_for_as_many_letters_as_the_setting_says(
    view: LibraryView, session: FakeSession
) -> None:
    session.save_settings({"search.min_characters": 4})
    view.focus_search()
    QTest.keyClicks(field_of(view), "rai")
    assert "First Steps" in shown_titles(view)
    QTest.keyClicks(field_of(view), "s")
    assert shown_titles(view) == ["Raising an error"]


def test_a_typing_mistake_is_forgiven_only_where_the_setting_allows(
    view: LibraryView, session: FakeSession
) -> None:
    view.focus_search()
    QTest.keyClicks(field_of(view), "rasing")
    assert shown_titles(view) == ["Raising an error"]
    session.save_settings({"search.fuzzy_match": False})
    assert not tree_of(view).isVisible()


def test_the_scope_of_the_setting_is_kept(view: LibraryView, session: FakeSession) -> None:
    session.save_settings({"search.search_scope": "titles"})
    view.focus_search()
    QTest.keyClicks(field_of(view), "understand")  # a word of every goal and of no title
    assert not tree_of(view).isVisible()


def test_filters_hide_what_was_not_chosen_and_count_what_is_left(
    view: LibraryView, session: FakeSession
) -> None:
    session.complete("first-steps/hello")
    chips = view.findChild(FilterChips)
    assert chips is not None
    chips.choose("Status", ["completed"])
    assert shown_titles(view) == ["First Steps", "Printing", "Hello, world"]
    assert footer(view) == "1 of 6 examples"
    chips.choose("Level", ["intermediate"])
    assert not tree_of(view).isVisible()
    chips.clear()
    assert footer(view) == "6 examples"


def test_without_its_filters_the_library_is_as_open_as_before_them(view: LibraryView) -> None:
    before = shown_titles(view)
    state = view.state()
    chips = view.findChild(FilterChips)
    assert chips is not None
    chips.choose("Status", ["new"])
    assert "Raising an error" in shown_titles(view)
    assert view.state() == state
    chips.choose("Level", ["beginner"])
    chips.clear()
    assert shown_titles(view) == before
    assert view.state() == state


@pytest.mark.parametrize("is_cleared_in_search", [True, False])
def test_a_search_between_filters_keeps_what_was_open_before_them(
    view: LibraryView, is_cleared_in_search: bool
) -> None:
    before = shown_titles(view)
    chips = view.findChild(FilterChips)
    assert chips is not None
    if is_cleared_in_search:
        chips.choose("Status", ["new"])
    view.focus_search()
    QTest.keyClicks(field_of(view), "hello")
    if is_cleared_in_search:
        chips.clear()
    else:
        chips.choose("Status", ["new"])
    QTest.keyClick(field_of(view), Qt.Key.Key_Escape)
    if not is_cleared_in_search:
        assert "Raising an error" in shown_titles(view)
        chips.clear()
    assert shown_titles(view) == before


def test_what_was_closed_among_filtered_chapters_stays_closed_after_a_search(view: LibraryView) -> None:
    chips = view.findChild(FilterChips)
    assert chips is not None
    chips.choose("Status", ["new"])
    tree_of(view).collapseAll()
    view.focus_search()
    QTest.keyClicks(field_of(view), "hello")
    QTest.keyClick(field_of(view), Qt.Key.Key_Escape)
    assert shown_titles(view) == ["First Steps", "Exceptions"]


def test_an_example_above_the_view_comes_into_it_with_its_chapter(view: LibraryView) -> None:
    view.resize(300, 290)
    view.set_current("exceptions/raise")
    tree = tree_of(view)
    tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum())
    view.set_current("first-steps/hello")
    for index in (tree.currentIndex(), tree.currentIndex().parent()):
        assert tree.viewport().rect().contains(tree.visualRect(index).center()), index.data()


def test_where_filters_hide_everything_one_button_takes_them_back(view: LibraryView) -> None:
    chips = view.findChild(FilterChips)
    assert chips is not None
    chips.choose("Status", ["completed"])
    assert not tree_of(view).isVisible()
    button = next(button for button in view.findChildren(QPushButton) if button.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert footer(view) == "6 examples"
    assert tree_of(view).isVisible()


def test_edited_is_a_status_one_can_filter_by(view: LibraryView, session: FakeSession) -> None:
    session.edit(session.catalog.example("exceptions/try"), "print(1)\n")
    chips = view.findChild(FilterChips)
    assert chips is not None
    chips.choose("Status", ["edited"])
    assert shown_titles(view) == ["Exceptions", "Catching", "try and except"]


def test_a_row_stays_while_its_status_leaves_the_filter(view: LibraryView, session: FakeSession) -> None:
    chips = view.findChild(FilterChips)
    assert chips is not None
    chips.choose("Status", ["new"])
    before = shown_titles(view)
    session.complete("first-steps/hello")
    assert shown_titles(view) == before


def test_filter_and_search_work_together(view: LibraryView) -> None:
    chips = view.findChild(FilterChips)
    assert chips is not None
    chips.choose("Level", ["beginner"])
    view.focus_search()
    QTest.keyClicks(field_of(view), "except")
    assert not tree_of(view).isVisible()


def test_a_chip_shows_its_choice_and_delete_takes_it_back(view: LibraryView) -> None:
    chips = view.findChild(FilterChips)
    assert chips is not None
    chips.choose("Level", ["intermediate"])
    chip = next(chip for chip in view.findChildren(Chip) if chip.text() == "Intermediate")
    assert chip.accessibleName() == "Level: Intermediate"
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert chips.filter().is_empty
    assert chip.text() == "Level"


def test_the_cross_of_a_chip_takes_its_choice_back(view: LibraryView) -> None:
    chips = view.findChild(FilterChips)
    assert chips is not None
    chips.choose("Level", ["intermediate"])
    chip = next(chip for chip in view.findChildren(Chip) if chip.text() == "Intermediate")
    place = QPoint(chip.width() - 12, chip.height() // 2)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=place)
    assert chips.filter().is_empty


def test_the_arrow_of_a_chip_grows_with_the_text(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    chip = Chip("Level", theme, icons)
    qtbot.addWidget(chip)
    widths = []
    for size in (13, 26):
        theme.set_font_size(size)
        chip.resize(300, chip.sizeHint().height())
        image = chip.grab().toImage()
        paper, middle = image.pixelColor(200, chip.height() // 2), chip.height() // 2
        inked = [
            x
            for x in range(220, 292)
            if any(image.pixelColor(x, y) != paper for y in range(middle - 8, middle + 8))
        ]
        widths.append(inked[-1] - inked[0] + 1)
    assert widths[1] == pytest.approx(2 * widths[0], abs=3)


def test_a_menu_of_choices_stays_open_while_several_are_set(view: LibraryView, qtbot: QtBot) -> None:
    chip = next(chip for chip in view.findChildren(Chip) if chip.text() == "Status")
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Down)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ChoiceMenu)
    for label in ("New", "Ran"):
        action = next(action for action in menu.actions() if action.text() == label)
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    menu.close()
    chips = view.findChild(FilterChips)
    assert chips is not None
    assert chips.filter() == Filter(statuses=frozenset({"new", "ran"}))


def test_a_narrow_panel_has_one_filter_chip_and_those_of_the_choices(view: LibraryView) -> None:
    chips = view.findChild(FilterChips)
    assert chips is not None
    chips.choose("Level", ["beginner"])
    view.resize(232, 600)
    assert [chip.text() for chip in view.findChildren(Chip) if chip.isVisible()] == ["Filter", "Beginner"]


def test_a_screen_reader_hears_status_version_and_edit(view: LibraryView, session: FakeSession) -> None:
    session.complete("exceptions/bare", completed=False)
    session.edit(session.catalog.example("exceptions/bare"), "print(1)\n")
    view.set_current("exceptions/bare")
    index = tree_of(view).currentIndex()
    words = "except, no brackets, ran, edited, needs Python 3.14, open"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == words
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Chapter 2, Exceptions, Catching"
    chapter = index.parent()
    assert chapter.data(Qt.ItemDataRole.AccessibleTextRole) == "Chapter 2, Exceptions, 0 of 3 completed"


def test_the_row_of_a_chapter_says_what_its_reader_can_do_afterwards(view: LibraryView) -> None:
    index = tree_of(view).model().index(0, 0)
    told = "A chapter.\nAfterwards you can:\n– Use print.\n– Read a message.\n– Stop."
    assert index.data(Qt.ItemDataRole.ToolTipRole) == f"{index.data()}\n{told}"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == told


def test_a_title_that_looks_like_html_is_shown_as_it_is(view: LibraryView) -> None:
    model = tree_of(view).model()
    index = model.index(2, 0, model.index(0, 0))
    assert index.data() == "Words with <b>sep</b>"
    tooltip = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;sep&lt;/b&gt;" in tooltip


def test_a_finished_run_counts_at_once(view: LibraryView, session: FakeSession, qtbot: QtBot) -> None:
    model = tree_of(view).model()
    with qtbot.waitSignals([model.dataChanged, model.dataChanged]):
        session.complete("first-steps/hello")
    assert model.index(0, 0).data(Role.COMPLETED) == 1
    assert model.index(1, 0, model.index(0, 0)).data(Role.STATUS) == Status.COMPLETED


def test_the_open_example_is_in_view_with_its_chapter_open(view: LibraryView) -> None:
    view.set_current("exceptions/raise")
    assert "Raising an error" in shown_titles(view)
    tree = tree_of(view)
    assert tree.viewport().rect().contains(tree.visualRect(tree.currentIndex()).center())


def test_open_chapters_survive_a_restart(
    view: LibraryView, session: FakeSession, theme: Theme, icons: Icons
) -> None:
    tree = tree_of(view)
    tree.collapseAll()
    tree.setExpanded(tree.model().index(1, 0), True)
    other = LibraryView(session, theme, icons)  # type: ignore[arg-type]
    other.restore_state(view.state())
    assert shown_titles(other) == shown_titles(view)
    other.restore_state({"expanded": [3, None, "gone"], "more": 1})
    assert shown_titles(other) == ["First Steps", "Exceptions"]
    other.deleteLater()


@pytest.mark.parametrize(("is_edited", "last"), [(False, "Add to favourites"), (True, "Restore original")])
def test_the_menu_of_a_row_offers_what_can_be_done(
    view: LibraryView, session: FakeSession, qtbot: QtBot, is_edited: bool, last: str
) -> None:
    if is_edited:
        session.edit(session.catalog.example("first-steps/hello"), "print(1)\n")
    view.set_current("first-steps/hello")
    menu = tree_of(view).menu_for(tree_of(view).currentIndex())
    assert menu is not None
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text() for action in actions][:2] == ["Open", "Run"]
    assert [action.text() for action in actions][-1] == "Duplicate into My programs"
    assert actions[-2].text() == last
    assert "Add to favourites" in [action.text() for action in actions]
    asked = view.restore_requested if is_edited else view.favorite_requested
    with qtbot.waitSignal(asked) as request:
        actions[-2].trigger()
    assert request.args == ["first-steps/hello"]
    menu.close()


def test_the_menu_key_opens_the_menu_of_the_current_row(view: LibraryView) -> None:
    view.set_current("first-steps/hello")
    view.focus_tree()
    tree = tree_of(view)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(tree.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Open"
    menu.close()


def test_headings_have_no_menu_and_cannot_be_chosen(view: LibraryView) -> None:
    tree = tree_of(view)
    heading = tree.model().index(0, 0, tree.model().index(0, 0))
    row = heading.data(Role.ROW)
    assert isinstance(row, Row)
    assert row.kind is RowKind.SECTION
    assert tree.menu_for(heading) is None
    assert heading.flags() == Qt.ItemFlag.NoItemFlags


def test_a_count_that_grows_makes_the_panel_no_wider(view: LibraryView) -> None:
    """The words of the button beside it give way, then the count itself."""
    before = view.minimumSizeHint().width()
    QTest.keyClicks(field_of(view), "hello")
    assert footer(view) != "6 examples"
    QCoreApplication.sendPostedEvents()
    assert view.minimumSizeHint().width() <= before


def footer(view: LibraryView) -> str:
    texts = (label.accessibleName() or label.text() for label in view.findChildren(QLabel))
    return next(text for text in texts if "example" in text)
