"""What a confined program was kept from is told with its line; ordinary programs tell nothing."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.child.protocol import Denial, OutcomeKind
from desktop.core.inference import permissions_of
from desktop.core.interpreters import find_interpreters
from desktop.core.pack import read_pack
from desktop.core.paths import find_paths
from desktop.sandbox.policy import Net, Policy, Tier
from tests.own_folders import place_outside_tmp
from tests.qt.everyday import EVERYDAY, LOST_IN_KERNEL_WITH_RUN
from tests.qt.real_runs import Programs
from tests.qt.sandboxed import KERNEL, LINUX, STRONG, TIERS, programs
from tests.qt.test_sandbox_everyday import WIDE

__all__ = ["programs"]
pytestmark = LINUX
INTERPRETERS = {found.release: found.path for found in find_interpreters()}

START = (
    "import asyncio, os, pathlib, pty, shutil, socket, sqlite3, subprocess, sys\n"
    "def attempt(action):\n"
    "    try: action()\n"
    "    except Exception: pass\n"
)
# Attempts at ``f``, a file, ``d``, a folder, and ``n``, nothing yet; then the right and the place it needs.
ATTEMPTS = [
    ("open(f)", "read f"),
    ("open(f, 'w')", "write f"),
    ("open(f, 'r+')", "write f"),
    ("open(n, 'w')", "write ."),
    ("os.open(f, os.O_RDONLY)", "read f"),
    ("os.open(f, os.O_WRONLY)", "write f"),
    ("open(pathlib.Path(f))", "read f"),
    ("open(os.fsencode(f))", "read f"),
    ("open(os.path.relpath(f))", "read f"),
    ("open(d + '/../f')", "read f"),
    ("pathlib.Path(f).read_text()", "read f"),
    ("pathlib.Path(n).touch()", "write ."),
    ("os.listdir(d)", "read d"),
    ("os.scandir(d)", "read d"),
    ("os.remove(f)", "write ."),
    ("os.rename(f, 'own')", "write ."),
    ("os.replace('own', f)", "write ."),
    ("os.mkdir(n)", "write ."),
    ("os.rmdir(d)", "write ."),
    ("os.link(f, 'own')", "read f"),
    ("os.symlink('own', n)", "write ."),
    ("os.truncate(f, 1)", "write f"),
    ("os.chmod(f, 0o600)", "write f"),
    ("os.utime(f)", "write f"),
    ("shutil.copy(f, 'own')", "read f"),
    ("shutil.copytree(d, 'own')", "read d"),
    ("shutil.rmtree(pathlib.Path(n))", "write ."),
    ("sqlite3.connect(f)", "write f"),
    ("sqlite3.connect(f'file:{f}?mode=ro', uri=True)", "read f"),
]  # fmt: skip
STARTS = {
    "subprocess.run(['ls', '-l'])": "ls -l",
    "os.system('ls -l')": "ls -l",
    "os.popen('ls')": "/bin/sh -c ls",
    "os.fork()": "os.fork()",
    "os.forkpty()": "os.forkpty()",
    "os.posix_spawn('/bin/ls', ['ls', 'é\\n'], {})": "ls é\\n",
    "os.execv('/bin/ls', ['ls', 'x'])": "ls x",
    "pty.spawn(['ls'])": "ls",
}
NAMES = {
    "socket.create_connection(('example.org', 80), 1)": ("any", "example.org:80"),
    "socket.create_connection(('10.0.0.1', 80), 1)": ("any", "10.0.0.1:80"),
    "socket.gethostbyname('example.org')": ("any", "example.org"),
    "socket.create_connection(('127.0.0.1', 80), 1)": ("loopback", "127.0.0.1:80"),
    "socket.create_connection(('::1', 80), 1)": ("loopback", "[::1]:80"),
    "socket.create_server(('', 0))": ("loopback", "a network socket"),
}
BEYOND_LOOPBACK = {
    "socket.create_connection(('10.0.0.1', 80), 1)": "10.0.0.1:80",
    "socket.socket().connect(('10.0.0.1', 80))": "10.0.0.1:80",
    "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('10.0.0.1', 5))": "10.0.0.1:5",
    "socket.socket().bind(('10.0.0.1', 5))": "10.0.0.1:5",
}


@pytest.fixture
def outside() -> Iterator[Path]:
    """A folder that no run has, and not in /tmp, of which Strong has one of its own."""
    folder = Path(tempfile.mkdtemp(prefix=".outside-", dir=place_outside_tmp()))
    yield folder
    shutil.rmtree(folder)


def told(programs: Programs, source: str, policy: Policy, **details: object) -> tuple[Denial, ...]:
    """The denials of a program that ends well."""
    run = programs.run(source, policy=policy, **details)
    assert run.outcome.kind is OutcomeKind.OK, run.stderr.decode()
    return run.outcome.denied


def rights(denied: tuple[Denial, ...]) -> list[tuple[str, str]]:
    return [(denial.name, denial.value) for denial in denied]


@pytest.mark.parametrize("release", INTERPRETERS)
@TIERS
@pytest.mark.parametrize("part", [0, 1])
def test_each_kind_of_attempt_at_a_file_is_told_with_its_line(
    programs: Programs, outside: Path, tier: Tier, release: str, part: int
) -> None:
    """Each with paths of its own, although every one of them is caught by the program."""
    source, expected = START, []
    for number, (code, need) in enumerate(ATTEMPTS[part::2]):
        folder = outside / str(number)
        (folder / "d").mkdir(parents=True)
        (folder / "f").write_text("untouched")
        source += (
            f"f, d, n = [{str(folder)!r} + name for name in ('/f', '/d', '/n')]; attempt(lambda: {code})\n"
        )
        name, place = need.split()
        expected.append((name, str(folder / place), source.count("\n")))
    run = programs.make(source, policy=Policy(tier), interpreter=INTERPRETERS[release])
    programs.finish(programs.start(run))
    denied = run.outcome.denied
    assert [(one.name, one.value, one.line) for one in denied] == expected
    assert {one.file for one in denied} == {str(run.spec.file)}
    assert all(file.read_text() == "untouched" for file in outside.glob("*/f"))


@TIERS
@pytest.mark.parametrize("code", STARTS)
def test_each_way_to_start_a_program_is_told(programs: Programs, tier: Tier, code: str) -> None:
    run = programs.run(f"{START}attempt(lambda: {code})\n", policy=Policy(tier))
    assert run.outcome.denied == (Denial("run", "", STARTS[code], str(run.spec.file), 5),)


@TIERS
@pytest.mark.parametrize("code", NAMES)
def test_each_way_into_a_network_is_told(programs: Programs, tier: Tier, code: str) -> None:
    run = programs.run(f"{START}attempt(lambda: {code})\n", policy=Policy(tier))
    value, target = NAMES[code]
    assert run.outcome.denied == (Denial("net", value, target, str(run.spec.file), 5),)


@pytest.mark.parametrize("code", BEYOND_LOOPBACK)
def test_what_lies_beyond_the_loopback_network_is_told_where_that_is_allowed(
    programs: Programs, code: str
) -> None:
    policy = Policy(STRONG, net=Net.LOOPBACK)
    denied = told(programs, f"{START}attempt(lambda: {code})\n", policy)
    assert [(one.name, one.value, one.target) for one in denied] == [("net", "any", BEYOND_LOOPBACK[code])]


@TIERS
def test_an_attempt_in_a_module_beside_the_program_is_told_of_that(
    programs: Programs, outside: Path, tier: Tier
) -> None:
    (outside / "f").write_text("x")
    file = programs.write("import neighbour\nneighbour.look()\n")
    neighbour = file.parent / "neighbour.py"
    neighbour.write_text(f"def look():\n    try: open({str(outside / 'f')!r})\n    except OSError: pass\n")
    denied = told(programs, file, Policy(tier, read=(file.parent,)))  # type: ignore[arg-type]
    assert denied == (Denial("read", str(outside / "f"), str(outside / "f"), str(neighbour), 2),)


def test_a_link_is_told_as_the_place_it_leads_to(programs: Programs, outside: Path) -> None:
    (outside / "real").write_text("x")
    (outside / "link").symlink_to("real")
    source = f"{START}attempt(lambda: open({str(outside / 'link')!r}))\n"
    (denial,) = told(programs, source, Policy(STRONG))
    assert (denial.value, denial.target) == (str(outside / "real"), str(outside / "link"))


@TIERS
def test_what_was_allowed_is_not_told(programs: Programs, outside: Path, tier: Tier) -> None:
    for name in ("read", "write"):
        (outside / name).mkdir()
        (outside / name / "f").write_text("x")
    source = (
        "import os, sys\nopen(sys.argv[1] + '/read/f').read()\nos.listdir(sys.argv[1] + '/read')\n"
        "open(sys.argv[1] + '/write/f', 'a').close()\nos.remove(sys.argv[1] + '/write/f')\n"
        "os.chdir('/usr'); open('/usr/../etc/os-release'); open('/proc/self/status')\n"
        "os.mkdir(os.environ['HOME'] + '/own')\n"
    )
    policy = Policy(tier, read=(outside / "read",), write=(outside / "write",))
    assert told(programs, source, policy, argv=(str(outside),)) == ()


@TIERS
def test_only_asking_is_not_told(programs: Programs, outside: Path, tier: Tier) -> None:
    """Nor is what Python itself tries, nor what is not there at all."""
    (outside / "f").write_text("x")
    source = START + (
        "import platform, uuid; platform.platform(); platform.processor(); uuid.uuid1()\n"
        f"f = {str(outside / 'f')!r}; os.path.exists(f); attempt(lambda: os.stat(f)); os.access(f, 4)\n"
        f"os.path.realpath(f); pathlib.Path(f).is_file(); attempt(lambda: open(f + 'none'))\n"
        "attempt(lambda: open('/proc/1/environ')); attempt(lambda: open('/dev/mem'))\n"
        "sys.path.append(f[:-2])\n"
        "attempt(lambda: __import__('no_such_module'))\n"
        "attempt(lambda: open(f + 'none/new', 'w'))\n"
    )
    assert told(programs, source, Policy(tier)) == ()


def test_ordinary_programs_with_what_they_need_tell_nothing(programs: Programs) -> None:
    for name, source in EVERYDAY.items():
        assert programs.run(source + "\n", policy=WIDE, stdin=b"").outcome.denied == (), name
        if name not in LOST_IN_KERNEL_WITH_RUN:
            run = programs.run(source + "\n", policy=Policy(KERNEL, run=True), stdin=b"")
            assert run.outcome.denied == (), name


def test_the_bundled_examples_with_what_they_need_tell_nothing(programs: Programs) -> None:
    folder = find_paths().examples
    examples = [
        one for pack in folder.iterdir() for chapter in read_pack(pack).chapters for one in chapter.examples
    ]
    assert len(examples) >= 24
    for example in examples:
        policy = Policy(STRONG, read=(folder,)).allowing(permissions_of(example.needs))
        run = programs.run(example.entry, policy=policy, stdin=example.stored_input() or b"")
        assert run.outcome.denied == (), example.id


@TIERS
def test_a_flood_of_attempts_is_told_twenty_times(programs: Programs, outside: Path, tier: Tier) -> None:
    for number in range(30):
        (outside / str(number)).write_text("x")
    source = START + f"for n in range(100_000): attempt(lambda: open({str(outside)!r} + f'/{{n % 30}}'))\n"
    denied = told(programs, source, Policy(tier))
    assert rights(denied) == [("read", str(outside / str(number))) for number in range(20)]


def test_a_forked_child_tells_nothing(programs: Programs, outside: Path) -> None:
    (outside / "f").write_text("x")
    source = START + (
        f"pid, f = os.fork(), {str(outside / 'f')!r}\n"
        "attempt(lambda: open(f) if pid == 0 else os.waitpid(pid, 0))\n"
    )
    assert told(programs, source, Policy(STRONG, run=True)) == ()


def test_without_a_sandbox_nothing_is_told(programs: Programs, outside: Path) -> None:
    assert told(programs, f"import os\nos.listdir({str(outside)!r})\nos.system('true')\n", Policy()) == ()


@TIERS
@pytest.mark.parametrize("release", INTERPRETERS)
def test_the_program_finds_no_trace_of_it(programs: Programs, tier: Tier, release: str) -> None:
    """Beside what plain Python has, in modules, words, descriptors, frames that it traces and threads."""
    source = (
        "import sys\nprint(sorted(sys.modules))\nimport os, threading\n"
        "seen = set()\nsys.settrace(lambda frame, *words: seen.add(frame.f_code.co_filename))\n"
        "sys.setprofile(lambda frame, *words: seen.add(frame.f_code.co_filename))\n"
        "try: open('/home/somebody/secret')\nexcept OSError: pass\n"
        "sys.settrace(None); sys.setprofile(None)\n"
        "print([name for name in seen if 'desktop' in name], threading.active_count())\n"
        "print(len(os.listdir('/proc/self/fd')), len(sys.argv), len(sys.orig_argv), len(os.environ))\n"
        "print([name for name in sys.path_importer_cache if 'desktop' in name])\n"
    )
    details: dict[str, object] = {"interpreter": INTERPRETERS[release]}
    plain = programs.run(source, **details)
    digest = hashlib.sha256(source.encode()).hexdigest()
    run = programs.run(source, policy=Policy(tier), digest=digest, blocked=("eval",), **details)
    ours, theirs = run.stdout.decode().splitlines(), plain.stdout.decode().splitlines()
    # Landlock's program has a variable more: the folder for temporary files.
    assert len(ours) == 4, run.stderr.decode()
    assert (ours[0], ours[1], ours[3]) == (theirs[0], "[] 1", "[]")
    assert ours[2].split()[:3] == theirs[2].split()[:3] == ["5", "1", "2"]


WAYS_AROUND = """\
import ctypes, gc, os, sqlite3, sys
secret = sys.argv[1] + "/secret"
def attempt(name, action):
    try: print(f"{name}={action() or 'nothing'}")
    except BaseException as error: print(f"{name}={type(error).__name__}")
def sub_interpreter():
    try: import _interpreters as i
    except ImportError: import _xxsubinterpreters as i
    source = f"text = open({secret!r}).read(); open('reached', 'w').write(text)"
    return str((i.run_string if hasattr(i, "run_string") else i.exec)(i.create(), source) and "")
def fork_exec():
    import multiprocessing.util as u
    return str(os.waitpid(u.spawnv_passfds(b"/bin/cat", [b"cat", os.fsencode(secret)], ()), 0)[1] and "")
def history():
    import readline
    readline.read_history_file(secret)
    return readline.get_history_item(1)
def attach():
    database = sqlite3.connect(":memory:")
    database.execute("attach ? as x", (sys.argv[1] + "/made.db",))
    database.execute("create table x.t (a)")
def tcl():
    import tkinter
    return tkinter.Tcl().eval("exec cat " + secret)
def link():
    os.link(secret, "hard")
    return open("hard").read()
def blind():
    for found in gc.get_objects():
        if type(found).__name__ == "Witness": found._handlers.clear()
    return open(secret).read()
def c_library():
    libc = ctypes.CDLL(None)
    descriptor = libc.open(secret.encode(), 0)
    return os.read(descriptor, 99).decode()
for name in ("sub_interpreter", "fork_exec", "history", "attach", "tcl", "link", "blind", "c_library"):
    attempt(name, globals()[name])
"""


@TIERS
@pytest.mark.parametrize("release", INTERPRETERS)
def test_the_ways_around_the_reports_reach_nothing(
    programs: Programs, outside: Path, tier: Tier, release: str
) -> None:
    (outside / "secret").write_text("s3cret\n")
    details: dict[str, object] = {"argv": (str(outside),), "interpreter": INTERPRETERS[release]}
    run = programs.run(WAYS_AROUND, policy=Policy(tier), **details)
    assert b"s3cret" not in run.stdout + run.stderr
    assert b"c_library=OSError" in run.stdout
    assert not (run.spec.work_dir / "reached").exists()
    assert [path.name for path in outside.iterdir()] == ["secret"]
    control = programs.run(WAYS_AROUND, **details)
    assert b"c_library=s3cret" in control.stdout
    assert b"blind=s3cret" in control.stdout
    assert sqlite3.connect(outside / "made.db").execute("select * from t").fetchall() == []


HOSTILE = """\
import json, os, sys
control = max(int(name) for name in os.listdir("/proc/self/fd"))
os.fstat(control)
def say(**facts): os.write(control, json.dumps({"kind": "denied", "line": 1, **facts}).encode() + b"\\n")
outside = sys.argv[1]
for name in ("read", "write", "net", "run", "env", "display", "tier", 7, None, [], {"a": 1}):
    for value in ("", "relative", "../..", "/a\\0b", "/a\\nb", "/a\\u202eb", "/" + "a" * 100_000, "/proc/1",
                  "/dev", "/nowhere", "none", 7, None, [], True, 1e999, "/usr/bin", outside + "/../../etc",
                  "/\\ud800"):
        say(name=name, value=value)
        say(name=name, value=value, target=["x"], file=3, line="x")
say(name="read", value=outside + "/f", target="x" * 100_000)
say(name="net", value="any", target="x\\n\\u202e" * 900, file="/etc/passwd", line=2**70)
say(name="read", value=outside + "/f", file="../x", line=-1)
"""


@TIERS
def test_reports_that_the_program_makes_up_yield_nothing_odd(
    programs: Programs, outside: Path, tier: Tier
) -> None:
    (outside / "f").write_text("x")
    run = programs.run(HOSTILE, policy=Policy(tier), argv=(str(outside),))
    assert run.outcome.kind is OutcomeKind.OK, run.stderr.decode()
    for denial in run.outcome.denied:
        assert denial.file == str(run.spec.file)
        assert denial.line in (0, 1)
        assert (denial.target + denial.value).isprintable()
        assert len(denial.target) < 10_000
    assert set(rights(run.outcome.denied)) <= {
        ("run", ""), ("net", "any"), ("read", str(outside / "f")), ("write", "/"), ("write", "/usr/bin"),
    }  # fmt: skip
    assert programs.run(HOSTILE, argv=(str(outside),)).outcome.denied == ()
