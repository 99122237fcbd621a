"""A run keeps within its limits of memory, processes, files and processor time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Limits, OutcomeKind
from tests.qt.real_runs import Programs


@pytest.fixture
def programs(qtbot: QtBot, tmp_path: Path) -> Iterator[Programs]:
    """Programs of this test, ended with it."""
    programs = Programs(qtbot, tmp_path)
    yield programs
    programs.close()


HOG = "hoard = []\nwhile True: hoard.append(bytearray(4_000_000))\n"
GUARDS = pytest.mark.parametrize("forgoes_namespace", [False, True], ids=["namespace", "walk"])


@GUARDS
def test_too_much_memory_ends_the_program(programs: Programs, forgoes_namespace: bool) -> None:
    run = programs.run(HOG, limits=Limits(max_memory_mb=150), forgoes_namespace=forgoes_namespace)
    assert run.outcome.kind is OutcomeKind.MEMORY_LIMIT
    assert run.outcome.peak_memory_mb > 150
    assert run.outcome.sentence() == "Stopped: more than 150 MB of memory"


@GUARDS
def test_memory_of_a_grandchild_counts(programs: Programs, forgoes_namespace: bool) -> None:
    source = f"import os\nif os.fork() == 0:\n    os.setsid()\n    if os.fork(): os._exit(0)\n{HOG}"
    source = source.replace("hoard = []\n", "").replace("import os\n", "import os, time\nhoard = []\n")
    source = source.replace("while True:", "    while True:") + "while True: time.sleep(1)\n"
    run = programs.run(source, limits=Limits(max_memory_mb=150), forgoes_namespace=forgoes_namespace)
    assert run.outcome.kind is OutcomeKind.MEMORY_LIMIT
    assert run.processes() == []


def test_memory_that_forked_processes_share_counts_once(programs: Programs) -> None:
    source = (
        "import os, time\n"
        "block = bytearray(100_000_000)\n"
        "for _ in range(5):\n"
        "    if os.fork() == 0:\n"
        "        time.sleep(0.4)\n"
        "        os._exit(0)\n"
        "for _ in range(5): os.wait()\n"
    )
    assert programs.run(source, limits=Limits(max_memory_mb=200)).outcome.kind is OutcomeKind.OK


def test_one_huge_allocation_is_a_memoryerror_of_the_program(programs: Programs) -> None:
    facts = programs.run("bytearray(10**11)").outcome.exception
    assert facts is not None
    assert facts.type_name == "MemoryError"


def test_many_threads_fit_below_the_memory_limit(programs: Programs) -> None:
    source = (
        "import threading\n"
        "gate = threading.Event()\n"
        "threads = [threading.Thread(target=gate.wait) for _ in range(50)]\n"
        "for thread in threads: thread.start()\n"
        "gate.set()\n"
        "for thread in threads: thread.join()\n"
        "print(len(threads))\n"
    )
    assert programs.run(source, limits=Limits(max_memory_mb=128)).stdout == b"50\n"


FORKS = (
    "import os, time\n"
    "count = 0\n"
    "try:\n"
    "    while count < 500:\n"
    "        if os.fork() == 0: time.sleep(60); os._exit(0)\n"
    "        count += 1\n"
    "except BlockingIOError as error: pass\n"
    "print(count)\n"
)


@GUARDS
def test_no_more_processes_than_the_limit(programs: Programs, forgoes_namespace: bool) -> None:
    """As root the limit needs a pids cgroup, which only the pid namespace's launcher attaches."""
    if forgoes_namespace and os.getuid() == 0:
        pytest.skip("the process count of root is not limited without a pid namespace")
    run = programs.run(FORKS, limits=Limits(max_processes=20), forgoes_namespace=forgoes_namespace)
    assert run.stdout == b"19\n"
    assert run.processes() == []


def test_no_limit_of_processes_where_it_is_0(programs: Programs) -> None:
    run = programs.run(FORKS.replace("500", "150"), limits=Limits(max_processes=0))
    assert run.stdout == b"150\n"


def test_a_fork_bomb_ends_with_the_run(programs: Programs) -> None:
    bomb = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass\n"
    run = programs.run(bomb, limits=Limits(max_processes=50, timeout_s=1))
    assert run.outcome.kind is OutcomeKind.TIMED_OUT
    assert run.processes() == []


def test_no_more_open_files_than_the_limit(programs: Programs) -> None:
    source = "files = []\nwhile True: files.append(open('/dev/null'))\n"
    run = programs.run(source, limits=Limits(max_open_files=64))
    assert run.outcome.exception is not None
    assert run.outcome.exception.message.startswith("[Errno 24]")


def test_no_file_beyond_the_limit(programs: Programs) -> None:
    source = "with open('big', 'wb', 0) as f:\n    for _ in range(65): f.write(bytes(1024 * 1024))\n"
    run = programs.run(source, limits=Limits(max_file_mb=64))
    assert run.outcome.exception is not None
    assert run.outcome.exception.message.startswith("[Errno 27]")
    assert (run.spec.work_dir / "big").stat().st_size == 64 * 1024 * 1024


def test_processor_time_ends_the_program_with_a_sentence(programs: Programs) -> None:
    outcome = programs.run("while True: pass", limits=Limits(cpu_s=1)).outcome
    assert outcome.kind is OutcomeKind.TIMED_OUT
    assert outcome.sentence() == "Stopped at the processor time limit of 1 s"


def test_no_core_file_and_a_private_umask(programs: Programs) -> None:
    source = "import os, resource\nprint(resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)))"
    assert programs.run(source).stdout == b"(0, 0) 0o77\n"


def test_0_means_no_limit(programs: Programs) -> None:
    source = (
        "import resource\n"
        "for name in ('AS', 'FSIZE', 'CPU'):\n"
        "    print(resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[0] == resource.RLIM_INFINITY)\n"
    )
    limits = Limits(timeout_s=0, max_memory_mb=0, max_file_mb=0, max_open_files=0, max_output_mb=0)
    assert programs.run(source, limits=limits).stdout == b"True\n" * 3


def test_a_program_holds_no_descriptor_but_its_own(programs: Programs) -> None:
    """0, 1, 2, the control pipe, and the folder that the listing itself opens."""
    descriptor = os.open(programs.folder, os.O_RDONLY)
    os.set_inheritable(descriptor, True)
    try:
        assert programs.run("import os; print(len(os.listdir('/proc/self/fd')))").stdout == b"5\n"
    finally:
        os.close(descriptor)


def test_a_process_of_the_program_inherits_its_three_streams_alone(programs: Programs) -> None:
    source = (
        "import subprocess\n"
        "print(subprocess.run(['ls', '/proc/self/fd'], stdout=-1, close_fds=False).stdout)\n"
    )
    assert programs.run(source).stdout == b"b'0\\n1\\n2\\n3\\n'\n"
