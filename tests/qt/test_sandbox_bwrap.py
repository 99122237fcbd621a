"""Strong by the system's bubblewrap holds, keeps and ends as Strong by namespaces of our own does.

The launcher is a copy that believes to be on a system where only bwrap may make namespaces.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.child.protocol import Limits, OutcomeKind
from desktop.sandbox.policy import Policy
from tests.qt.real_runs import DAEMONS_AND_MAIN, Programs
from tests.qt.sandboxed import LINUX, STRONG, USERS, attempts, programs
from tests.qt.test_sandbox_end import FILL, FORKS, WAITS
from tests.qt.test_sandbox_everyday import WIDE, failing
from tests.qt.test_sandbox_fails_closed import break_function, broken
from tests.qt.test_sandbox_probe import probe
from tests.qt.test_sandbox_walls import BREAK_OUT, FACTS, outside, victim

__all__ = ["broken", "outside", "programs", "victim"]
BWRAP = shutil.which("bwrap")
pytestmark = [LINUX, pytest.mark.skipif(BWRAP is None, reason="this machine has no bubblewrap")]


@pytest.fixture
def bwrapped(broken: Programs) -> Programs:
    """Programs whose launcher uses bwrap."""
    use_bwrap(broken, str(BWRAP))
    return broken


def use_bwrap(programs: Programs, path: str) -> None:
    """As on Ubuntu from 23.10 on."""
    break_function(programs, "linux_bwrap", "is_preferred", f"global BWRAP; BWRAP = {path!r}; return True")


@USERS
def test_the_probe_says_that_it_holds(bwrapped: Programs, user: str) -> None:
    break_function(bwrapped, "linux_namespaces", "clone")  # nothing may depend on namespaces of our own
    assert probe(bwrapped.code_root).state(STRONG).why == ""


@USERS
def test_nothing_outside_is_reached(bwrapped: Programs, outside: Path, victim: str, user: str) -> None:
    found = attempts(bwrapped, Policy(STRONG), BREAK_OUT, argv=(str(outside), victim))
    assert {name for name, result in found.items() if result == "done"} == set()
    facts = attempts(bwrapped, Policy(STRONG), FACTS)
    assert facts == {
        "CapEff": "0", "CapPrm": "0", "CapInh": "0", "CapAmb": "0",
        "NoNewPrivs": "1", "Seccomp": "2", "Groups": "", "descriptors": "5",
    }  # fmt: skip


def test_ordinary_programs_keep_working(bwrapped: Programs) -> None:
    lost = failing(bwrapped, WIDE)
    assert lost - (failing(bwrapped, Policy()) if lost else set()) == set()


@USERS
def test_nothing_survives_and_files_come_out(bwrapped: Programs, user: str) -> None:
    source = "open('made', 'w').close()\n" + DAEMONS_AND_MAIN
    run = bwrapped.make(source, policy=Policy(STRONG, run=True))
    (run.spec.work_dir / "given").write_text("x")
    bwrapped.start(run, until=lambda: run.stdout)
    run.runner.stop()
    run.runner.stop()
    bwrapped.finish(run)
    assert run.processes() == []
    assert (run.outcome.kind, run.outcome.files_written) == (OutcomeKind.STOPPED, ("made",))


def test_ctrl_c_and_crashes_are_told_apart(bwrapped: Programs) -> None:
    run = bwrapped.make(WAITS, policy=Policy(STRONG), limits=Limits(stop_grace_ms=20_000))
    bwrapped.start(run, until=lambda: run.stdout)
    run.runner.stop()
    bwrapped.finish(run)
    assert run.stdout == b"1\nseen\n"
    outcome = bwrapped.run("import os; os.abort()", policy=Policy(STRONG)).outcome
    assert (outcome.kind, outcome.signal) == (OutcomeKind.CRASHED, 6)


def test_the_limits_hold(bwrapped: Programs) -> None:
    run = bwrapped.run(FILL, policy=Policy(STRONG), limits=Limits(max_scratch_mb=8))
    assert b"[Errno 28]" in run.stderr
    hog = "hoard = []\nwhile True: hoard.append(bytearray(4_000_000))\n"
    outcome = bwrapped.run(hog, policy=Policy(STRONG), limits=Limits(max_memory_mb=150)).outcome
    assert outcome.kind is OutcomeKind.MEMORY_LIMIT


@pytest.mark.ordinary_user
def test_processes_are_limited(bwrapped: Programs) -> None:
    run = bwrapped.run(FORKS, policy=Policy(STRONG, run=True), limits=Limits(max_processes=20))
    assert run.stdout == b"19\n", run.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "No such file"),
        (
            "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2; exit 1\n",
            "uid map: Permission",
        ),
    ],
)
def test_a_bwrap_that_fails_is_the_end_of_the_start(
    broken: Programs, tmp_path: Path, content: str, words: str
) -> None:
    file = tmp_path / "bwrap"
    if content:
        file.write_text(content)
        file.chmod(0o755)
    use_bwrap(broken, str(file))
    run = broken.run("print(1)", policy=Policy(STRONG))
    assert run.outcome.kind is OutcomeKind.NOT_STARTED
    assert words in run.outcome.detail
    assert run.stderr == b""


def test_a_wall_that_fails_inside_is_the_end_of_the_start(bwrapped: Programs) -> None:
    break_function(bwrapped, "linux_landlock", "Ruleset.restrict")
    outcome = bwrapped.run("print(1)", policy=Policy(STRONG)).outcome
    assert outcome.sentence() == "Could not start: Landlock: broken on purpose"
