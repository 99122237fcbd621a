"""The time limit stands still while the learner thinks about an answer, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Limits, OutcomeKind
from desktop.sandbox.policy import Policy, Tier
from tests.qt.real_runs import Programs, Run

SHORT = Limits(timeout_s=1, cpu_s=600)
FOR_EVER = "import time\nwhile True: time.sleep(60)\n"
# What an announcement is, and the pipe that it goes through, anyone can find out.
CLAIM = (
    "import os, signal, stat, sys, time\n"
    "from desktop.child.frames import frame\n"
    "def claim(kind='input'):\n"
    "    for name in os.listdir('/proc/self/fd'):\n"
    "        try:\n"
    "            if int(name) > 2 and stat.S_ISFIFO(os.fstat(int(name)).st_mode):\n"
    "                os.write(int(name), frame(kind=kind, line=1, at=[0, 0], exact=False))\n"
    "        except OSError: pass\n"
)
HOSTILE = {
    "computes": "while True: pass\n",
    "claims again and again": "while True: claim()\n",
    "computes in a thread": "import threading\nthreading.Thread(target=input).start()\nwhile True: pass\n",
    "computes in a process": "if os.fork():\n    input()\nwhile True: pass\n",
    "computes in processes that nobody waits for": (
        "signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "while True:\n"
        "    if os.fork() == 0:\n        sum(range(500_000)); os._exit(0)\n"
        "    try: os.wait()\n    except ChildProcessError: pass\n"
    ),
}


@pytest.fixture
def programs(qtbot: QtBot, tmp_path: Path) -> Iterator[Programs]:
    """Programs of this test, ended with it."""
    programs = Programs(qtbot, tmp_path)
    yield programs
    programs.close()


def with_claims(programs: Programs, source: str) -> str:
    return f"import sys\nsys.path.append({str(programs.code_root)!r})\n{CLAIM}{source}"


def waits(run: Run) -> bool:
    return "input" in run.events


@pytest.mark.parametrize("tier", [Tier.STRONG, Tier.KERNEL, Tier.LIMITS])
def test_thinking_does_not_count(programs: Programs, tier: Tier) -> None:
    """The clock is shown by other programs, each of which meets the same limit meanwhile."""
    run = programs.make("print(input('? '))\n", limits=SHORT, policy=Policy(tier))
    programs.start(run, until=lambda: waits(run))
    for _ in range(3):
        assert programs.run(FOR_EVER, limits=SHORT).outcome.kind is OutcomeKind.TIMED_OUT
    assert run.outcomes == []
    assert run.runner.elapsed_s < SHORT.timeout_s
    run.runner.send_input("yes")
    programs.finish(run)
    assert (run.outcome.kind, run.stdout) == (OutcomeKind.OK, b"? yes\n")


def test_the_clock_goes_on_with_the_answer(programs: Programs) -> None:
    run = programs.make(f"input()\n{FOR_EVER}", limits=SHORT)
    programs.start(run, until=lambda: waits(run))
    run.runner.send_input("yes")
    programs.finish(run)
    assert run.outcome.sentence() == "Stopped at the time limit of 1 s"


def test_an_answer_that_crosses_its_question_is_one(programs: Programs) -> None:
    """The program has it before the question is heard of; else this run would not end."""
    run = programs.run(with_claims(programs, f"claim('answered')\nclaim()\n{FOR_EVER}"), limits=SHORT)
    assert waits(run)
    assert run.outcome.sentence() == "Stopped at the time limit of 1 s"


@pytest.mark.parametrize("forgoes_namespace", [False, True], ids=["namespace", "walk"])
@pytest.mark.parametrize("way", HOSTILE)
def test_a_program_that_works_lives_no_longer_for_claiming_to_wait(
    programs: Programs, way: str, forgoes_namespace: bool
) -> None:
    run = programs.run(
        with_claims(programs, f"claim()\n{HOSTILE[way]}"), limits=SHORT, forgoes_namespace=forgoes_namespace
    )
    assert waits(run)
    assert run.outcome.kind is OutcomeKind.TIMED_OUT
    assert run.processes() == []


def test_thinking_ends_too(programs: Programs) -> None:
    run = programs.run("input()\n", limits=Limits(timeout_s=1, thinking_s=1))
    assert run.outcome.kind is OutcomeKind.TIMED_OUT
    assert run.outcome.sentence() == "Stopped: it waited 1 s for an answer"


@pytest.mark.parametrize("stdin", [b"", b"one\n"])
def test_nobody_thinks_about_stored_input(programs: Programs, stdin: bytes) -> None:
    run = programs.run(with_claims(programs, f"claim()\n{FOR_EVER}"), limits=SHORT, stdin=stdin)
    assert run.outcome.sentence() == "Stopped at the time limit of 1 s"


def test_nobody_thinks_after_the_end_of_input(programs: Programs) -> None:
    run = programs.make(with_claims(programs, f"sys.stdin.read()\nclaim()\n{FOR_EVER}"), limits=SHORT)
    programs.start(run, until=lambda: waits(run))
    run.runner.end_input()
    programs.finish(run)
    assert run.outcome.sentence() == "Stopped at the time limit of 1 s"
