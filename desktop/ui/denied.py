"""What happens with the things a run was kept from: cards, marks in the code, and the learner's answers.

Joins the session to the panels; whether something may be allowed is the session's to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from desktop.child.protocol import Denial, Outcome
from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.core.permissions import Decision
from desktop.services.questions import Remember
from desktop.services.session import Session
from desktop.ui.denials import Blocked, place_of, words_of
from desktop.ui.example_view import ExampleView
from desktop.ui.run_panel import RunPanel

KEPT = "Kept blocked. Change it under Tools, Permissions."


class Denied(QObject):
    """The denials of the last run. ``run_again`` runs an example as it was run before."""

    def __init__(
        self,
        session: Session,
        view: ExampleView,
        panel: RunPanel,
        run_again: Callable[[Example], None],
        offer_undo: Callable[[str, Callable[[], object]], None],
    ) -> None:
        """``offer_undo`` shows a sentence and the way to take back what it tells."""
        super().__init__(panel)
        self._session, self._view, self._panel = session, view, panel
        self._run_again, self._offer_undo = run_again, offer_undo
        self._example: Example | None = None
        panel.allow_requested.connect(self._on_panel_allow_requested)
        panel.keep_requested.connect(self._on_panel_keep_requested)

    def begin(self, example: Example | None) -> None:
        """A run of this example has started."""
        self._example = example

    def show(self, outcome: Outcome) -> None:
        """Show cards and marks of a run that is over."""
        example = self._example
        if example is None or self._session.last_outcome(example.id) is not outcome:
            return
        open_ones = [
            denial for denial in outcome.denied if not self._session.gate.is_kept_blocked(example, denial)
        ]
        self._panel.show_denials([self._blocked(example, denial) for denial in open_ones])
        if self._view.example is not None and self._view.example.id == example.id:
            self._mark(outcome)

    def _blocked(self, example: Example, denial: Denial) -> Blocked:
        name = self._panel.name_of(denial.file)
        place = place_of(denial, name, example.name_of(example.entry))
        return Blocked(denial, place, self._session.gate.why_not_allowed(denial))

    def _mark(self, outcome: Outcome) -> None:
        notes: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for denial in outcome.denied:
            notes[self._panel.name_of(denial.file)].setdefault(denial.line, words_of(denial).note)
        for name, lines in notes.items():
            self._view.mark_blocked(name, lines)

    @Slot(object, object)
    def _on_panel_allow_requested(self, denial: Denial, remember: Remember) -> None:
        example = self._example
        if example is None:
            return
        try:
            self._session.gate.allow_denied(example, denial, remember)
        except ExplorerError as error:
            self._session.notice.emit(str(error))
            return
        self._run_again(example)

    @Slot(object)
    def _on_panel_keep_requested(self, denial: Denial) -> None:
        example = self._example
        if example is None:
            return
        before = self._session.gate.decisions()
        try:
            self._session.gate.keep_blocked(example, denial)
        except ExplorerError as error:
            self._session.notice.emit(str(error))
            return
        self._panel.drop_denial(denial)
        added = [decision for decision in self._session.gate.decisions() if decision not in before]
        self._offer_undo(KEPT, lambda: self._revoke(added))

    def _revoke(self, decisions: list[Decision]) -> None:
        for decision in decisions:
            self._session.gate.revoke(decision)
