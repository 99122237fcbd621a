"""A launcher kept waiting makes the next run quick, is used once, and outlives nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.child.protocol import Limits, OutcomeKind
from desktop.core.paths import find_paths
from desktop.sandbox import linux_cgroup
from desktop.sandbox.policy import Policy, Tier
from tests.qt.real_runs import Programs, Run
from tests.qt.sandboxed import programs

__all__ = ["programs"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="waits for processes by their numbers")
WHO = "import os; print(os.getppid())"


def spare_of(run: Run) -> int:
    """The pid of the launcher that waits, 0 if none does."""
    spare = run.runner._spare
    return 0 if spare is None else spare.process_id


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_nothing_waits_before_it_is_asked_for(programs: Programs) -> None:
    run = programs.make("print(1)")
    assert spare_of(run) == 0
    programs.finish(programs.start(run))
    assert spare_of(run) == 0


@pytest.mark.parametrize("tier", list(Tier))
def test_the_waiting_launcher_starts_the_run_and_another_takes_its_place(
    programs: Programs, tier: Tier
) -> None:
    run = programs.make("print(input())", policy=Policy(tier), stdin=b"word\n")
    run.runner.prewarm()
    waiting = spare_of(run)
    assert is_alive(waiting)
    programs.start(run)
    assert run.runner._run._launcher.process_id == waiting  # type: ignore[union-attr]
    programs.finish(run)
    assert run.stdout == b"word\n"
    assert run.outcome.tier is tier
    programs.wait_until(lambda: spare_of(run))
    assert spare_of(run) != waiting


def test_asking_twice_makes_one(programs: Programs) -> None:
    run = programs.make("print(1)")
    run.runner.prewarm()
    waiting = spare_of(run)
    run.runner.prewarm()
    assert spare_of(run) == waiting


def test_closing_ends_it_for_good(programs: Programs) -> None:
    run = programs.make("print(1)")
    run.runner.prewarm()
    waiting = spare_of(run)
    run.runner.close()
    assert not is_alive(waiting)
    programs.finish(programs.start(run))
    run.runner.close()
    assert spare_of(run) == 0


def test_a_waiting_launcher_that_was_killed_costs_no_run(programs: Programs) -> None:
    run = programs.make("print(1)")
    run.runner.prewarm()
    os.kill(spare_of(run), signal.SIGKILL)
    programs.wait_until(lambda: not spare_of(run))
    programs.finish(programs.start(run))
    assert (run.stdout, run.outcome.kind) == (b"1\n", OutcomeKind.OK)


def test_one_that_dies_unnoticed_is_told_and_costs_one_run_at_most(programs: Programs) -> None:
    run = programs.make("print(1)")
    run.runner.prewarm()
    pid = spare_of(run)
    os.kill(pid, signal.SIGKILL)
    programs.start(run)
    programs.finish(run)
    assert run.outcome.kind in (OutcomeKind.OK, OutcomeKind.NOT_STARTED)


APPLICATION = """\
import sys
from PySide6.QtCore import QCoreApplication
from desktop.core.paths import find_paths
from desktop.services.runner import Runner
application = QCoreApplication([])
runner = Runner(find_paths().code_root)
runner.prewarm()
print(runner._spare.process_id, flush=True)
application.exec()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_dies_with_the_application(programs: Programs, how: signal.Signals) -> None:
    root = find_paths().code_root
    with subprocess.Popen(
        [sys.executable, "-c", APPLICATION], cwd=root, stdout=subprocess.PIPE
    ) as application:
        assert application.stdout is not None
        waiting = int(application.stdout.readline())
        assert is_alive(waiting)
        application.send_signal(how)
        application.wait()
    programs.wait_until(lambda: not is_alive(waiting))


def group_of(pid: int) -> Path | None:
    """The folder of the group that a launcher has made for its run, and is in."""
    for line in Path(f"/proc/{pid}/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        if "/python-explorer-" in path:
            return Path("/sys/fs/cgroup", "pids" if controllers else "", path.lstrip("/"))
    return None


@pytest.fixture(params=[Tier.STRONG, Tier.KERNEL])
def grouped(programs: Programs, request: pytest.FixtureRequest) -> Run:
    """A run with a launcher that has made its group; only root needs one."""
    group = linux_cgroup.make_pids_group() if os.geteuid() == 0 else None
    if group is None:
        pytest.skip("only root, where it may make a pids cgroup, has its processes counted by one")
    group.remove()
    source = (
        "import os, time\ncount = 0\n"
        "try:\n"
        "    while count < 500:\n"
        "        if os.fork() == 0: time.sleep(60); os._exit(0)\n"
        "        count += 1\n"
        "except BlockingIOError: pass\nprint(count)\n"
    )
    run = programs.make(source, limits=Limits(max_processes=20), policy=Policy(request.param, run=True))
    run.runner.prewarm()
    programs.wait_until(lambda: group_of(spare_of(run)))
    return run


def test_a_launcher_that_waits_in_its_group_is_not_counted(programs: Programs, grouped: Run) -> None:
    programs.finish(programs.start(grouped))
    assert grouped.stdout == b"19\n"


def test_the_group_of_a_run_is_removed_by_the_next_launcher(programs: Programs, grouped: Run) -> None:
    group, waiting = group_of(spare_of(grouped)), spare_of(grouped)
    assert group is not None
    assert group.is_dir()
    programs.finish(programs.start(grouped))
    programs.wait_until(lambda: spare_of(grouped) not in (0, waiting) and group_of(spare_of(grouped)))
    assert not group.exists()


def test_a_launcher_that_is_not_needed_removes_its_group(grouped: Run) -> None:
    group = group_of(spare_of(grouped))
    assert group is not None
    grouped.runner.close()
    assert not group.exists()
