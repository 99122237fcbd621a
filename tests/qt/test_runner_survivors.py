"""Nothing of a run survives a stop, a timeout, its own end or the death of the application.

Each case runs under both guards: the pid namespace, and adoption of orphans with a walk over /proc.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Limits, OutcomeKind
from desktop.core.paths import find_paths
from desktop.services.runner import process_guard
from tests.qt.real_runs import DAEMONS, DAEMONS_AND_MAIN, Programs, Run, marked_processes

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="finds processes by /proc"),
    pytest.mark.parametrize("forgoes_namespace", [False, True], ids=["namespace", "walk"]),
]


@pytest.fixture
def programs(qtbot: QtBot, tmp_path: Path) -> Iterator[Programs]:
    """Programs of this test, ended with it."""
    programs = Programs(qtbot, tmp_path)
    yield programs
    programs.close()


def start_daemons(programs: Programs, forgoes_namespace: bool, limits: Limits, source: str) -> Run:
    """A run whose three daemons live."""
    run = programs.make(source, limits=limits, forgoes_namespace=forgoes_namespace)
    programs.start(run, until=lambda: run.stdout)
    return run


def test_nothing_survives_a_stop(programs: Programs, forgoes_namespace: bool) -> None:
    run = start_daemons(programs, forgoes_namespace, Limits(), DAEMONS_AND_MAIN)
    assert len(run.processes()) >= 4
    run.runner.stop()
    run.runner.stop()
    programs.finish(run)
    assert run.processes() == []
    assert run.outcome.kind is OutcomeKind.STOPPED


def test_nothing_survives_a_timeout(programs: Programs, forgoes_namespace: bool) -> None:
    run = start_daemons(programs, forgoes_namespace, Limits(timeout_s=0.5), DAEMONS_AND_MAIN)
    programs.finish(run)
    assert run.processes() == []
    assert run.outcome.kind is OutcomeKind.TIMED_OUT


def test_nothing_survives_the_end_of_the_program_itself(programs: Programs, forgoes_namespace: bool) -> None:
    run = start_daemons(programs, forgoes_namespace, Limits(), DAEMONS + "raise SystemExit(5)\n")
    programs.finish(run)
    assert run.processes() == []
    assert run.outcome.exit_code == 5


def test_nothing_survives_the_end_of_the_runner(programs: Programs, forgoes_namespace: bool) -> None:
    run = start_daemons(programs, forgoes_namespace, Limits(), DAEMONS_AND_MAIN)
    run.runner.close()
    assert run.processes() == []
    assert run.outcome.kind is OutcomeKind.STOPPED


def test_nothing_survives_a_runner_that_is_deleted(programs: Programs, forgoes_namespace: bool) -> None:
    run = start_daemons(programs, forgoes_namespace, Limits(), DAEMONS_AND_MAIN)
    run.runner.deleteLater()
    programs.forget(run)
    programs.wait_until(lambda: not run.processes())
    assert run.outcomes == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_survives_the_death_of_the_application(
    programs: Programs, forgoes_namespace: bool, how: signal.Signals
) -> None:
    mark = uuid.uuid4().hex
    file = programs.write(DAEMONS_AND_MAIN)
    root = find_paths().code_root
    words = [str(file), str(programs.folder), mark, str(int(forgoes_namespace))]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.qt.lone_application", *words], cwd=root, stdout=subprocess.PIPE
    ) as application:
        assert application.stdout is not None
        assert application.stdout.readline() == b"ready\n"
        assert len(marked_processes(mark)) >= 4
        application.send_signal(how)
        application.wait()
    programs.wait_until(lambda: not marked_processes(mark))


def test_nothing_survives_the_death_of_the_launcher_but_daemons_of_the_walk(
    programs: Programs, forgoes_namespace: bool
) -> None:
    """Only the pid namespace holds without its launcher; the walk needs it, which SECURITY.md says."""
    run = start_daemons(programs, forgoes_namespace, Limits(), DAEMONS_AND_MAIN)
    os.kill(run.runner._run._launcher.process_id, signal.SIGKILL)  # type: ignore[union-attr]
    programs.finish(run)
    assert run.outcome.kind is OutcomeKind.CRASHED
    assert run.outcome.sentence() == "Crashed: the launcher was killed"
    if forgoes_namespace:
        for pid in run.processes():
            os.kill(pid, signal.SIGKILL)
    programs.wait_until(lambda: not run.processes())


def test_a_program_that_hops_from_process_to_process_is_caught(
    programs: Programs, forgoes_namespace: bool
) -> None:
    hopper = (
        "import os\nprint('ready', flush=True)\nwhile True:\n    if os.fork(): os._exit(0)\n    os.setsid()\n"
    )
    # The program proper ends with its first hop, and the hunt begins.
    run = programs.run(hopper, forgoes_namespace=forgoes_namespace)
    assert run.processes() == []


def test_doctor_names_what_was_probed(forgoes_namespace: bool) -> None:
    assert process_guard().startswith(("Every run has its own pid namespace", "The launcher adopts"))
