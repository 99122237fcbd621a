"""Runs the two lines of the first-start page and shows there what they print.

A run like any other but that it leaves no trace in the learner's progress.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.child.protocol import Outcome, OutcomeKind, Stream
from desktop.core.errors import ExplorerError
from desktop.services.session import Session
from desktop.ui.welcome import DEMO, Welcome


class DemoRun(QObject):
    """Joins the demo of the first-start page to the session."""

    def __init__(self, session: Session, page: Welcome, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._page = session, page
        self._is_running = False
        self._output = bytearray()
        session.output.connect(self._on_session_output)
        session.run_finished.connect(self._on_session_run_finished)

    @Slot()
    def run(self) -> None:
        """Run it once more."""
        file = self._session.paths.cache_dir / "demo.py"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(DEMO, encoding="utf-8")
            example = self._session.example(str(file))
        except (OSError, ExplorerError) as error:
            self._page.show_demo_output(f"The demo could not be written: {error}")
            return
        self._output.clear()
        self._is_running = True
        self._session.run(example, stdin=b"", is_recorded=False)

    @Slot(object, bytes)
    def _on_session_output(self, _stream: Stream, data: bytes) -> None:
        if self._is_running:
            self._output += data

    @Slot(object)
    def _on_session_run_finished(self, outcome: Outcome) -> None:
        if self._is_running:
            self._is_running = False
            text = self._output.decode("utf-8", "replace")
            self._page.show_demo_output(text if outcome.kind is OutcomeKind.OK else outcome.sentence())
