"""The icon and colour of each kind of outcome; the words come from the outcome itself.

One table for the strip, the status bar and the lists of runs.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.child.protocol import OutcomeKind


@dataclass(frozen=True, slots=True)
class OutcomeLook:
    """An icon and the token it is drawn in, and the short word for lists."""

    icon: str
    token: str
    word: str


_LOOKS = {
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
