"""Runs one example at a time in a process of its own. The only user of QProcess.

Hides the launcher, its pipes and timers, and the merging of two streams into one order; promises exactly one
``finished`` for each ``start``, after the last output, when nothing of the run lives any more.
"""

from __future__ import annotations

import functools
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, QTimer, Signal, Slot

from desktop.child.protocol import OnOutputLimit, Outcome, OutcomeKind, RunSpec, Stream, encode_order
from desktop.core.paths import base_interpreter, find_paths
from desktop.services.channel import Inbox, Inheritance, Outbox
from desktop.services.ending import Findings, exception_of, guard_sentence
from desktop.services.environment import example_environment
from desktop.services.frames import Frame, FrameReader, Mark, mark_of, text_of
from desktop.services.interleave import Interleaver, Piece

_INTERRUPT, _KILL = b"i", b"k"
_ORDER_PATIENCE_MS = 50  # how long bytes wait for the mark that places them
_KILL_PATIENCE_MS = 3000  # how long the launcher may take to kill before it is killed itself
_MB = 1024 * 1024


class Runner(QObject):
    """Starts, feeds, watches and stops one run at a time."""

    started = Signal(object)
    output = Signal(object, bytes)
    input_wanted = Signal(int)
    finished = Signal(object)

    def __init__(
        self, code_root: Path, parent: QObject | None = None, *, forgoes_namespace: bool = False
    ) -> None:
        """``code_root`` holds ``desktop/``; ``forgoes_namespace`` takes the guard of systems without them."""
        super().__init__(parent)
        self._launcher = _launcher_in(code_root)
        self._forgoes_namespace = forgoes_namespace
        self._run: _Run | None = None

    @property
    def is_running(self) -> bool:
        """From ``start`` until just before ``finished``."""
        return self._run is not None

    @property
    def elapsed_s(self) -> float:
        """Seconds since the program of this run began; 0 before."""
        return self._run.elapsed_s if self._run is not None else 0.0

    def start(self, spec: RunSpec) -> None:
        """Start a run; the one before must have finished. Whatever is wrong arrives as ``finished``."""
        if self._run is not None:
            detail = "another example is still running."
            busy = Outcome(OutcomeKind.NOT_STARTED, limits=spec.limits, detail=detail)
            QTimer.singleShot(0, self, lambda: self.finished.emit(busy))
            return
        run = self._run = _Run(spec, self._launcher, self._forgoes_namespace, self)
        run.started.connect(self.started)
        run.output.connect(self.output)
        run.input_wanted.connect(self.input_wanted)
        run.finished.connect(self._on_run_finished)
        run.start()

    def stop(self) -> None:
        """Interrupt the program as Ctrl+C does and kill it after its grace; a second call kills at once."""
        if self._run is not None:
            self._run.stop()

    def kill(self) -> None:
        """End the run at once, without the Ctrl+C that a program may answer with a traceback."""
        if self._run is not None:
            self._run.kill()

    def send_input(self, text: str) -> None:
        """Give the program one line."""
        self.write_input(f"{text}\n".encode("utf-8", "replace"))

    def write_input(self, data: bytes) -> None:
        """Give the program raw bytes of input."""
        if self._run is not None:
            self._run.write_input(data)

    def end_input(self) -> None:
        """Tell the program that there is no more input."""
        if self._run is not None:
            self._run.end_input()

    def close(self) -> None:
        """Kill what runs and wait for its end, which is reported as ever."""
        if self._run is not None:
            self._run.close()

    @Slot(object)
    def _on_run_finished(self, outcome: Outcome) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        self.finished.emit(outcome)


def process_guard(code_root: Path | None = None) -> str:
    """One sentence for ``doctor``: what makes sure here that nothing of a run survives, really tried once."""
    launcher = _launcher_in(code_root or find_paths().code_root)
    process = QProcess()
    process.start(str(base_interpreter()), ["-I", "-S", str(launcher), "guard"])
    _wait(process)
    return guard_sentence(bytes(process.readAllStandardOutput().data()).decode("ascii", "replace"))


def _launcher_in(code_root: Path) -> Path:
    return code_root / "desktop" / "child" / "launch.py"


def _abandon(process: QProcess, orders: Outbox) -> None:
    """End a run that nobody waits for: the launcher ends everything when its lifeline closes."""
    if process.state() is not QProcess.ProcessState.NotRunning:
        process.blockSignals(True)
        orders.close()
        _wait(process)


def _wait(process: QProcess) -> None:
    if not process.waitForFinished(_KILL_PATIENCE_MS):
        process.kill()
        process.waitForFinished(_KILL_PATIENCE_MS)


class _Run(QObject):
    """One run from its order to its outcome."""

    started = Signal(object)
    output = Signal(object, bytes)
    input_wanted = Signal(int)
    finished = Signal(object)

    def __init__(self, spec: RunSpec, launcher: Path, forgoes_namespace: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._spec = spec
        self._launcher = launcher
        self._forgoes_namespace = forgoes_namespace
        self._findings = Findings(spec.limits)
        self._interleaver = Interleaver()
        self._control_frames, self._report_frames = FrameReader(), FrameReader()
        self._started_at = 0.0
        self._is_over = False
        self._orders, self._report, self._control = Outbox(self), Inbox(self), Inbox(self)
        self._process = QProcess(self)
        self._timeout = self._timer(self._on_timeout)
        self._grace = self._timer(self._kill)
        self._patience = self._timer(self._on_patience_over)
        self._backstop = self._timer(self._process.kill)
        # Whoever deletes this object (parent, garbage collector, Python's exit), the process goes first.
        self.destroyed.connect(functools.partial(_abandon, self._process, self._orders))

    @property
    def elapsed_s(self) -> float:
        """Seconds since the program began."""
        return time.monotonic() - self._started_at if self._started_at else 0.0

    def start(self) -> None:
        """Start the launcher and send it its order."""
        environment = example_environment(os.environ, dict(self._spec.environment))
        self._prepare_process(environment)
        ends = Inheritance(self._orders.child_end, self._report.child_end, self._control.child_end)
        with ends as (orders, report, control):
            self._process.setArguments(["-I", "-S", str(self._launcher), str(orders), str(report)])
            self._process.start()
        for pipe in (self._orders, self._report, self._control):
            pipe.open()
        try:
            self._orders.write(encode_order(self._spec, environment, control, self._forgoes_namespace))
        except ValueError as error:
            self._findings.problem = f"{error}."
            self._orders.close()
        if self._spec.stdin is not None:
            self._process.write(self._spec.stdin)
            self._process.closeWriteChannel()

    def stop(self) -> None:
        """First a Ctrl+C, then a kill."""
        if self._findings.cause is not None or self._spec.limits.stop_grace_ms <= 0:
            self._end(OutcomeKind.STOPPED)
            return
        self._findings.cause = OutcomeKind.STOPPED
        self._orders.write(_INTERRUPT)
        self._grace.start(self._spec.limits.stop_grace_ms)

    def kill(self) -> None:
        """No Ctrl+C, a kill."""
        self._end(OutcomeKind.STOPPED)

    def write_input(self, data: bytes) -> None:
        """Ignored once the run is ending."""
        if self._spec.stdin is None and not self._is_over:
            self._process.write(data)

    def end_input(self) -> None:
        """End of file for the program."""
        self._process.closeWriteChannel()

    def close(self) -> None:
        """Kill and wait; ``finished`` is emitted on the way."""
        self._end(OutcomeKind.STOPPED)
        _wait(self._process)

    def _timer(self, action: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(action)
        return timer

    def _prepare_process(self, environment: dict[str, str]) -> None:
        process = self._process
        process.setProgram(str(base_interpreter()))
        own = QProcessEnvironment()
        for name, value in environment.items():
            own.insert(name, value)
        process.setProcessEnvironment(own)
        if sys.platform != "win32":
            flag = QProcess.UnixProcessFlag
            process.setUnixProcessParameters(
                flag.CreateNewSession
                | flag.ResetSignalHandlers
                | flag.DisconnectControllingTerminal
                | flag.DisableCoreDumps
            )
        process.readyReadStandardOutput.connect(self._pump)
        process.readyReadStandardError.connect(self._pump)
        process.errorOccurred.connect(self._on_process_error_occurred)
        process.finished.connect(self._on_process_finished)
        self._report.arrived.connect(self._pump)
        self._control.arrived.connect(self._pump)

    @Slot()
    def _pump(self) -> None:
        """Take everything that has arrived and hand it on in the program's order.

        The control pipe comes last: the program marks its place before it writes, so the mark of every byte
        in hand has arrived too.
        """
        for frame in self._report_frames.feed(self._report.read()):
            self._take_report(frame)
        if not self._findings.is_started:
            return
        stdout = bytes(self._process.readAllStandardOutput().data())
        stderr = bytes(self._process.readAllStandardError().data())
        frames = self._control_frames.feed(self._control.read())
        marks = [mark for mark in map(self._take_control, frames) if mark is not None]
        self._hand_out(self._interleaver.feed(stdout, stderr, marks))
        if not self._interleaver.is_waiting:
            self._patience.stop()
        elif stdout or stderr or not self._patience.isActive():
            self._patience.start(_ORDER_PATIENCE_MS)

    def _take_report(self, frame: Frame) -> None:
        kind = frame.get("kind")
        if kind == "failed":
            self._findings.problem = text_of(frame, "detail")
        elif kind == "end":
            self._findings.end = frame
        elif kind == "started" and not self._findings.is_started:
            self._findings.is_started = True
            self._started_at = time.monotonic()
            if self._spec.limits.timeout_s > 0:
                self._timeout.start(round(self._spec.limits.timeout_s * 1000))
            self.started.emit(self._spec)

    def _take_control(self, frame: Frame) -> Mark | None:
        """Note a fact, or return the mark."""
        kind = frame.get("kind")
        if kind == "ready":
            self._findings.python_version = text_of(frame, "python")[:40]
        elif kind == "exception":
            self._findings.exception = exception_of(frame)
        elif kind == "order" or (kind == "input" and self._spec.stdin is None):
            return mark_of(frame)
        return None

    def _hand_out(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, int):
                self.input_wanted.emit(piece)
            else:
                self._hand_out_bytes(*piece)

    def _hand_out_bytes(self, stream: Stream, data: bytes) -> None:
        """Emit within the output limit, count what is beyond."""
        facts, limits = self._findings, self._spec.limits
        if limits.max_output_mb > 0:
            room = limits.max_output_mb * _MB - facts.stdout_bytes - facts.stderr_bytes
            if len(data) > room:
                self._cut_output(len(data) - room)
                data = data[:room]
        if stream is Stream.STDOUT:
            facts.stdout_bytes += len(data)
        else:
            facts.stderr_bytes += len(data)
        facts.newlines += data.count(b"\n")
        if data:
            facts.is_mid_line = not data.endswith(b"\n")
            self.output.emit(stream, data)

    def _cut_output(self, count: int) -> None:
        if self._spec.limits.on_output_limit is OnOutputLimit.DROP:
            self._findings.dropped_bytes += count
        else:
            self._end(OutcomeKind.OUTPUT_LIMIT)

    @Slot()
    def _on_timeout(self) -> None:
        self._end(OutcomeKind.TIMED_OUT)

    def _end(self, cause: OutcomeKind) -> None:
        """Kill the run for the first cause there was."""
        if self._findings.cause is None:
            self._findings.cause = cause
        self._kill()

    @Slot()
    def _kill(self) -> None:
        if not self._backstop.isActive():
            self._orders.write(_KILL)
            self._backstop.start(_KILL_PATIENCE_MS)

    @Slot()
    def _on_patience_over(self) -> None:
        """The bytes before a mark do not come; a late event loop first gets one more chance to read."""
        QTimer.singleShot(0, self, self._give_up_order)

    def _give_up_order(self) -> None:
        if not self._patience.isActive():
            self._hand_out(self._interleaver.flush())

    @Slot(QProcess.ProcessError)
    def _on_process_error_occurred(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._findings.problem = f"the launcher {self._process.program()}: {self._process.errorString()}"
            QTimer.singleShot(0, self, self._finish)

    @Slot()
    def _on_process_finished(self) -> None:
        self._pump()
        while data := self._control.read():
            for mark in map(self._take_control, self._control_frames.feed(data)):
                if mark is not None:
                    self._hand_out(self._interleaver.feed(b"", b"", [mark]))
        self._hand_out(self._interleaver.flush())
        self._finish()

    def _finish(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        for timer in (self._timeout, self._grace, self._patience, self._backstop):
            timer.stop()
        for pipe in (self._orders, self._report, self._control):
            pipe.close()
        self._findings.elapsed_ms = round(self.elapsed_s * 1000)
        self.finished.emit(self._findings.outcome())
