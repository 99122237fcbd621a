"""A hundred runs one after the other leave nothing behind in the application."""

from __future__ import annotations

import gc
import os
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.sandbox.policy import Policy, Tier
from desktop.services.launcher import Launcher
from desktop.services.runner import Runner
from tests.qt.real_runs import Programs
from tests.qt.test_waiting import program_below

FIRST, ALL = 20, 100
PROGRAMS = (
    "print('ok')\n",
    "import sys\nprint('out')\nsys.stderr.write('err\\n')\nraise SystemExit(3)\n",
    "for i in range(3000): print(i)\n",
    "print(open('made.txt', 'w').write('x'))\n1 / 0\n",
)
_FEW_BYTES = 200_000  # less than 2.5 KB for each of the runs between
_FEW_RESIDENT = 4 * 1024 * 1024


@pytest.fixture
def programs(qtbot: QtBot, tmp_path: Path) -> Iterator[Programs]:
    """Programs of this test, ended with it."""
    programs = Programs(qtbot, tmp_path)
    yield programs
    programs.close()


@pytest.fixture
def runner(programs: Programs) -> Iterator[Runner]:
    """One that keeps a launcher waiting, and an interpreter with it."""
    runner = Runner(programs.code_root)
    runner.expect(programs.make("", policy=Policy(Tier.STRONG)).spec)
    runner.prewarm()
    yield runner
    runner.close()


def spare_of(runner: Runner) -> int:
    """The pid of the launcher that waits, 0 if none does."""
    return runner._spare.process_id if runner._spare is not None else 0


def is_ready(runner: Runner) -> bool:
    """Whether the run is gone and the next launcher waits."""
    children = runner.children()
    return len(children) == 1 and isinstance(children[0], Launcher) and children[0].is_alive


def counted(runner: Runner) -> dict[str, int]:
    """What must not become more."""
    tasks = list(Path("/proc/self/task").iterdir())
    return {
        "descriptors": len(list(Path("/proc/self/fd").iterdir())),
        "threads": len(tasks),
        "processes": sum(len((task / "children").read_text().split()) for task in tasks),
        "objects of Qt": len(runner.findChildren(QObject)),
    }


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def traced_bytes() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_a_hundred_runs_leave_nothing_behind(programs: Programs, runner: Runner) -> None:
    """Every second one is started at once, so that its interpreter has had no time to wait."""
    expected = runner._expected
    assert expected is not None
    specs = [programs.make(source, policy=Policy(Tier.STRONG), stdin=b"").spec for source in PROGRAMS]
    specs = [replace(spec, environment=expected.environment) for spec in specs]
    outcomes: list[Outcome] = []
    runner.finished.connect(outcomes.append)
    before: dict[str, int] = {}
    traced = resident = 0
    tracemalloc.start()
    try:
        for number in range(ALL):
            if number % 2 or number == FIRST:
                programs.wait_until(lambda: program_below(spare_of(runner)))
            if number == FIRST:
                before, traced, resident = counted(runner), traced_bytes(), resident_bytes()
            runner.start(specs[number % len(specs)])
            programs.wait_until(lambda: outcomes and is_ready(runner))
            assert outcomes.pop().kind in (OutcomeKind.OK, OutcomeKind.FAILED)
        programs.wait_until(lambda: program_below(spare_of(runner)))
        after = counted(runner)  # less is what a test before this one had left
        assert {name: (before[name], count) for name, count in after.items() if count > before[name]} == {}
        assert traced_bytes() - traced < _FEW_BYTES
    finally:
        tracemalloc.stop()
    assert resident_bytes() - resident < _FEW_RESIDENT
