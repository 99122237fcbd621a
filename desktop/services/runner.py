"""Runs one example at a time in a process of its own.

Hides the launcher and its timers, and the merging of two streams into one order; promises exactly one
``finished`` for each ``start``, after the last output, when nothing of the run lives any more.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop.child.protocol import OnOutputLimit, Outcome, OutcomeKind, RunSpec, Stream, encode_order
from desktop.core.paths import find_paths
from desktop.services.denials import Denials
from desktop.services.ending import Findings, exception_of, guard_sentence
from desktop.services.environment import example_environment
from desktop.services.frames import Frame, FrameReader, Mark, mark_of, text_of
from desktop.services.interleave import Interleaver, Piece
from desktop.services.launcher import Launcher, ask_launcher
from desktop.services.run_clock import RunClock

_INTERRUPT, _KILL, _WAITS, _GOES_ON = b"i", b"k", b"w", b"g"
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
        self,
        code_root: Path,
        parent: QObject | None = None,
        *,
        forgoes_namespace: bool = False,
        abi_cap: int = 0,
    ) -> None:
        """``code_root`` holds ``desktop/``. For tests of other systems: ``forgoes_namespace`` takes the guard
        of those without them, ``abi_cap`` uses no newer Landlock than this.
        """
        super().__init__(parent)
        self._code_root = code_root
        self._systems = (forgoes_namespace, abi_cap)
        self._run: _Run | None = None
        self._spare: Launcher | None = None
        self._keeps_spare = False
        self._expected: RunSpec | None = None

    @property
    def is_running(self) -> bool:
        """From ``start`` until just before ``finished``."""
        return self._run is not None

    @property
    def elapsed_s(self) -> float:
        """Seconds of this run that count against its time limit; 0 before."""
        return self._run.counted_s if self._run is not None else 0.0

    def start(self, spec: RunSpec) -> None:
        """Start a run; the one before must have finished. Whatever is wrong arrives as ``finished``."""
        if self._run is not None:
            detail = "another example is still running."
            busy = Outcome(OutcomeKind.NOT_STARTED, limits=spec.limits, detail=detail)
            QTimer.singleShot(0, self, lambda: self.finished.emit(busy))
            return
        run = self._run = _Run(spec, self._take_launcher(), self._systems, self)
        run.started.connect(self.started)
        run.output.connect(self.output)
        run.input_wanted.connect(self.input_wanted)
        run.finished.connect(self._on_run_finished)
        run.start()

    def prewarm(self) -> None:
        """Have a launcher waiting for the next run from now on. Takes milliseconds: call it when idle."""
        self._keeps_spare = True
        if self._spare is None and self._run is None:
            self._spare = Launcher(self._code_root, self)
            self._spare.ended.connect(self._on_spare_ended)
            self._spare.start()
            self._tell_spare()

    def expect(self, expected: RunSpec) -> None:
        """What the next run will probably be; its files and arguments are not looked at.

        In the Strong tier an interpreter waits with the launcher then, behind its walls: such a run begins at
        once, and any other as without it.
        """
        is_news, self._expected = expected != self._expected, expected
        if is_news and self._spare is not None:
            self._tell_spare()

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
        """Kill what runs and wait for its end, which is reported as ever. Nothing is kept waiting."""
        self._keeps_spare = False
        if self._run is not None:
            self._run.close()
        if self._spare is not None:
            self._spare.dismiss()
            self._spare = None

    def _tell_spare(self) -> None:
        if self._expected is not None and self._spare is not None:
            number = self._spare.control_number
            self._spare.order(_words(self._expected, number, self._systems, is_expected=True))

    def _take_launcher(self) -> Launcher:
        """The waiting one if it still lives, else a new one."""
        spare, self._spare = self._spare, None
        if spare is not None:
            spare.ended.disconnect(self._on_spare_ended)
            if spare.is_alive:
                return spare
            spare.deleteLater()
        launcher = Launcher(self._code_root)
        launcher.start()
        return launcher

    @Slot()
    def _on_spare_ended(self) -> None:
        """Somebody killed it; the next run starts its own."""
        if self._spare is not None:
            self._spare.release()
            self._spare.deleteLater()
            self._spare = None

    @Slot(object)
    def _on_run_finished(self, outcome: Outcome) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        self.finished.emit(outcome)
        if self._keeps_spare:
            QTimer.singleShot(0, self, self._renew_spare)

    @Slot()
    def _renew_spare(self) -> None:
        if self._keeps_spare:
            self.prewarm()


def process_guard(code_root: Path | None = None) -> str:
    """One sentence for ``doctor``: what makes sure here that nothing of a run survives, really tried once."""
    return guard_sentence(ask_launcher(code_root or find_paths().code_root, "guard"))


def _words(spec: RunSpec, control: int, systems: tuple[bool, int], *, is_expected: bool = False) -> bytes:
    """What the launcher is told. Raises ValueError."""
    environment = example_environment(os.environ, dict(spec.environment), spec.policy, spec.work_dir)
    return encode_order(spec, environment, control, *systems, is_expected=is_expected)


class _Run(QObject):
    """One run from its order to its outcome."""

    started = Signal(object)
    output = Signal(object, bytes)
    input_wanted = Signal(int)
    finished = Signal(object)

    def __init__(self, spec: RunSpec, launcher: Launcher, systems: tuple[bool, int], parent: QObject) -> None:
        super().__init__(parent)
        self._spec = spec
        self._systems = systems
        self._findings = Findings(spec.limits, spec.policy.tier)
        self._denials = Denials(spec)
        self._interleaver = Interleaver()
        self._control_frames, self._report_frames = FrameReader(), FrameReader()
        self._started_at = 0.0
        self._asked = self._answered = 0
        self._is_ready = self._is_over = self._has_input_ended = False
        self._launcher = launcher
        launcher.setParent(self)
        launcher.arrived.connect(self._pump)
        launcher.failed.connect(self._on_launcher_failed)
        launcher.ended.connect(self._on_launcher_ended)
        self._clock = RunClock(spec.limits, self._on_timeout, self)
        self._grace = self._timer(self._kill)
        self._patience = self._timer(self._on_patience_over)
        self._backstop = self._timer(launcher.kill)

    @property
    def counted_s(self) -> float:
        """Seconds since the program began, without those that it waited for answers."""
        return self._clock.counted_s

    def start(self) -> None:
        """Send the launcher its order."""
        spec, launcher = self._spec, self._launcher
        try:
            launcher.order(_words(spec, launcher.control_number, self._systems))
        except ValueError as error:
            self._findings.problem = f"{error}."
            launcher.hang_up()
        if spec.stdin is not None:
            launcher.write_input(spec.stdin)
            launcher.end_input()

    def stop(self) -> None:
        """First a Ctrl+C, then a kill."""
        if self._findings.cause is not None or self._spec.limits.stop_grace_ms <= 0:
            self._end(OutcomeKind.STOPPED)
            return
        self._findings.cause = OutcomeKind.STOPPED
        self._launcher.order(_INTERRUPT)
        self._grace.start(self._spec.limits.stop_grace_ms)

    def kill(self) -> None:
        """No Ctrl+C, a kill."""
        self._end(OutcomeKind.STOPPED)

    def write_input(self, data: bytes) -> None:
        """Ignored once the run is ending."""
        if self._spec.stdin is None and not self._is_over:
            self._hear_answer()
            self._launcher.write_input(data)

    def end_input(self) -> None:
        """End of file for the program."""
        self._hear_answer()
        self._has_input_ended = True
        self._launcher.end_input()

    def close(self) -> None:
        """Kill and wait; ``finished`` is emitted on the way."""
        self._end(OutcomeKind.STOPPED)
        self._launcher.wait()

    def _timer(self, action: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(action)
        return timer

    @Slot()
    def _pump(self) -> None:
        """Take everything that has arrived and hand it on in the program's order.

        The control pipe comes last: the program marks its place before it writes, so the mark of every byte
        in hand has arrived too.
        """
        for frame in self._report_frames.feed(self._launcher.read_report()):
            self._take_report(frame)
        if not self._findings.is_started:
            return
        stdout, stderr = self._launcher.read_streams()
        frames = self._control_frames.feed(self._launcher.read_control())
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
            self._clock.start()
            self.started.emit(self._spec)

    def _take_control(self, frame: Frame) -> Mark | None:
        """Note a fact, or return the mark."""
        kind = frame.get("kind")
        if kind == "ready":
            self._is_ready = True
            self._findings.python_version = text_of(frame, "python")[:40]
        elif kind == "exception":
            self._findings.exception = exception_of(frame)
        elif kind == "denied":
            self._denials.take(frame)
        elif kind == "refused" and not self._is_ready:  # nothing of the program runs before that is told
            self._findings.is_refused = True
        elif kind == "answered":
            self._answered += 1
            self._hear_answer()
        elif kind == "order" or (kind == "input" and self._spec.stdin is None):
            return mark_of(frame)
        return None

    def _hand_out(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, int):
                self._hear_question()
                self.input_wanted.emit(piece)
            else:
                self._hand_out_bytes(*piece)

    def _hear_question(self) -> None:
        """Time stands still from here to the answer, the launcher's too, however often it is asked.

        Unless the answer was sent while the question was on its way, and is there already.
        """
        self._asked += 1
        if self._asked > self._answered and not self._findings.is_asking and not self._has_input_ended:
            self._findings.is_asking = True
            self._clock.wait()
            self._launcher.order(_WAITS)

    def _hear_answer(self) -> None:
        if self._findings.is_asking:
            self._findings.is_asking = False
            self._clock.go_on()
            self._launcher.order(_GOES_ON)

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
            self._launcher.order(_KILL)
            self._backstop.start(_KILL_PATIENCE_MS)

    @Slot()
    def _on_patience_over(self) -> None:
        """The bytes before a mark do not come; a late event loop first gets one more chance to read."""
        QTimer.singleShot(0, self, self._give_up_order)

    def _give_up_order(self) -> None:
        if not self._patience.isActive():
            self._hand_out(self._interleaver.flush())

    @Slot(str)
    def _on_launcher_failed(self, problem: str) -> None:
        self._findings.problem = problem
        QTimer.singleShot(0, self, self._finish)

    @Slot()
    def _on_launcher_ended(self) -> None:
        self._pump()
        while data := self._launcher.read_control():
            for mark in map(self._take_control, self._control_frames.feed(data)):
                if mark is not None:
                    self._hand_out(self._interleaver.feed(b"", b"", [mark]))
        self._hand_out(self._interleaver.flush())
        self._finish()

    def _finish(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._clock.stop()
        for timer in (self._grace, self._patience, self._backstop):
            timer.stop()
        self._launcher.release()
        if self._started_at:
            self._findings.elapsed_ms = round((time.monotonic() - self._started_at) * 1000)
        self._findings.has_waited_too_long = self._findings.is_asking and self._clock.has_waited_too_long
        self._findings.denied = self._denials.settled()
        self.finished.emit(self._findings.outcome())
