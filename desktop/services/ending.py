"""What a run's end means: from the launcher's report and the application's own causes to one ``OutcomeKind``.

Pure. The launcher is believed; of the program's own frames only the exception's text is used.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass, field

from desktop.child.protocol import Denial, ExceptionFacts, Limits, Outcome, OutcomeKind
from desktop.sandbox.policy import Tier
from desktop.services.frames import Frame, names_of, number_of, text_of

CHANGED = "the file changed after it was looked at. Open it again to see what it does now."
_KINDS = {"memory": OutcomeKind.MEMORY_LIMIT, "timeout": OutcomeKind.TIMED_OUT}
_SAME_MOMENT_MS = 300
_SIGNALS = {
    "SIGSEGV": "segmentation fault",
    "SIGABRT": "aborted",
    "SIGBUS": "bus error",
    "SIGFPE": "arithmetic error",
    "SIGILL": "illegal instruction",
    "SIGTRAP": "trace trap",
    "SIGKILL": "killed from outside",
    "SIGTERM": "ended by another program",
    "SIGHUP": "hung up",
    "SIGPIPE": "broken pipe",
    "SIGXFSZ": "file size limit",
}


@dataclass(slots=True)
class Findings:
    """What is known of a run when its launcher has ended."""

    limits: Limits
    tier: Tier = Tier.LIMITS
    cause: OutcomeKind | None = None  # why the application ended it, if it did
    problem: str = ""  # why the launcher did not start the program
    is_started: bool = False
    is_asking: bool = False  # it waits for an answer
    has_waited_too_long: bool = False  # for answers that nobody gave
    is_refused: bool = False  # its file held other bytes than those that were looked at
    denied: tuple[Denial, ...] = ()
    end: Frame | None = None
    exception: ExceptionFacts | None = None
    python_version: str = ""
    stdout_bytes: int = 0
    stderr_bytes: int = 0
    newlines: int = 0
    is_mid_line: bool = False  # the last byte handed out was no newline
    dropped_bytes: int = 0
    elapsed_ms: int = 0
    _end: Frame = field(init=False)

    def outcome(self) -> Outcome:
        """The one outcome of this run."""
        self._end = self.end or {}
        number = number_of(self._end, "signal")
        kind, detail = self._kind(number)
        return Outcome(
            kind=kind,
            exit_code=self._exit_code(kind, number),
            signal=number or None,
            duration_ms=number_of(self._end, "duration_ms") or (self.elapsed_ms if self.is_started else 0),
            cpu_ms=number_of(self._end, "cpu_ms"),
            peak_memory_mb=round(number_of(self._end, "peak_kb") / 1024, 1),
            files_written=names_of(self._end, "files"),
            exception=self.exception if kind is OutcomeKind.FAILED else None,
            tier=self.tier,
            limits=self.limits,
            detail=detail,
            stdout_bytes=self.stdout_bytes,
            stderr_bytes=self.stderr_bytes,
            lines=self.newlines + self.is_mid_line,
            dropped_bytes=self.dropped_bytes,
            python_version=self.python_version,
            denied=self.denied,
        )

    def _kind(self, number: int) -> tuple[OutcomeKind, str]:
        """The kind and its detail."""
        if self.problem:
            return OutcomeKind.NOT_STARTED, self.problem
        if self.is_refused:
            return OutcomeKind.REFUSED, CHANGED
        if self.cause is None and text_of(self._end, "reason") == "scratch":
            return OutcomeKind.OUTPUT_LIMIT, f"Stopped: more than {self.limits.max_scratch_mb} MB of files"
        reason = _KINDS.get(text_of(self._end, "reason"))
        if self.cause is not None or reason is not None:
            kind = self.cause or reason or OutcomeKind.STOPPED
            return kind, self._unanswered() if kind is OutcomeKind.TIMED_OUT else ""
        if not self.is_started:
            return OutcomeKind.NOT_STARTED, "the launcher ended before the program began. Run it again."
        if self.end is None:
            return OutcomeKind.CRASHED, "the launcher was killed"
        return self._own_end(number)

    def _unanswered(self) -> str:
        """Waiting does not count, but not without end."""
        if not self.has_waited_too_long:
            return ""
        seconds = self.limits.thinking_s
        length = f"{seconds / 60:g} min" if seconds >= 60 else f"{seconds:g} s"
        return f"Stopped: it waited {length} for an answer"

    def _own_end(self, number: int) -> tuple[OutcomeKind, str]:
        if not number:
            return (OutcomeKind.FAILED if self._end.get("exit_code") else OutcomeKind.OK), ""
        name = _signal_name(number)
        if name == "SIGXCPU" or (name == "SIGKILL" and self._has_used_its_cpu()):
            return OutcomeKind.TIMED_OUT, self._cpu_sentence()
        if name == "SIGINT" and self.exception is not None:
            return OutcomeKind.FAILED, ""
        return OutcomeKind.CRASHED, _SIGNALS.get(name, name or f"signal {number}")

    def _cpu_sentence(self) -> str:
        """Empty where both limits are one: which of them a busy loop meets first is chance."""
        limit = self.limits.cpu_s or self.limits.timeout_s
        is_time_up = number_of(self._end, "duration_ms") > limit * 1000 - _SAME_MOMENT_MS
        if not self.limits.cpu_s and is_time_up:
            return ""
        return f"Stopped at the processor time limit of {limit:g} s"

    def _has_used_its_cpu(self) -> bool:
        limit = self.limits.cpu_s or self.limits.timeout_s
        return 0 < limit * 1000 <= number_of(self._end, "cpu_ms")

    def _exit_code(self, kind: OutcomeKind, number: int) -> int | None:
        """The program's own; 130 for an interrupt that it raised itself, as a shell says it."""
        if kind is OutcomeKind.REFUSED:
            return None
        if kind is OutcomeKind.FAILED and number:
            return 128 + number
        code = self._end.get("exit_code")
        return code if type(code) is int else None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return ""


def exception_of(frame: Frame) -> ExceptionFacts:
    """The uncaught exception that the program reported."""
    return ExceptionFacts(
        type_name=text_of(frame, "type"),
        message=text_of(frame, "message"),
        file=text_of(frame, "file"),
        line=number_of(frame, "line", 2**31),
    )


_GUARDS = {
    "namespace": "Every run has its own pid namespace: the kernel ends all of it at once, nothing survives.",
    "walk": (
        "The launcher adopts every process of a run and kills until none is left: nothing survives, but a "
        "program that forks without pause can delay its end. This system refuses pid namespaces."
    ),
    "group": (
        "A run is ended as one process group: a program that starts a process in a session of its own can "
        "leave it behind on this system."
    ),
    "job": "Every run is a job object: Windows ends all of it at once.",
}
_COUNTS = {
    "own": "",
    "cgroup": " Its processes are counted in a cgroup of its own.",
    "user": " The process limit counts all processes of this user.",
    "none": " The number of processes is not limited (running as root).",
}


def guard_sentence(probed: str) -> str:
    """What ``doctor`` says for the two words that the launcher's probe prints."""
    guard, _, count = probed.strip().partition(" ")
    if guard not in _GUARDS:
        return "Unknown: the launcher could not be started to try it."
    return _GUARDS[guard] + _COUNTS.get(count, "")
