"""How each way a run ends is drawn: one icon, one colour and a short word for each.

The sentences are the outcome's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.ui.localised import counted, decimal


@dataclass(frozen=True, slots=True)
class OutcomeLook:
    """An icon, the token it is drawn in, and the short word for lists."""

    icon: str
    token: str
    word: str


_LOOKS: Mapping[OutcomeKind, OutcomeLook] = {
    OutcomeKind.OK: OutcomeLook("circle-check", "ok", "finished"),
    OutcomeKind.FAILED: OutcomeLook("circle-x", "error", "failed"),
    OutcomeKind.TIMED_OUT: OutcomeLook("timer-off", "warn", "time limit"),
    OutcomeKind.STOPPED: OutcomeLook("square", "text2", "stopped"),
    OutcomeKind.OUTPUT_LIMIT: OutcomeLook("scroll-text", "warn", "output limit"),
    OutcomeKind.MEMORY_LIMIT: OutcomeLook("memory-stick", "warn", "memory limit"),
    OutcomeKind.REFUSED: OutcomeLook("shield-x", "error", "refused"),
    OutcomeKind.NOT_STARTED: OutcomeLook("unplug", "text2", "not started"),
    OutcomeKind.CRASHED: OutcomeLook("zap", "error", "crashed"),
}


def look_of(kind: OutcomeKind) -> OutcomeLook:
    """The look of one kind of outcome."""
    return _LOOKS[kind]


def duration(milliseconds: float) -> str:
    """``0.04 s``, ``3.2 s``, ``45 s``, ``2 min 5 s``."""
    seconds = milliseconds / 1000
    if seconds < 1:
        return f"{decimal(seconds, 2)} s"
    if seconds < 10:
        return f"{decimal(seconds, 1)} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"


def is_run(outcome: Outcome) -> bool:
    """Whether a program ran at all."""
    return outcome.kind not in (OutcomeKind.NOT_STARTED, OutcomeKind.REFUSED)


def figures(outcome: Outcome) -> tuple[str, ...]:
    """Exit code, time, memory and lines of a run, each where there is something to say."""
    if not is_run(outcome):
        return ()
    lines = counted(outcome.lines, "line")
    return tuple(
        filter(
            None,
            (
                f"exit code {outcome.exit_code}" if outcome.exit_code else "",
                duration(outcome.duration_ms),
                f"{outcome.peak_memory_mb:.0f} MB" if outcome.peak_memory_mb else "",
                lines,
            ),
        )
    )
