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

from desktop.child.protocol import OutcomeKind
from desktop.sandbox.policy import Policy, Tier
from desktop.services.questions import Remember
from tests.attack.figures import keep_line
from tests.e2e.explorer import Explorer
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
        ("takes memory", HOG, "max_memory_mb: 400", OutcomeKind.MEMORY_LIMIT),
        ("forks for ever", BOMB, "timeout_seconds: 2\n  max_processes: 64", OutcomeKind.TIMED_OUT),
    ],
    ids=["memory", "forks"],
)
def test_the_window_answers_while_a_run(
    explorer: Explorer, tier: Tier, name: str, source: str, limits: str, kind: OutcomeKind
) -> None:
    """The whole window, with the program in its editor, and every permission that the program asks for."""
    explorer.data_dir.mkdir()
    config = f"execution:\n  {limits}\nsecurity:\n  tier: {tier.value}\n"
    (explorer.data_dir / "config.yaml").write_text(config, encoding="utf-8")
    explorer.start("control-flow/if-elif-else")
    explorer.replace(source)
    session = explorer.session
    for weakening in session.weakenings():  # Kernel where Strong would hold
        session.confirm_weakening(weakening.key)
    session.question_asked.connect(
        lambda question: session.gate.answer_permissions(
            [wish.permission for wish in question.wishes], Remember.ONCE
        ),
        Qt.ConnectionType.QueuedConnection,
    )
    explorer.press("F5")
    explorer.wait(lambda: session.current_run is not None)
    with pulse() as measured:
        outcome = explorer.wait_for_end()
    keep_line(
        "longest standstill of the whole window",
        f"{tier.label}, while it {name}: {measured.largest_ms:.0f} ms between ticks of {TICK_MS} ms "
        f"({measured.ticks} ticks)",
    )
    assert outcome.kind is kind
    assert outcome.tier is tier
