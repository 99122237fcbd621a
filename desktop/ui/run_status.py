"""What the status bar says about saving and running.

Listens to the session; decides nothing.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Slot

from desktop.child.protocol import Outcome
from desktop.services.session import Session
from desktop.ui.actions import key_text
from desktop.ui.localised import time_text
from desktop.ui.outcomes import look_of
from desktop.ui.status_bar import StatusBar


class RunStatus(QObject):
    """Keeps the left end of the status bar true."""

    def __init__(self, session: Session, bar: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._bar = session, bar
        session.run_started.connect(self._on_session_run_started)
        session.run_finished.connect(self._on_session_run_finished)
        bar.set_state("Ready")

    @Slot()
    def show_saved(self) -> None:
        """The learner's text is on the disk."""
        example = self._session.current_example
        kind = "" if example is not None and example.is_own else " as your copy"
        self._bar.set_state(f"Saved {time_text(datetime.now().astimezone())}{kind}", "check", "ok")

    @Slot(bool)
    def show_restored(self, is_original: bool) -> None:
        """What was said about saving is over: the copy has gone, or has come back."""
        self._bar.set_state("Original restored" if is_original else "Your copy is back", "undo-2", "text2")

    @Slot(bool)
    def show_tab_leaves(self, leaves: bool) -> None:
        """What the Tab key does in the code now."""
        key = key_text("tab_leaves")
        words = (
            f"Tab leaves the code. {key}: it indents."
            if leaves
            else f"Tab indents. {key}: it leaves the code."
        )
        self._bar.set_state(words, "keyboard", "text2")

    def show_opened(self) -> None:
        """Another example is in front: what was said about the one before is over."""
        if not self._session.is_running:
            self._bar.set_state("Ready")

    @Slot(object)
    def _on_session_run_started(self, _spec: object) -> None:
        self._bar.set_state("Running", "loader-circle", "accent")

    @Slot(object)
    def _on_session_run_finished(self, outcome: Outcome) -> None:
        look = look_of(outcome.kind)
        self._bar.set_state(outcome.sentence(), look.icon, look.token)
