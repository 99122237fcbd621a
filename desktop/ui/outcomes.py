"""How each way a run ends is drawn: one icon and one colour for each.

The words are the outcome's own.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.child.protocol import Outcome, OutcomeKind

# kind: (icon, token)
SIGNS: Mapping[OutcomeKind, tuple[str, str]] = {
    OutcomeKind.OK: ("circle-check", "ok"),
    OutcomeKind.FAILED: ("circle-x", "error"),
    OutcomeKind.TIMED_OUT: ("timer-off", "warn"),
    OutcomeKind.STOPPED: ("square", "text2"),
    OutcomeKind.OUTPUT_LIMIT: ("scroll-text", "warn"),
    OutcomeKind.MEMORY_LIMIT: ("memory-stick", "warn"),
    OutcomeKind.REFUSED: ("shield-x", "error"),
    OutcomeKind.NOT_STARTED: ("unplug", "text2"),
    OutcomeKind.CRASHED: ("zap", "error"),
}


def duration(milliseconds: float) -> str:
    """``0.04 s``, ``3.2 s``, ``45 s``, ``2 min 5 s``."""
    seconds = milliseconds / 1000
    if seconds < 1:
        return f"{seconds:.2f} s"
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"


def figures(outcome: Outcome) -> tuple[str, ...]:
    """Exit code, time, memory and lines of a run, each where there is something to say."""
    if outcome.kind in (OutcomeKind.NOT_STARTED, OutcomeKind.REFUSED):
        return ()
    lines = f"{outcome.lines:,} {'line' if outcome.lines == 1 else 'lines'}"
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
