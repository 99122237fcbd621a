"""The values that cross between the window, the launcher and the example's process.

Frozen facts only: no behaviour but rendering, no Qt, no input or output.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.sandbox.policy import Policy, Tier


class Stream(enum.StrEnum):
    """One of the example's two output streams."""

    STDOUT = "stdout"
    STDERR = "stderr"


class OnOutputLimit(enum.StrEnum):
    """What happens to a program that printed more than ``max_output_mb``."""

    STOP = "stop"
    DROP = "drop"


class OutcomeKind(enum.StrEnum):
    """How a run ended. Every start leads to exactly one."""

    OK = "ok"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    STOPPED = "stopped"
    OUTPUT_LIMIT = "output_limit"
    MEMORY_LIMIT = "memory_limit"
    REFUSED = "refused"
    NOT_STARTED = "not_started"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one run; ``0`` means no limit, except ``cpu_s`` where it means ``timeout_s``.

    ``thinking_s``: of the time that it waits for the person's answers, so much does not count.
    """

    timeout_s: float = 30.0
    cpu_s: float = 0.0
    stop_grace_ms: int = 300
    max_memory_mb: int = 512
    max_output_mb: int = 64
    on_output_limit: OnOutputLimit = OnOutputLimit.STOP
    max_processes: int = 128
    max_open_files: int = 1024
    max_file_mb: int = 64
    max_scratch_mb: int = 128
    thinking_s: float = 3600.0


@dataclass(frozen=True, slots=True)
class RunSpec:
    """Everything one run needs, decided before it starts.

    ``file`` is the real file that runs as ``__main__``; ``work_dir`` an existing private folder that becomes
    the working directory. ``stdin`` is the whole input (end of file follows), or ``None`` to leave it open
    for ``Runner.send_input``. ``target`` is an example id or an absolute path, for records only.
    ``digest`` is the SHA-256 of the bytes of ``file`` that were looked at, in hexadecimal: other bytes do not
    run; empty where nothing was looked at. ``blocked`` are the functions that an in-process guard refuses.
    ``root``: a folder that holds that of ``file`` and is on ``sys.path`` too, last. With a ``package``, the
    dotted name of the folder of ``file`` in ``root``, it stands alone and first, as for ``python -m``.
    """

    target: str
    file: Path
    work_dir: Path
    interpreter: Path
    argv: tuple[str, ...] = ()
    stdin: bytes | None = None
    limits: Limits = field(default_factory=Limits)
    policy: Policy = field(default_factory=Policy)
    environment: tuple[tuple[str, str], ...] = ()
    digest: str = ""
    blocked: tuple[str, ...] = ()
    root: Path | None = None
    package: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionFacts:
    """The uncaught exception, as the program reported it: untrusted. ``line`` counts from 1, 0 if unknown."""

    type_name: str
    message: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Denial:
    """One thing that the program tried and its policy forbids, as the program reported it: untrusted.

    ``name`` and ``value`` are those of the ``Permission`` it would need: ``read`` or ``write`` and an
    absolute path, ``net`` and ``loopback`` or ``any``, ``run`` and nothing. ``target`` is what it tried to
    reach: the path, ``host:port`` or a command. ``line`` counts from 1 in ``file``, 0 if unknown.
    """

    name: str
    value: str
    target: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended, and what it used.

    ``signal`` is the number of the signal that ended it (``None`` otherwise), ``exit_code`` the program's
    own (``None`` when it has none). ``lines`` counts both streams together, a last line without newline
    too. ``files_written`` are paths relative to the working directory. ``dropped_bytes`` is output that
    ``on_output_limit: drop`` threw away. ``denied``: what the program was kept from, as far as it reported
    it. ``remark``: a sentence on how it was run that people should know, else empty.
    """

    kind: OutcomeKind
    exit_code: int | None = None
    signal: int | None = None
    duration_ms: int = 0
    cpu_ms: int = 0
    peak_memory_mb: float = 0.0
    files_written: tuple[str, ...] = ()
    tier: Tier = Tier.LIMITS
    exception: ExceptionFacts | None = None
    limits: Limits = field(default_factory=Limits)
    detail: str = ""
    stdout_bytes: int = 0
    stderr_bytes: int = 0
    lines: int = 0
    dropped_bytes: int = 0
    python_version: str = ""
    denied: tuple[Denial, ...] = ()
    remark: str = ""

    def sentence(self) -> str:
        """The outcome as the one sentence people read."""
        return _sentence(self)


def encode_order(
    spec: RunSpec,
    environment: Mapping[str, str],
    control: int,
    forgoes_namespace: bool = False,
    abi_cap: int = 0,
    *,
    is_expected: bool = False,
) -> bytes:
    """What the launcher is told about a run, as ``desktop.child.order`` reads it.

    Eight hexadecimal digits of length, then ``name=value`` words that each end with NUL: no word of a command
    line or of an environment can hold it, and the launcher need not import ``json``. Raises ValueError.
    ``control`` is the pipe end for the program; ``forgoes_namespace`` asks for the second-best guard,
    ``abi_cap`` for no newer Landlock than this. ``is_expected``: it is no order but what the next one will
    probably say; the program's file, folders, arguments and its home folder are not looked at.
    """
    limits = spec.limits
    words = [
        ("timeout_s", limits.timeout_s),
        ("thinking_s", limits.thinking_s),
        ("cpu_s", limits.cpu_s or limits.timeout_s),
        ("max_memory_mb", limits.max_memory_mb),
        ("max_processes", limits.max_processes),
        ("max_open_files", limits.max_open_files),
        ("max_file_mb", limits.max_file_mb),
        ("max_scratch_mb", limits.max_scratch_mb),
        ("control", control),
        ("guard", "walk" if forgoes_namespace else "best"),
        ("abi_cap", abi_cap),
        *([("expected", 1)] if is_expected else []),
        *spec.policy.to_order(),
        ("interpreter", spec.interpreter),
        ("file", spec.file),
        ("work_dir", spec.work_dir),
        ("digest", spec.digest),
        ("root", spec.root or ""),
        ("package", spec.package),
        *(("blocked", name) for name in spec.blocked),
        *(("argument", word) for word in spec.argv),
        *(("environment", f"{name}={value}") for name, value in environment.items()),
    ]
    body = b"".join(
        f"{name}={_word(str(value))}\0".encode("utf-8", "surrogateescape") for name, value in words
    )
    return b"%08x" % len(body) + body


def _word(text: str) -> str:
    if "\0" in text:
        raise ValueError("an argument, a path or an environment variable holds a NUL character")
    return text


def _number(value: float) -> str:
    return f"{value:g}"


def _failed(outcome: Outcome) -> str:
    if outcome.exception is not None:
        return f"Ended with {outcome.exception.type_name}"
    return f"Ended with exit code {outcome.exit_code}"


def _timed_out(outcome: Outcome) -> str:
    return outcome.detail or f"Stopped at the time limit of {_number(outcome.limits.timeout_s)} s"


def _crashed(outcome: Outcome) -> str:
    return f"Crashed: {outcome.detail or f'signal {outcome.signal}'}"


def _with_detail(text: str, detail: str) -> str:
    return f"{text}: {detail}" if detail else text


def _sentence(outcome: Outcome) -> str:
    limits = outcome.limits
    match outcome.kind:
        case OutcomeKind.OK:
            return "Finished"
        case OutcomeKind.FAILED:
            return _failed(outcome)
        case OutcomeKind.TIMED_OUT:
            return _timed_out(outcome)
        case OutcomeKind.STOPPED:
            return "Stopped by you"
        case OutcomeKind.OUTPUT_LIMIT:
            return outcome.detail or f"Stopped: more than {limits.max_output_mb} MB of output"
        case OutcomeKind.MEMORY_LIMIT:
            return f"Stopped: more than {limits.max_memory_mb} MB of memory"
        case OutcomeKind.REFUSED:
            return _with_detail("Not allowed to start", outcome.detail)
        case OutcomeKind.NOT_STARTED:
            return _with_detail("Could not start", outcome.detail)
        case OutcomeKind.CRASHED:
            return _crashed(outcome)
