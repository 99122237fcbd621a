"""How fast a run is ended, and how long the window stands still while one misbehaves: measured and printed.

Only what is left alive is judged here; a time depends on the computer.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

import pytest
from PySide6.QtCore import Qt, QTimer

from desktop.child.protocol import Limits, OutcomeKind
from desktop.sandbox.policy import Policy, Tier
from tests.attack.figures import keep_line
from tests.qt.real_runs import DAEMONS_AND_MAIN, Programs
from tests.qt.sandboxed import LINUX, TIERS

pytestmark = LINUX
KILLS = 9
TICK_MS = 5
HOG = "hoard = []\nwhile True: hoard.append(bytearray(4_000_000))\n"
BOMB = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass\n"


class Pulse:
    """A timer of 5 ms in the application's own loop, and the longest time between two of its ticks."""

    def __init__(self) -> None:
        self.largest_ms = 0.0
        self.ticks = 0
        self._last = time.monotonic()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _on_timeout(self) -> None:
        now = time.monotonic()
        self.largest_ms = max(self.largest_ms, (now - self._last) * 1000)
        self._last = now
        self.ticks += 1


@contextmanager
def pulse() -> Iterator[Pulse]:
    measured = Pulse()
    yield measured
    measured.stop()


@TIERS
def test_daemons_are_gone_when_the_end_is_told(programs: Programs, tier: Tier) -> None:
    times, survivors = [], 0
    for _ in range(KILLS):
        run = programs.make(DAEMONS_AND_MAIN, policy=Policy(tier, run=True))
        programs.start(run, until=lambda run=run: run.stdout)
        assert len(run.processes()) >= 4
        started = time.monotonic()
        run.runner.finished.connect(
            lambda _, started=started: times.append((time.monotonic() - started) * 1000)
        )
        run.runner.kill()
        programs.finish(run)
        survivors += len(run.processes())
    keep_line(
        "kill",
        f"{tier.label}: {survivors} of {4 * KILLS} processes survive, {median(times):.1f} ms median, "
        f"{max(times):.1f} ms longest of {KILLS}, told to the window",
    )
    assert survivors == 0


@TIERS
@pytest.mark.parametrize(
    ("name", "source", "limits", "kind"),
    [
        ("takes memory", HOG, Limits(max_memory_mb=400), OutcomeKind.MEMORY_LIMIT),
        ("forks for ever", BOMB, Limits(timeout_s=2, max_processes=64), OutcomeKind.TIMED_OUT),
    ],
    ids=["memory", "forks"],
)
def test_the_window_answers_while_a_run(
    programs: Programs, tier: Tier, name: str, source: str, limits: Limits, kind: OutcomeKind
) -> None:
    run = programs.make(source, policy=Policy(tier, run=True), limits=limits)
    with pulse() as measured:
        programs.finish(programs.start(run))
    keep_line(
        "longest standstill",
        f"{tier.label}, while it {name}: {measured.largest_ms:.0f} ms between ticks of {TICK_MS} ms "
        f"({measured.ticks} ticks)",
    )
    assert run.outcome.kind is kind
    assert run.processes() == []
