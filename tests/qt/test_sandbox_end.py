"""Nothing of a confined run survives, the limits hold in each tier, and a run is told from a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid

import pytest

from desktop.child.protocol import Limits, OutcomeKind
from desktop.core.paths import find_paths
from desktop.sandbox.policy import Policy, Tier
from tests.qt.real_runs import DAEMONS, DAEMONS_AND_MAIN, Programs, marked_processes
from tests.qt.sandboxed import KERNEL, LINUX, STRONG, TIERS, USERS, programs

__all__ = ["programs"]
pytestmark = LINUX
BYSTANDER = ["sleep", "600"]


@USERS
@TIERS
def test_nothing_survives_a_kill_and_nobody_else_is_hit(programs: Programs, tier: Tier, user: str) -> None:
    with subprocess.Popen(BYSTANDER) as bystander:
        run = programs.make(DAEMONS_AND_MAIN, policy=Policy(tier, run=True))
        programs.start(run, until=lambda: run.stdout)
        assert len(run.processes()) >= 4
        run.runner.stop()
        run.runner.stop()
        programs.finish(run)
        assert run.processes() == []
        assert run.outcome.kind is OutcomeKind.STOPPED
        assert bystander.poll() is None
        bystander.kill()


@USERS
@TIERS
def test_nothing_survives_a_timeout_and_the_programs_own_end(
    programs: Programs, tier: Tier, user: str
) -> None:
    policy = Policy(tier, run=True)
    run = programs.run(DAEMONS_AND_MAIN, policy=policy, limits=Limits(timeout_s=0.5))
    assert (run.processes(), run.outcome.kind) == ([], OutcomeKind.TIMED_OUT)
    run = programs.run(DAEMONS + "raise SystemExit(5)\n", policy=policy)
    assert (run.processes(), run.outcome.exit_code) == ([], 5)


@TIERS
def test_a_program_that_hops_from_process_to_process_is_caught(programs: Programs, tier: Tier) -> None:
    hopper = "import os\nwhile True:\n    if os.fork(): os._exit(0)\n    os.setsid()\n"
    assert programs.run(hopper, policy=Policy(tier, run=True)).processes() == []


@USERS
@TIERS
def test_nothing_survives_the_death_of_the_application(programs: Programs, tier: Tier, user: str) -> None:
    mark = uuid.uuid4().hex
    words = [str(programs.write(DAEMONS_AND_MAIN)), str(programs.folder), mark, "0", str(tier)]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.qt.lone_application", *words],
        cwd=find_paths().code_root,
        stdout=subprocess.PIPE,
    ) as application:
        assert application.stdout is not None
        assert application.stdout.readline() == b"ready\n"
        assert len(marked_processes(mark)) >= 4
        application.send_signal(signal.SIGKILL)
        application.wait()
    programs.wait_until(lambda: not marked_processes(mark))


@TIERS
def test_ctrl_c_reaches_the_program(programs: Programs, tier: Tier) -> None:
    run = programs.make(WAITS, policy=Policy(tier), limits=Limits(stop_grace_ms=20_000))
    programs.start(run, until=lambda: run.stdout)
    run.runner.stop()
    programs.finish(run)
    assert run.stdout == b"1\nseen\n"
    assert run.outcome.kind is OutcomeKind.STOPPED


@TIERS
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGTERM])
def test_a_crash_is_named_by_its_signal(programs: Programs, tier: Tier, number: signal.Signals) -> None:
    outcome = programs.run(f"import os; os.kill(os.getpid(), {int(number)})", policy=Policy(tier)).outcome
    assert (outcome.kind, outcome.signal, outcome.tier) == (OutcomeKind.CRASHED, number, tier)


FORKS = """\
import os, time
count = 0
try:
    while count < 400:
        if os.fork() == 0: time.sleep(60); os._exit(0)
        count += 1
except BlockingIOError: pass
print(count)
"""
WAITS = """\
import time
try:
    print(1, flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    print("seen")
"""


@USERS
@TIERS
def test_processes_are_limited(programs: Programs, tier: Tier, user: str) -> None:
    """For root by a cgroup, for others by a limit that in Strong counts this run alone."""
    run = programs.run(FORKS, policy=Policy(tier, run=True), limits=Limits(max_processes=20))
    assert run.stdout == b"19\n", run.stderr
    assert run.processes() == []


@TIERS
def test_memory_is_limited_also_that_of_a_grandchild(programs: Programs, tier: Tier) -> None:
    hog = "hoard = []\nwhile True: hoard.append(bytearray(4_000_000))\n"
    limits = Limits(max_memory_mb=150)
    assert programs.run(hog, policy=Policy(tier), limits=limits).outcome.kind is OutcomeKind.MEMORY_LIMIT
    grandchild = (
        "import os, time\nif os.fork(): time.sleep(60)\nif os.fork(): os._exit(0)\nos.setsid()\n" + hog
    )
    run = programs.run(grandchild, policy=Policy(tier, run=True), limits=limits)
    assert (run.outcome.kind, run.processes()) == (OutcomeKind.MEMORY_LIMIT, [])


@TIERS
def test_processor_time_open_files_and_file_size_are_limited(programs: Programs, tier: Tier) -> None:
    policy = Policy(tier)
    outcome = programs.run("while True: pass", policy=policy, limits=Limits(cpu_s=1)).outcome
    assert outcome.sentence() == "Stopped at the processor time limit of 1 s"
    source = "files = []\nwhile True: files.append(open('/dev/null'))\n"
    facts = programs.run(source, policy=policy, limits=Limits(max_open_files=64)).outcome.exception
    assert facts is not None
    assert facts.message.startswith("[Errno 24]")
    source = "open('big', 'wb', 0).write(bytes(3 * 1024 * 1024))\nopen('big', 'ab', 0).write(b'x')"
    run = programs.run(source, policy=policy, limits=Limits(max_file_mb=2))
    assert run.outcome.exception is not None
    assert run.outcome.exception.message.startswith("[Errno 27]")
    assert (run.spec.work_dir / "big").stat().st_size == 2 * 1024 * 1024


FILL = "for n in range(40):\n    with open(str(n), 'wb') as f: f.write(bytes(1024 * 1024))\n"


def test_strong_has_no_more_room_than_its_limit(programs: Programs) -> None:
    run = programs.run(FILL, policy=Policy(STRONG), limits=Limits(max_scratch_mb=8))
    assert run.outcome.exception is not None
    assert run.outcome.exception.message.startswith("[Errno 28]")
    assert sum(file.stat().st_size for file in run.spec.work_dir.iterdir()) <= 8 * 1024 * 1024


@pytest.mark.parametrize("tier", [KERNEL, Tier.LIMITS])
def test_a_folder_that_grows_beyond_its_limit_ends_the_run(programs: Programs, tier: Tier) -> None:
    source = FILL + "import time; time.sleep(60)\n"
    outcome = programs.run(source, policy=Policy(tier), limits=Limits(max_scratch_mb=8)).outcome
    assert outcome.kind is OutcomeKind.OUTPUT_LIMIT
    assert outcome.sentence() == "Stopped: more than 8 MB of files"


@pytest.mark.parametrize("tier", list(Tier))
def test_0_is_no_limit_of_the_folder(programs: Programs, tier: Tier) -> None:
    run = programs.run(FILL, policy=Policy(tier), limits=Limits(max_scratch_mb=0))
    assert run.outcome.kind is OutcomeKind.OK
    assert len(run.outcome.files_written) == 40


def test_the_private_folders_of_strong_are_capped_and_leave_nothing(programs: Programs) -> None:
    before = set(os.listdir("/tmp")) | set(os.listdir("/dev/shm"))  # noqa: PTH208
    for folder in ("/tmp", "/dev/shm"):
        source = (
            f"import os\nos.chdir('{folder}')\nprint(os.listdir('.') == [] or '{folder}' == '/tmp')\n{FILL}"
        )
        run = programs.run(source, policy=Policy(STRONG), limits=Limits(max_scratch_mb=8))
        assert run.stdout == b"True\n"
        assert b"[Errno 28]" in run.stderr
    after = set(os.listdir("/tmp")) | set(os.listdir("/dev/shm"))  # noqa: PTH208
    assert not {name for name in after - before if name.isdecimal()}


def test_hard_links_cannot_multiply_what_comes_out(programs: Programs) -> None:
    source = "import os\nopen('a', 'wb').write(bytes(4 << 20))\nfor n in range(50): os.link('a', str(n))\n"
    run = programs.run(source, policy=Policy(STRONG), limits=Limits(max_scratch_mb=8))
    assert run.outcome.kind is OutcomeKind.OK
    assert sum(file.stat().st_size for file in run.spec.work_dir.iterdir()) <= 8 * 1024 * 1024


@TIERS
def test_daemons_of_a_killed_launcher_end_where_the_kernel_sees_to_it(programs: Programs, tier: Tier) -> None:
    """In Kernel only the program itself does, as SECURITY.md says."""
    run = programs.make(DAEMONS_AND_MAIN, policy=Policy(tier, run=True))
    programs.start(run, until=lambda: run.stdout)
    os.kill(run.runner._run._launcher.process_id, signal.SIGKILL)  # type: ignore[union-attr]
    programs.finish(run)
    assert run.outcome.sentence() == "Crashed: the launcher was killed"
    if tier is KERNEL:
        for pid in run.processes():
            os.kill(pid, signal.SIGKILL)
    programs.wait_until(lambda: not run.processes())
