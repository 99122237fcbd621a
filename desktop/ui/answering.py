"""Questions of a program and the answers to them: typed by the learner, or those of the run before.

Joins console and session; while a run gets the same answers again, the learner is asked nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.services.run_memory import Answer
from desktop.services.session import Session
from desktop.ui.console import Console
from desktop.ui.outcome_strip import OutcomeStrip


class Answering(QObject):
    """The input of one console's runs. ``is_typing``: whether no key is to be taken from the learner now."""

    asked = Signal(int)  # the line that waits for the learner

    def __init__(
        self, session: Session, console: Console, strip: OutcomeStrip, is_typing: Callable[[], bool]
    ) -> None:
        super().__init__(console)
        self._session, self._console, self._strip, self._is_typing = session, console, strip, is_typing
        session.input_wanted.connect(self._on_session_input_wanted)
        console.input_sent.connect(self._on_console_input_sent)
        console.input_ended.connect(session.end_input)

    def begin(self) -> None:
        """The run has started; what was typed ahead is given at once."""
        self._give(self._session.memory.take_answers(is_awaited=False))

    @Slot(int)
    def _on_session_input_wanted(self, line: int) -> None:
        answers = self._session.memory.take_answers(is_awaited=True)
        if answers:
            self._give(answers)
            return
        self._strip.show_waiting()
        self._console.want_input(line, take_focus=not self._is_typing())
        self.asked.emit(line)

    @Slot(str)
    def _on_console_input_sent(self, text: str) -> None:
        self._strip.show_continuing()
        self._session.send_input(text)

    def _give(self, answers: Iterable[Answer]) -> None:
        for answer in answers:
            self._console.echo_input(answer.text, "as in your last run")
            if answer.text is None:
                self._session.end_input()
            else:
                self._session.send_input(answer.text)
