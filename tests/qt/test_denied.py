"""After a run that was kept from something: card, marks and session tell the same; answers take effect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Denial, ExceptionFacts, Outcome, OutcomeKind
from desktop.core.errors import StateError
from desktop.core.example import Example
from desktop.core.foreign import read_file
from desktop.services.questions import Remember
from desktop.ui.code_view import CodeView
from desktop.ui.denial_card import DenialCard
from desktop.ui.denial_dialog import DenialDialog
from desktop.ui.denied import KEPT, Denied
from desktop.ui.example_view import ExampleView
from desktop.ui.icons import Icons
from desktop.ui.run_panel import RunPanel
from desktop.ui.theme import Theme
from desktop.ui.tokens import TOKENS, Look
from tests.qt.fake_session import FakeSession

CODE = (
    "import socket\nfrom pathlib import Path\n\ntry:\n    Path("
    "'/secret').read_text()\nfinally:\n    print(1)\n"
)
ERROR = TOKENS[Look.LIGHT]["error"]


def denial(file: object, line: int = 5, name: str = "read", target: str = "/home/ana/secret.txt") -> Denial:
    return Denial(name, target if name in ("read", "write") else "any", target, str(file), line)


def visible_buttons(card: DenialCard) -> list[str]:
    buttons = (card.keep_button, card.once_button, card.always_button)
    return [button.text() for button in buttons if button.isVisible()]


class Bench(QWidget):
    """The code above, the run panel below, and what joins them for denials."""

    def __init__(self, session: FakeSession, theme: Theme, icons: Icons, example: Example) -> None:
        super().__init__()
        self.session, self.is_typing = session, False
        self.again: list[Example] = []
        self.undo: Callable[[], object] | None = None
        self.view = ExampleView(session, theme, icons, self)  # type: ignore[arg-type]
        self.panel = RunPanel(session, theme, icons, lambda: self.is_typing, self)  # type: ignore[arg-type]
        self.denied = Denied(session, self.view, self.panel, self.again.append, self._offer)  # type: ignore[arg-type]
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(self.panel, 1)
        self.view.show_example(example, "")
        session.run_started.connect(lambda _spec: self.denied.begin(session.running_example))
        session.run_finished.connect(self.denied.show)
        self.resize(1000, 900)

    def _offer(self, sentence: str, undo: Callable[[], object]) -> None:
        assert sentence == KEPT
        self.undo = undo

    def run(self, *denials: Denial, raised: int = 0) -> None:
        example = self.view.example
        assert example is not None
        self.session.start(example)
        facts = ExceptionFacts("PermissionError", "no", str(example.entry), raised) if raised else None
        kind = OutcomeKind.FAILED if raised else OutcomeKind.OK
        if raised:
            self.view.mark(example.entry.name, raised, "raised")
        self.session.finish(Outcome(kind, denied=denials, exception=facts))

    @property
    def card(self) -> DenialCard:
        return self.panel.denial_card

    @property
    def code(self) -> CodeView:
        code = self.view.code
        assert code is not None
        return code


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "stranger.py"
    file.write_text(CODE, encoding="utf-8")
    return file


@pytest.fixture
def bench(qtbot: QtBot, session: FakeSession, theme: Theme, icons: Icons, file: Path) -> Bench:
    bench = Bench(session, theme, icons, read_file(file))
    qtbot.addWidget(bench)
    bench.show()
    qtbot.waitUntil(bench.isActiveWindow)
    bench.code.setFocus()
    return bench


def test_a_run_that_was_kept_from_nothing_shows_no_card(bench: Bench) -> None:
    bench.run()
    assert not bench.card.isVisible()


@pytest.mark.parametrize("pane", ["code", "console"])
def test_the_card_takes_no_key_from_where_the_learner_is(bench: Bench, file: Path, pane: str) -> None:
    panes = {"code": bench.code, "console": bench.panel.console.view}
    panes[pane].setFocus()
    bench.run(denial(file))
    assert bench.card.isVisible()
    assert panes[pane].hasFocus()


def test_the_next_run_takes_the_card_away_and_the_keys_go_to_the_output(bench: Bench, file: Path) -> None:
    bench.run(denial(file))
    bench.card.take_focus()
    example = bench.view.example
    assert example is not None
    bench.session.start(example)
    assert not bench.card.isVisible()
    assert bench.panel.console.isAncestorOf(bench.focusWidget() or bench)


def test_each_line_is_marked_and_its_note_is_no_part_of_the_text(bench: Bench, file: Path) -> None:
    bench.run(denial(file), denial(file, 1, "net", "example.org:80"), raised=5)
    assert bench.code.marks == {5: "blocked_raised", 1: "blocked"}
    assert bench.code.notes == {5: "blocked: read outside the allowed folders", 1: "blocked: network"}
    bench.code.selectAll()
    assert bench.code.createMimeDataFromSelection().text() == CODE
    assert bench.code.text() == CODE


def test_the_note_stands_after_the_end_of_its_line_in_the_colour_of_errors(bench: Bench, file: Path) -> None:
    bench.run()
    before = error_pixels(bench.code, 1)
    bench.run(denial(file, 1, "net", "example.org:80"))
    assert before == 0
    assert error_pixels(bench.code, 1) > 5


def error_pixels(code: CodeView, line: int) -> int:
    QApplication.processEvents()
    image: QImage = code.viewport().grab().toImage()
    (top, height) = next((top, height) for number, top, height in code.visible_lines() if number == line - 1)
    end = code.fontMetrics().horizontalAdvance(code.document().findBlockByNumber(line - 1).text()) + 20
    return sum(
        image.pixelColor(x, y).name().upper() == ERROR
        for x in range(end, image.width())
        for y in range(top, top + height)
    )


def test_notes_move_with_their_lines_and_go_with_the_next_text(bench: Bench, file: Path) -> None:
    bench.run(denial(file))
    bench.code.go_to(2)
    QTest.keyClick(bench.code, Qt.Key.Key_Return)
    assert list(bench.code.notes) == list(bench.code.marks) == [6]
    bench.code.set_text("x = 1\n")
    assert bench.code.notes == {}


def test_the_link_goes_to_the_line(bench: Bench, file: Path, qtbot: QtBot) -> None:
    bench.run(denial(file))
    with qtbot.waitSignal(bench.panel.location_activated) as told:
        bench.card.place_activated.emit(denial(file))
    assert told.args == ["stranger.py", 5]


def test_the_first_blocked_line_comes_into_view_where_no_error_did(bench: Bench, file: Path) -> None:
    file.write_text("x = 1\n" * 300, encoding="utf-8")
    bench.view.show_example(read_file(file), "")
    QApplication.processEvents()
    bench.run(denial(file, 250))
    assert 249 in [line for line, _top, _height in bench.code.visible_lines()]


def test_a_denial_in_a_file_that_is_not_the_examples_is_no_link(bench: Bench) -> None:
    bench.run(denial("/usr/lib/python3/socket.py"))
    assert bench.card.current is not None
    assert bench.card.current.place == ""
    assert bench.code.marks == {}


@pytest.mark.parametrize("answer", list(Remember)[:2])
def test_allowing_grants_it_and_runs_again_at_once(bench: Bench, file: Path, answer: Remember) -> None:
    bench.run(denial(file))
    buttons = {Remember.ONCE: bench.card.once_button, Remember.EXAMPLE: bench.card.always_button}
    buttons[answer].click()
    example = bench.view.example
    assert example is not None
    assert bench.session.answers == [(example.id, denial(file), answer)]
    assert bench.again == [example]


def test_what_the_session_refuses_to_allow_is_said_and_nothing_runs(
    bench: Bench, file: Path, qtbot: QtBot
) -> None:
    bench.run(denial(file))
    bench.session.refusal = StateError("The answer could not be kept.")
    with qtbot.waitSignal(bench.session.notice) as told:
        bench.card.always_button.click()
    assert told.args == ["The answer could not be kept."]
    assert bench.again == []


def test_kept_blocked_there_is_no_card_again_until_that_is_undone(bench: Bench, file: Path) -> None:
    bench.run(denial(file))
    bench.card.take_focus()
    bench.card.keep_button.click()
    assert not bench.card.isVisible()
    assert bench.panel.console.isAncestorOf(bench.focusWidget() or bench)
    bench.run(denial(file))
    assert not bench.card.isVisible()
    assert bench.code.marks == {5: "blocked"}, "the mark stays: it was blocked all the same"
    assert bench.undo is not None
    bench.undo()
    assert bench.session.gate.decisions() == ()
    bench.run(denial(file))
    assert bench.card.isVisible()


def test_a_refused_answer_shows_its_reason(bench: Bench, file: Path) -> None:
    bench.session.refused[denial(file)] = "/home is too wide."
    bench.run(denial(file))
    assert visible_buttons(bench.card) == ["Keep blocked"]


def test_the_card_is_one_line_in_a_low_window_and_leaves_some_output(bench: Bench, file: Path) -> None:
    bench.panel.set_low(True)
    bench.run(denial(file))
    assert visible_buttons(bench.card) == []
    assert bench.card.details_button.isVisible()
    bench.panel.set_low(False)
    assert len(visible_buttons(bench.card)) == 3
    assert bench.card.height() <= 0.4 * bench.height()
    bench.resize(700, 360)
    assert visible_buttons(bench.card) == []


@pytest.fixture
def details(bench: Bench, file: Path, qtbot: QtBot) -> DenialDialog:
    """What a low window shows for two denials after Details."""
    bench.panel.set_low(True)
    bench.run(denial(file), denial(file, 1, "net", "example.org:80"))
    QTest.keyClick(bench.card.details_button, Qt.Key.Key_Return)
    (dialog,) = bench.findChildren(DenialDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_details_of_a_low_window_are_a_dialog_with_the_safe_answer_in_focus(
    bench: Bench, file: Path, details: DenialDialog
) -> None:
    assert details.card.keep_button.hasFocus()
    assert len(visible_buttons(details.card)) == 3
    QTest.keyClick(details.card.keep_button, Qt.Key.Key_Return)
    assert not details.isVisible()
    assert bench.session.gate.is_kept_blocked(read_file(file), denial(file))
    assert bench.card.count == 1


def test_details_closed_by_escape_decide_nothing(bench: Bench, details: DenialDialog) -> None:
    QTest.keyClick(details.card.keep_button, Qt.Key.Key_Escape)
    assert not details.isVisible()
    assert bench.session.gate.decisions() == ()
    assert bench.session.answers == []
    assert bench.card.count == 2


def test_details_allow_as_the_card_does(bench: Bench, file: Path, details: DenialDialog) -> None:
    details.card.always_button.click()
    (answer,) = bench.session.answers
    assert answer[1:] == (denial(file), Remember.EXAMPLE)  # type: ignore[index]
    assert len(bench.again) == 1


def test_escape_leaves_the_card_with_nothing_decided(bench: Bench, file: Path) -> None:
    bench.run(denial(file))
    QTest.keyClick(bench.card.keep_button, Qt.Key.Key_Escape)
    assert bench.session.gate.decisions() == ()
    assert bench.card.isVisible()
    assert bench.panel.console.isAncestorOf(bench.focusWidget() or bench)
