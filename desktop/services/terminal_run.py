"""One run in a terminal: the program's streams passed through, its end turned into an exit code.

Hides the forwarding of standard input and of Ctrl+C; knows the session, prints no text of its own.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, QTimer, Signal, Slot

from desktop.child.protocol import Limits, Outcome, OutcomeKind, Stream
from desktop.core.example import Example
from desktop.services.consent import permission_of
from desktop.services.questions import Rights
from desktop.services.session import Session
from desktop.services.signals import SignalWatch

EXIT_TIMED_OUT = 124
EXIT_REFUSED = 125
EXIT_STOPPED = 130
EXIT_LIMIT = 137
_CHUNK = 65536


def exit_code_of(outcome: Outcome) -> int:
    """The exit code that ``python-explorer run`` ends with."""
    match outcome.kind:
        case OutcomeKind.OK | OutcomeKind.FAILED:
            return outcome.exit_code or 0
        case OutcomeKind.TIMED_OUT:
            return EXIT_TIMED_OUT
        case OutcomeKind.STOPPED:
            return EXIT_STOPPED
        case OutcomeKind.OUTPUT_LIMIT | OutcomeKind.MEMORY_LIMIT:
            return EXIT_LIMIT
        case OutcomeKind.REFUSED | OutcomeKind.NOT_STARTED:
            return EXIT_REFUSED
        case OutcomeKind.CRASHED:
            return 128 + (outcome.signal or 0)


def discard_output(descriptor: int) -> None:
    """Nobody reads it any more: what is still buffered, and is flushed at the end, must not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


class TerminalRun(QObject):
    """Runs one example with the terminal's own streams."""

    finished = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """``outcome`` is set when ``finished`` is emitted."""
        super().__init__(parent)
        self._session = session
        self.outcome = Outcome(OutcomeKind.NOT_STARTED)
        self._digests = {stream: hashlib.sha256() for stream in Stream}
        self._targets = {Stream.STDOUT: sys.stdout.buffer, Stream.STDERR: sys.stderr.buffer}
        self._stdin: QSocketNotifier | None = None
        self._signals = SignalWatch(signal.SIGINT, signal.SIGTERM, parent=self)
        self._signals.received.connect(self._on_signal_received)
        session.output.connect(self._on_session_output)
        session.run_started.connect(self._on_session_run_started)
        session.run_finished.connect(self._on_session_run_finished)

    def start(
        self,
        example: Example,
        *,
        stdin: bytes | None,
        argv: tuple[str, ...],
        limits: Limits,
        interpreter: Path | None,
        rights: Rights,
    ) -> None:
        """Run it as soon as the event loop turns; ``stdin`` None passes the terminal's own input on."""
        self._forwards_input = stdin is None
        QTimer.singleShot(
            0,
            lambda: self._session.run(
                example, stdin=stdin, argv=argv, limits=limits, interpreter=interpreter, rights=rights
            ),
        )

    def facts(self) -> dict[str, object]:
        """The object that ``run --json`` prints."""
        outcome = self.outcome
        return {
            "outcome": outcome.kind.value,
            "exit_code": outcome.exit_code,
            "duration_ms": outcome.duration_ms,
            "cpu_ms": outcome.cpu_ms,
            "peak_memory_mb": outcome.peak_memory_mb,
            "tier": outcome.tier.value,
            "denied": [
                {"permission": str(permission_of(denial)), "target": denial.target, "line": denial.line}
                for denial in outcome.denied
            ],
            "files_written": list(outcome.files_written),
            "stdout_sha256": self._digests[Stream.STDOUT].hexdigest(),
            "stderr_sha256": self._digests[Stream.STDERR].hexdigest(),
        }

    @Slot(object)
    def _on_session_run_started(self, _spec: object) -> None:
        if self._forwards_input:
            self._stdin = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
            self._stdin.activated.connect(self._on_stdin_activated)

    @Slot()
    def _on_stdin_activated(self) -> None:
        try:
            data = os.read(0, _CHUNK)
        except OSError:  # no input to read: closed, or a background job of a shell
            data = b""
        if data:
            self._session.write_input(data)
        else:
            self._stop_forwarding()
            self._session.end_input()

    def _stop_forwarding(self) -> None:
        if self._stdin is not None:
            self._stdin.setEnabled(False)
            self._stdin = None

    @Slot(object, bytes)
    def _on_session_output(self, stream: Stream, data: bytes) -> None:
        self._digests[stream].update(data)
        target = self._targets[stream]
        try:
            target.write(data)
            target.flush()
        except BrokenPipeError:  # the reader went away, as in `| head`
            discard_output(target.fileno())
            self._session.kill()  # nobody pressed Ctrl+C, so that it shall not say KeyboardInterrupt

    @Slot(int)
    def _on_signal_received(self, _number: int) -> None:
        self._session.stop()

    @Slot(object)
    def _on_session_run_finished(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._stop_forwarding()
        self.finished.emit()
        QCoreApplication.quit()
