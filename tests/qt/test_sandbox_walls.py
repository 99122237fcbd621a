"""What a confined program reaches: what was allowed, and nothing else; the same program unconfined does."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.child.protocol import OutcomeKind
from desktop.sandbox.policy import Net, Policy, Tier
from tests.qt.real_runs import Programs
from tests.qt.sandboxed import KERNEL, LINUX, STRONG, TIERS, USERS, attempts, programs

__all__ = ["programs"]
pytestmark = LINUX

ATTEMPT = """\
import ctypes, os, signal, socket, sys
libc = ctypes.CDLL(None, use_errno=True)
outside, victim = sys.argv[1], int(sys.argv[2])
def attempt(name, action):
    try: action()
    except OSError as error: print(f"{name}={type(error).__name__}")
    else: print(f"{name}=done")
def call(number, *words):
    if libc.syscall(number, *[ctypes.c_long(w) if isinstance(w, int) else w for w in words]) < 0:
        raise OSError(ctypes.get_errno(), "")
def read(path):
    with open(path) as file: file.read()
"""
BREAK_OUT = (
    ATTEMPT
    + """\
secret = outside + "/secret"
attempt("read", lambda: read(secret))
attempt("read through /proc", lambda: read("/proc/self/root" + secret))
attempt("read through a link", lambda: (os.symlink(secret, "link"), read("link")))
attempt("hard link", lambda: os.link(secret, "hard"))
attempt("list", lambda: os.listdir(outside))
attempt("append", lambda: open(secret, "a").close())
attempt("truncate", lambda: os.truncate(secret, 3))
attempt("make", lambda: open(outside + "/new", "w").close())
attempt("make a folder", lambda: os.mkdir(outside + "/folder"))
attempt("rename", lambda: os.rename(outside + "/other", outside + "/renamed"))
attempt("remove", lambda: os.unlink(outside + "/victim"))
attempt("change the program", lambda: open(sys.argv[0], "a").close())
attempt("local socket", lambda: socket.socket(socket.AF_UNIX).connect(outside + "/listener"))
attempt("abstract socket", lambda: socket.socket(socket.AF_UNIX).connect("\\0" + outside))
attempt("internet socket", lambda: socket.socket(socket.AF_INET).close())
attempt("signal", lambda: os.kill(victim, signal.SIGCONT))
attempt("priority", lambda: os.setpriority(os.PRIO_PROCESS, victim, 19))
attempt("processor", lambda: os.sched_setaffinity(victim, [0]))
attempt("environment of another", lambda: read(f"/proc/{victim}/environ"))
attempt("process", lambda: os.waitpid(os.fork() or os._exit(0), 0))
attempt("another program", lambda: os.posix_spawn("/bin/true", ["true"], {}))
"""
)


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    """A folder of somebody else, with a listener on a socket file and an abstract one."""
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("secret", "other", "victim"):
        (folder / name).write_text("untouched")
    with socket.socket(socket.AF_UNIX) as one, socket.socket(socket.AF_UNIX) as two:
        one.bind(str(folder / "listener"))
        one.listen()
        two.bind(f"\0{folder}")
        two.listen()
        yield folder


@pytest.fixture
def victim() -> Iterator[str]:
    """The pid of another program of this user."""
    with subprocess.Popen(["sleep", "600"], env={"SECRET": "s"}) as process:
        yield str(process.pid)
        process.kill()


@USERS
def test_nothing_outside_is_reached_that_is_reached_without_the_sandbox(
    programs: Programs, outside: Path, victim: str, user: str
) -> None:
    before = _facts(outside)
    for tier in (STRONG, KERNEL):
        found = attempts(programs, Policy(tier), BREAK_OUT, argv=(str(outside), victim))
        assert {name for name, result in found.items() if result == "done"} == set(), tier
        assert _facts(outside) == before
        assert os.getpriority(os.PRIO_PROCESS, int(victim)) == 0
    control = attempts(programs, Policy(), BREAK_OUT, argv=(str(outside), victim), forgoes_namespace=True)
    assert {name for name, result in control.items() if result != "done"} == set()


def _facts(folder: Path) -> dict[str, tuple[str, float, int]]:
    return {
        file.name: ("" if file.is_socket() else file.read_text(), file.stat().st_mtime, file.stat().st_mode)
        for file in folder.iterdir()
    }


CALLS = ATTEMPT + (
    "names = sys.argv[3].split(',')\n"
    "for name, number in zip(names[::2], names[1::2]): attempt(name, lambda: call(int(number), 0, 0, 0, 0))\n"
)


@USERS
def test_what_could_widen_rights_or_reach_the_kernel_is_refused(
    programs: Programs, outside: Path, victim: str, user: str
) -> None:
    from desktop.sandbox.linux_syscalls import NUMBERS

    numbers = NUMBERS[os.uname().machine]
    names = ["unshare", "mount", "bpf", "keyctl", "userfaultfd", "perf_event_open", "ptrace", "memfd_create",
             "io_uring_setup", "open_by_handle_at", "setns", "clone3", "mq_open", "shmget"]  # fmt: skip
    words = ",".join(f"{name},{numbers[name]}" for name in names)
    for tier in (STRONG, KERNEL):
        policy = Policy(tier, run=True, net=Net.ANY)
        found = attempts(programs, policy, CALLS, argv=(str(outside), victim, words))
        assert found == {name: "PermissionError" for name in names} | {"clone3": "OSError"}


FACTS = """\
facts = dict(line.split(":", 1) for line in open("/proc/self/status") if ":" in line)
for name in ("CapEff", "CapPrm", "CapInh", "CapAmb"): print(f"{name}={int(facts[name], 16)}")
print(f"NoNewPrivs={facts['NoNewPrivs'].strip()}")
print(f"Seccomp={facts['Seccomp'].strip()}")
print(f"Groups={facts['Groups'].strip()}")
import os
print(f"descriptors={len(os.listdir('/proc/self/fd'))}")
"""


@USERS
@TIERS
def test_no_power_no_group_and_no_descriptor_is_left(programs: Programs, tier: Tier, user: str) -> None:
    assert attempts(programs, Policy(tier), FACTS) == {
        "CapEff": "0", "CapPrm": "0", "CapInh": "0", "CapAmb": "0",
        "NoNewPrivs": "1", "Seccomp": "2", "Groups": "", "descriptors": "5",
    }  # fmt: skip


def test_root_is_an_ordinary_user_inside_strong_without_a_bounding_set(programs: Programs) -> None:
    if os.getuid() != 0:
        pytest.skip("only root has a power to lose")
    source = (
        "import os\n"
        "print(os.getuid(), os.getgid(), 'CapBnd:\\t0000000000000000' in open('/proc/self/status').read())\n"
    )
    assert programs.run(source, policy=Policy(STRONG)).stdout == b"1000 1000 True\n"


@USERS
def test_allowed_folders_are_read_and_changed_as_allowed(
    programs: Programs, outside: Path, user: str
) -> None:
    changing = programs.folder / "changing"
    changing.mkdir()
    source = ATTEMPT + (
        "attempt('read', lambda: read(outside + '/secret'))\n"
        "attempt('append', lambda: open(outside + '/secret', 'a').close())\n"
        "attempt('mode', lambda: open(outside + '/new', 'w').close())\n"
        "attempt('write', lambda: open(sys.argv[3] + '/new', 'w').close())\n"
        "attempt('remove', lambda: os.unlink(sys.argv[3] + '/new'))\n"
    )
    for tier in (STRONG, KERNEL):
        policy = Policy(tier, read=(outside,), write=(changing,))
        found = attempts(programs, policy, source, argv=(str(outside), "0", str(changing)))
        assert [name for name, result in found.items() if result == "done"] == ["read", "write", "remove"]


@TIERS
def test_an_allowed_link_leads_to_what_it_leads_to(programs: Programs, outside: Path, tier: Tier) -> None:
    link = programs.folder / "link"
    link.symlink_to(outside)
    source = "import sys; print(open(sys.argv[1] + '/secret').read())"
    assert programs.run(source, policy=Policy(tier, read=(link,)), argv=(str(link),)).stdout == b"untouched\n"


@TIERS
def test_what_is_missing_grants_nothing_and_is_no_error(programs: Programs, tier: Tier) -> None:
    missing = programs.folder / "missing"
    policy = Policy(tier, read=(missing,), write=(missing,))
    assert programs.run("print(1)", policy=policy).stdout == b"1\n"
    assert not missing.exists()


@TIERS
def test_the_file_alone_is_readable_and_its_folder_where_allowed(programs: Programs, tier: Tier) -> None:
    file = programs.write("import neighbour\n")
    (file.parent / "neighbour.py").write_text("print('here')")
    alone = programs.run(file, policy=Policy(tier))
    assert b"No module named 'neighbour'" in alone.stderr
    assert programs.run(file, policy=Policy(tier, read=(file.parent,))).stdout == b"here\n"


def test_strong_has_a_file_system_of_its_own(programs: Programs, outside: Path) -> None:
    source = (
        "import os, sys\n"
        "print(os.path.exists(sys.argv[1]), sorted(os.listdir('/var')), os.listdir('/run'))\n"
        "pids = [name for name in os.listdir('/proc') if name.isdecimal()]\n"
        "print(os.uname().nodename, pids, os.path.exists('/etc/machine-id'))\n"
    )
    run = programs.run(source, policy=Policy(STRONG), argv=(str(outside),))
    assert run.stdout.decode() == "False ['run', 'tmp'] []\nsandbox ['1', '2'] False\n"


def test_strong_reaches_its_own_loopback_and_not_ours(programs: Programs) -> None:
    """The listener is one of the test's, on a free port; the application itself opens none."""
    source = (
        "import socket, sys\n"
        "own = socket.create_server(('127.0.0.1', 0)); socket.create_connection(own.getsockname())\n"
        "try: socket.create_connection(('127.0.0.1', int(sys.argv[1])), 5)\n"
        "except ConnectionRefusedError: print('refused')\n"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        run = programs.run(source, policy=Policy(STRONG, net=Net.LOOPBACK), argv=(port,))
        assert run.stdout == b"refused\n", run.stderr
        reaching = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), 5)"
        for tier in (STRONG, KERNEL):
            run = programs.run(reaching, policy=Policy(tier, net=Net.ANY), argv=(port,))
            assert run.outcome.kind is OutcomeKind.OK, run.stderr


@TIERS
def test_the_environment_holds_no_secret_and_what_was_allowed(
    programs: Programs, tier: Tier, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TOKEN", "SSH_AUTH_SOCK", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "GIVEN"):
        monkeypatch.setenv(name, "secret")
    run = programs.make(
        "import os; print(sorted(os.environ), os.environ['HOME'])", policy=Policy(tier, env=("GIVEN",))
    )
    programs.finish(programs.start(run))
    names = run.stdout.decode()
    assert "GIVEN" in names
    assert not any(name in names for name in ("TOKEN", "SSH_AUTH_SOCK", "DBUS", "DISPLAY"))
    assert str(run.spec.work_dir) in names


@TIERS
def test_without_run_no_file_but_the_interpreter_is_executed(programs: Programs, tier: Tier) -> None:
    source = (
        "import os, shutil, sys\n"
        "shutil.copy('/bin/true', 'own')\n"
        "for file in ('/bin/true', './own'):\n"
        "    try: os.execv(file, ['x'])\n"
        "    except PermissionError: print('held')\n"
        "os.execv(sys.executable, ['python', '-c', 'print(2)'])\n"
    )
    if tier is KERNEL:  # there modes are only pretended
        source = source.replace("shutil.copy(", "shutil.copyfile(")
    assert programs.run(source, policy=Policy(tier)).stdout == b"held\nheld\n2\n"


@pytest.mark.parametrize("abi", [3, 4, 5])
def test_kernel_holds_on_older_systems_too(programs: Programs, outside: Path, victim: str, abi: int) -> None:
    """Where signals cannot be kept inside, there are no processes, even if they were allowed."""
    policy = Policy(KERNEL, run=True)
    found = attempts(programs, policy, BREAK_OUT, argv=(str(outside), victim), abi_cap=abi)
    assert {name for name, result in found.items() if result == "done"} == set()


@pytest.mark.parametrize("abi", [1, 2])
def test_kernel_is_refused_where_landlock_knows_no_truncation(programs: Programs, abi: int) -> None:
    outcome = programs.run("print(1)", policy=Policy(KERNEL), abi_cap=abi).outcome
    assert outcome.kind is OutcomeKind.NOT_STARTED
    assert (
        outcome.sentence() == f"Could not start: Landlock: version {abi} of the kernel's Landlock is too old"
    )


@pytest.mark.parametrize("abi", [1, 4])
def test_strong_holds_on_older_systems_too(programs: Programs, outside: Path, victim: str, abi: int) -> None:
    found = attempts(programs, Policy(STRONG), BREAK_OUT, argv=(str(outside), victim), abi_cap=abi)
    assert {name for name, result in found.items() if result == "done"} == set()


def test_landlock_alone_would_hold_what_the_mounts_show_as_changeable(programs: Programs) -> None:
    """Each wall holds without the other: /proc is mounted writable, its files are not."""
    source = "try: open('/proc/self/comm', 'w')\nexcept PermissionError: print('held')\n"
    assert programs.run(source, policy=Policy(STRONG)).stdout == b"held\n"
