"""Stories: finding an example by keys, running it, and what the library holds of every kind."""

from __future__ import annotations

import gc
import sys
import weakref

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QTreeView

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.core.progress import Status
from desktop.ui.console_cursor import Place
from desktop.ui.dashboard_lists import RunList
from desktop.ui.library_model import Role
from tests.e2e.explorer import Explorer

CHOICE = "control-flow/if-elif-else"
ASKS = "first-steps/ask-with-input"
FAILS = "first-steps/read-a-traceback"
GATED = "exceptions/except-without-brackets"
PROJECT = "modules-and-packages/your-own-module"


def test_search_and_run_by_keyboard_alone_and_find_it_completed_after_a_restart(explorer: Explorer) -> None:
    window = explorer.start()
    explorer.press("Ctrl+K")
    explorer.type("elif")
    hits = [index.data(Role.ROW).example.id for index in _rows(explorer)]
    assert hits[0] == CHOICE
    assert len(hits) < len(explorer.session.catalog.examples)
    explorer.press("Down", "Return")
    example = window.workbench.example
    assert example is not None
    assert example.id == CHOICE
    outcome = explorer.run()
    assert outcome.kind is OutcomeKind.OK
    stored = (example.expected_output((3, 11)) or b"").decode()
    assert explorer.output() == stored
    assert explorer.panel.strip.sentence() == window.status_bar.state == "Finished"
    assert _status_in_tree(explorer, CHOICE) == Status.COMPLETED

    explorer.reopen()
    assert explorer.window.workbench.example == example
    assert _status_in_tree(explorer, CHOICE) == Status.COMPLETED
    assert [run.target for run in explorer.session.progress.runs()] == [CHOICE]
    explorer.press("Ctrl+2")
    (runs,) = explorer.window.pages.dashboard.findChildren(RunList)
    assert example.title in runs.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def _rows(explorer: Explorer) -> list[QModelIndex]:
    model = explorer.window.library.findChildren(QTreeView)[0].model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def _status_in_tree(explorer: Explorer, example_id: str) -> object:
    library = explorer.window.library
    library.set_current(example_id)
    index = library.findChildren(QTreeView)[0].currentIndex()
    assert index.data(Role.ROW).example.id == example_id
    return index.data(Role.STATUS)


def test_question_is_answered_in_the_field_with_history_and_an_end(explorer: Explorer) -> None:
    explorer.start(ASKS)
    field = explorer.console.input.field
    explorer.press("F5")
    explorer.wait(lambda: explorer.panel.strip.sentence() == "Waiting for your answer")
    assert explorer.focus is field
    assert "waiting" in explorer.code.marks.values()
    explorer.type("Grace ÅÄÖ 🙂\n")
    explorer.wait(lambda: "What would you like to drink? " in explorer.output() and field.isVisible())
    assert "Welcome, Grace ÅÄÖ 🙂" in explorer.output()
    explorer.press("Up")
    assert field.text() == "Grace ÅÄÖ 🙂"
    explorer.press("Return")
    explorer.wait(lambda: "Any wishes? " in explorer.output() and field.isVisible())
    explorer.click("End input")
    outcome = explorer.wait_for_end()
    assert outcome.kind is OutcomeKind.FAILED
    assert outcome.exception is not None
    assert outcome.exception.type_name == "EOFError"
    assert not field.isVisible()


def test_answer_reaches_the_program_when_it_was_started_from_the_code(explorer: Explorer) -> None:
    explorer.start(ASKS)
    explorer.code.setFocus()
    explorer.press("F5")
    explorer.wait(lambda: explorer.panel.strip.sentence() == "Waiting for your answer")
    explorer.type("Grace\n")
    explorer.wait(lambda: "Welcome, Grace" in explorer.output())
    assert not explorer.session.is_edited(ASKS)


def test_stored_input_is_offered_and_completes_the_example(explorer: Explorer) -> None:
    explorer.start(ASKS)
    explorer.click("Run with stored input")
    assert explorer.wait_for_end().kind is OutcomeKind.OK
    assert explorer.session.progress.status(ASKS) is Status.COMPLETED


def test_another_example_ends_the_one_that_runs_and_output_is_never_mixed(explorer: Explorer) -> None:
    explorer.start(PROJECT)
    explorer.replace(
        "import itertools\nfor n in itertools.count():\n    print('first program', flush=True)\n"
    )
    explorer.press("F5")
    explorer.wait(lambda: "first program" in explorer.output())
    explorer.window.open_target(CHOICE)
    explorer.press("F5")
    outcome = explorer.wait_for_end(2)
    assert [each.kind for each in explorer.outcomes] == [OutcomeKind.STOPPED, OutcomeKind.OK]
    example = explorer.window.workbench.example
    assert example is not None
    assert outcome.kind is OutcomeKind.OK
    assert explorer.output() == (example.expected_output((3, 11)) or b"").decode()


def test_example_of_two_files_has_tabs_and_runs_with_an_edit_in_the_second(explorer: Explorer) -> None:
    window = explorer.start(PROJECT)
    (tabs,) = [bar for bar in window.workbench.view.findChildren(QTabBar) if bar.isVisible()]
    assert [tabs.tabText(number) for number in range(tabs.count())] == ["main.py", "bakery.py"]
    place = tabs.tabRect(1).center()
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=place)
    assert "def price" in explorer.code.text()
    explorer.append("print('the second file is mine')\n")
    assert explorer.run().kind is OutcomeKind.OK
    assert "the second file is mine" in explorer.output()
    assert "three rolls:" in explorer.output()


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python can run the example")
def test_example_of_a_newer_python_shows_its_stored_output_and_says_what_it_needs(explorer: Explorer) -> None:
    window = explorer.start(GATED)
    example = window.workbench.example
    assert example is not None
    said, output = explorer.output().split("\n", 1)
    assert said.startswith("Stored output of Python 3.14")
    assert said.endswith("It was not run here.")
    assert output == (example.expected_output((3, 14)) or b"").decode()
    release = ".".join(map(str, sys.version_info[:3]))
    assert explorer.panel.strip.sentence() == (
        f"Stored output of Python 3.14: needs Python 3.14, you run {release}"
    )
    outcome = explorer.run()
    assert outcome.kind is OutcomeKind.NOT_STARTED
    assert "needs Python 3.14" in explorer.panel.strip.sentence()
    assert explorer.session.progress.status(GATED) is Status.OPENED


def test_link_in_a_traceback_leads_to_the_line_of_the_right_file(explorer: Explorer) -> None:
    window = explorer.start(PROJECT)
    (tabs,) = [bar for bar in window.workbench.view.findChildren(QTabBar) if bar.isVisible()]
    tabs.setCurrentIndex(1)
    explorer.append("\ndef broken():\n1 / 0\n")
    line = explorer.code.text()[: explorer.code.text().index("1 / 0")].count("\n") + 1
    tabs.setCurrentIndex(0)
    explorer.replace("import bakery\n\nbakery.broken()\n")
    outcome = explorer.run()
    assert _raised(outcome) == ("ZeroDivisionError", line)
    _click_in_console(explorer, f"line {line}")
    assert tabs.tabText(tabs.currentIndex()) == "bakery.py"
    assert explorer.focus is explorer.code
    assert explorer.code.textCursor().blockNumber() + 1 == line
    _click_in_console(explorer, "line 3")
    assert tabs.tabText(tabs.currentIndex()) == "main.py"
    assert explorer.code.textCursor().blockNumber() + 1 == 3


def _raised(outcome: Outcome) -> tuple[str, int]:
    assert outcome.exception is not None
    return outcome.exception.type_name, outcome.exception.line


def _click_in_console(explorer: Explorer, text: str) -> None:
    view = explorer.console.view
    paragraphs = range(view.paragraphs.first, view.paragraphs.last + 1)
    found = [each for each in paragraphs if text in view.layouts.of(each).text]
    assert found, explorer.output()
    view.cursor_in_text.go(Place(found[0], view.layouts.of(found[0]).text.index(text) + 1))
    view.reveal_cursor()
    place: QPoint = view.cursor_rect().center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_example_that_is_meant_to_fail_is_completed_and_its_line_is_marked(explorer: Explorer) -> None:
    explorer.start(FAILS)
    outcome = explorer.run()
    kind, line = _raised(outcome)
    assert kind == "ZeroDivisionError"
    assert explorer.panel.strip.sentence() == "Ended with ZeroDivisionError"
    assert explorer.code.marks == {line: "raised"}
    assert explorer.session.progress.status(FAILS) is Status.COMPLETED
    explorer.click(f"Go to line {line}")
    assert explorer.focus is explorer.code
    assert explorer.code.textCursor().blockNumber() + 1 == line


def test_the_code_of_an_example_that_was_left_is_let_go(explorer: Explorer) -> None:
    window = explorer.start()
    for example in explorer.session.catalog.examples[:4]:
        window.open_target(example.target)
        explorer.code.setFocus()
        explorer.wait(explorer.code.hasFocus)
    gone = weakref.ref(explorer.code)
    window.open_target(CHOICE)
    explorer.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone() is None


def test_the_tags_that_are_offered_fit_a_screen_and_each_other_one_is_found(explorer: Explorer) -> None:
    window = explorer.start()
    menu = window.library._chips._menus["Tags"]
    assert "loop" in [action.text() for action in menu.actions()]
    assert menu.sizeHint().height() < 600, "it covers the screen"
    explorer.press("Ctrl+K")
    explorer.type("heapq")
    explorer.wait(lambda: window.library._query == "heapq" and not window.library._searcher.is_busy)
    assert "heapq" not in [action.text() for action in menu.actions()]
    hits = [index.data(Role.ROW).example for index in _rows(explorer)]
    assert any("heapq" in hit.tags for hit in hits if hit is not None)
