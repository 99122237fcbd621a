"""An interpreter that waits behind its walls runs the next program, as one started for it would."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.child.protocol import Limits, OutcomeKind
from desktop.core.paths import find_paths
from desktop.sandbox.policy import Net, Policy
from desktop.services.runner import Runner
from tests.qt.real_runs import Programs, Run
from tests.qt.sandboxed import LINUX, STRONG, USERS, programs
from tests.qt.test_runner_prewarm import is_alive, spare_of
from tests.qt.test_runner_program import INTERPRETERS, SAME_AS_PYTHON
from tests.qt.test_sandbox_fails_closed import break_function, broken

__all__ = ["broken", "programs"]
pytestmark = LINUX
PLAIN = Policy(STRONG)


def children_of(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def program_below(launcher: int) -> int:
    """The process that is, or will be, the program: init's child once it has become an interpreter."""
    for init in children_of(launcher):
        for program in children_of(init):
            try:
                words = Path(f"/proc/{program}/cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if len(words) > 4 and words[4].endswith(b"/bootstrap.py"):
                return program
    return 0


def wait_with(programs: Programs, run: Run, expected: Run | None = None) -> int:
    """Have an interpreter wait for such a run: its pid."""
    run.runner.expect((expected or run).spec)
    run.runner.prewarm()
    programs.wait_until(lambda: program_below(spare_of(run)))
    return program_below(spare_of(run))


def run_of(programs: Programs, source: str | Path, **details: object) -> Run:
    """A run by an interpreter that waited for it."""
    run = programs.make(source, **{"policy": PLAIN, **details})  # type: ignore[arg-type]
    waiting = wait_with(programs, run)
    launcher = spare_of(run)
    programs.start(run, until=lambda: "started" in run.events or run.outcomes)
    assert run.runner._run is None or program_below(launcher) in (waiting, 0)
    return programs.finish(run)


def both(programs: Programs, source: str | Path, **details: object) -> tuple[Run, Run]:
    """The same run by an interpreter that waited, and by one that was started for it."""
    waited = run_of(programs, source, **details)
    spec = waited.spec
    for file in spec.work_dir.iterdir():
        file.unlink()
    runner = Runner(programs.code_root)
    programs.forget(waited)
    waited.runner.close()
    fresh = Run(runner, spec)
    programs._runners.append(runner)
    runner.output.connect(fresh.on_output)
    runner.finished.connect(fresh.on_finished)
    return waited, programs.finish(programs.start(fresh))


ASKS = "import os\nprint(os.getcwd(), os.environ['HOME'], flush=True)\ninput()\n"


@USERS
def test_it_becomes_the_program(programs: Programs, user: str) -> None:
    run = programs.make(ASKS, policy=PLAIN)
    waiting, launcher = wait_with(programs, run), spare_of(run)
    programs.start(run, until=lambda: run.stdout)
    assert program_below(launcher) == waiting
    run.runner.send_input("")
    programs.finish(run)
    assert run.stdout.decode().split() == [str(run.spec.work_dir)] * 2
    assert (run.outcome.kind, run.outcome.tier) == (OutcomeKind.OK, STRONG)


SEEN = """\
import gc, os, posix, re, resource, signal, sys, threading, time, warnings
first = dict(globals())
def show(name, value): print(f"{name}: {value}")
show("globals", {k: v for k, v in first.items() if type(v).__name__ != "module"})
show("modules", sorted(sys.modules))
show("words", (sys.argv, sys.orig_argv, sys.path, sys.flags, sys.warnoptions, sys._xoptions))
show("finders", sorted(sys.path_importer_cache))
show("environment", (sorted(os.environ.items()), sorted(posix.environ.items())))
show("C's environment", __import__("ctypes").CDLL(None).getenv(b"HOME") != 0)
show("folder", (os.getcwd(), os.listdir(), os.path.expanduser("~"), os.umask(0o77)))
show("threads", (threading.enumerate(), os.listdir("/proc/self/task")))
show("signals", [(n, signal.getsignal(n)) for n in (2, 10, 14, 15)])
show("collector", (gc.get_threshold(), gc.isenabled(), gc.callbacks, warnings.filters))
show("tracers", (sys.gettrace(), sys.getprofile(), sys.excepthook, sys.stdin, sys.stdout))
show("limits", [(n, resource.getrlimit(getattr(resource, n))) for n in dir(resource) if n[:7] == "RLIMIT_"])
show("ids", (os.getresuid(), os.getresgid(), os.getgroups(), os.getpid(), os.getppid(), os.getsid(0)))
status = open("/proc/self/status").read()
names = "Cap|Seccomp|NoNewPrivs|Sig|Shd|Tracer|Threads|NSpid|Umask|Uid|Gid|Groups|CoreDumping"
show("status", re.findall(f"^(?:{names}).*", status, re.M))
show("init", re.findall("^(?:Cap|NoNewPrivs|Uid).*", open("/proc/1/status").read(), re.M))
kinds = [re.sub("[0-9]+", "N", os.readlink(f"/proc/self/fd/{n}")) for n in range(3)]
show("descriptors", (kinds, sorted(os.listdir("/proc/self/fd"))))
words = [line.split() for line in open("/proc/self/mountinfo")]
show("mounts", sorted((w[4], w[5], w[3], w[w.index("-") + 1]) for w in words))
places = ("/", "/etc", "/dev", "/run", "/tmp", "/var", "/proc/1")
show("files", [(place, sorted(os.listdir(place))) for place in places])
show("passwd", open("/etc/passwd").read())
show("cmdline", [re.sub("^[0-9]+ *$", "N", w) for w in open("/proc/self/cmdline").read().split("\\0")])
show("environ", sorted(filter(None, open("/proc/self/environ").read().split("\\0"))))
for place in ("here", "/tmp/x", "/dev/shm/x", "/x", "/etc/x", os.path.dirname(__file__) + "/x", "/proc/1/mem",
              "/proc/self/mem", "/run/x", "/usr/x"):
    try: show(place, open(place, "a").write("x"))
    except OSError as error: show(place, error)
for place in ("/proc/1/root", "/proc/1/fd", "/proc/1/environ", "/proc/1/ns/mnt", "/root", "/home"):
    try: show(place, os.stat(place).st_mode and len(os.listdir(place)))
    except OSError as error: show(place, error)
"""


def shown(run: Run) -> list[str]:
    """Where an object lies is another each time."""
    return re.sub("0x[0-9a-f]+|[0-9]{15}", "N", run.stdout.decode()).splitlines()


@USERS
@pytest.mark.parametrize("net", [Net.NONE, Net.LOOPBACK, Net.ANY])
def test_a_program_sees_and_may_what_it_would_in_a_new_one(programs: Programs, user: str, net: Net) -> None:
    policy = replace(PLAIN, net=net, read=(programs.folder / "shown",))
    (programs.folder / "shown").mkdir()
    (programs.folder / "shown" / "f").write_text("x")
    waited, fresh = both(programs, SEEN, policy=policy, argv=("-a", "é b"), limits=Limits(max_processes=20))
    assert waited.stderr == fresh.stderr == b""
    assert shown(waited) == shown(fresh)
    assert waited.outcome.files_written == fresh.outcome.files_written == ("here",)


@pytest.mark.parametrize("name", sorted(SAME_AS_PYTHON))
def test_a_program_does_what_it_does_in_a_new_one(programs: Programs, name: str) -> None:
    waited, fresh = both(programs, SAME_AS_PYTHON[name], stdin=b"")
    assert waited.merged == fresh.merged
    assert waited.outcome.exit_code == fresh.outcome.exit_code


@pytest.mark.parametrize("name", ["main", "modules", "streams"])
@pytest.mark.parametrize("release", INTERPRETERS)
def test_so_it_is_with_every_python(programs: Programs, release: str, name: str) -> None:
    waited, fresh = both(programs, SAME_AS_PYTHON[name], stdin=b"", interpreter=INTERPRETERS[release])
    assert waited.stdout == fresh.stdout


@pytest.mark.parametrize(
    "other",
    [
        {"limits": Limits(max_memory_mb=100)},
        {"policy": Policy(STRONG, run=True)},
        {"policy": Policy(STRONG, net=Net.LOOPBACK)},
        {"policy": Policy(STRONG, write=(Path("/var/lib"),))},
        {"policy": Policy()},
        {"environment": (("X", "1"),)},
        {"argv": ("x" * 600,)},
    ],
)
def test_a_run_of_another_kind_is_started_anew_and_nothing_is_left(
    programs: Programs, other: dict[str, object]
) -> None:
    run = programs.make(ASKS, policy=PLAIN)
    mark = run.spec.environment
    waiting, launcher = wait_with(programs, run), spare_of(run)
    details = {**other, "environment": (*mark, *other.get("environment", ()))}  # type: ignore[misc]
    run.spec = replace(run.spec, **details)
    programs.start(run, until=lambda: run.stdout)
    assert not is_alive(waiting)
    assert program_below(launcher) != waiting
    run.runner.send_input("")
    assert programs.finish(run).outcome.kind is OutcomeKind.OK
    assert run.outcome.cpu_ms < 2000


@pytest.mark.parametrize(
    ("module", "function"),
    [("linux_view", "View.take_late"), ("linux_words", "replace_command"), ("linux_mounts", "table")],
)
def test_a_late_step_that_fails_costs_the_waiting_one_and_no_run(
    broken: Programs, module: str, function: str
) -> None:
    """So does something that was mounted in the meantime: it would be missing."""
    change = ("import os; return os.urandom(9)",) if function == "table" else ()
    break_function(broken, module, function, *change)
    run = broken.make(ASKS, policy=PLAIN)
    waiting = wait_with(broken, run)
    broken.start(run, until=lambda: run.stdout)
    assert not is_alive(waiting)
    run.runner.send_input("")
    assert broken.finish(run).outcome.kind is OutcomeKind.OK


@pytest.mark.parametrize(
    ("module", "function"), [("linux_namespaces", "hide_memory"), ("linux_view", "View.finish")]
)
def test_a_step_of_init_that_always_fails_starts_nothing(
    broken: Programs, module: str, function: str
) -> None:
    break_function(broken, module, function)
    run = broken.make("open('ran', 'w')", policy=PLAIN)
    waiting = wait_with(broken, run)
    broken.finish(broken.start(run))
    assert run.outcome.kind is OutcomeKind.NOT_STARTED
    assert list(run.spec.work_dir.iterdir()) == []
    assert not is_alive(waiting)


def test_a_folder_that_holds_what_is_in_place_is_shown_by_a_new_one(programs: Programs) -> None:
    """The interpreter's own folder may be granted with all that is around it."""
    python = Path(sys.base_prefix)
    source = f"import os\nprint(os.path.isdir({str(python)!r}), flush=True)\ninput()\n"
    run = programs.make(source, policy=Policy(STRONG, read=(python.parent,)))
    waiting = wait_with(programs, run)
    programs.start(run, until=lambda: run.stdout)
    assert run.stdout == b"True\n"
    assert not is_alive(waiting)


def test_other_bytes_than_those_that_were_looked_at_do_not_run(programs: Programs) -> None:
    digest = hashlib.sha256(b"other").hexdigest()
    assert run_of(programs, "print(1)", digest=digest).outcome.kind is OutcomeKind.REFUSED


def test_what_was_expected_to_be_shown_is_not_shown_to_another(programs: Programs) -> None:
    source = "import os, sys\nprint([os.path.exists(name) for name in sys.argv[1:]], flush=True)\ninput()\n"
    foreign = programs.make("print(1)", policy=Policy(STRONG, read=(programs.folder / "foreign",)))
    (programs.folder / "foreign").mkdir()
    words = (str(programs.folder / "foreign"), str(foreign.spec.file), str(foreign.spec.work_dir))
    run = programs.make(source, policy=PLAIN, argv=words)
    foreign.spec = replace(foreign.spec, environment=run.spec.environment)
    waiting, launcher = wait_with(programs, run, expected=foreign), spare_of(run)
    programs.start(run, until=lambda: run.stdout)
    assert program_below(launcher) == waiting
    assert run.stdout == b"[False, False, False]\n"


def test_stop_is_ctrl_c(programs: Programs) -> None:
    run = programs.make("import time\nprint(1, flush=True)\ntime.sleep(60)\n", policy=PLAIN)
    wait_with(programs, run)
    programs.start(run, until=lambda: run.stdout)
    run.runner.stop()
    programs.finish(run)
    assert run.outcome.kind is OutcomeKind.STOPPED
    assert b"KeyboardInterrupt" in run.stderr


def test_a_stop_before_the_first_line_is_one_too(programs: Programs) -> None:
    run = programs.make("while True: pass\n", policy=PLAIN, limits=Limits(stop_grace_ms=5000))
    wait_with(programs, run)
    run.runner.start(run.spec)
    run.runner.stop()
    assert programs.finish(run).outcome.kind is OutcomeKind.STOPPED
    assert run.outcome.duration_ms < 4000


def test_what_is_expected_may_change(programs: Programs) -> None:
    run = programs.make("print(1)", policy=PLAIN)
    first = wait_with(programs, run)
    run.runner.expect(replace(run.spec, limits=Limits(max_open_files=99)))
    programs.wait_until(lambda: program_below(spare_of(run)) not in (0, first))
    assert not is_alive(first)
    run.runner.expect(replace(run.spec, policy=Policy()))
    programs.wait_until(lambda: children_of(spare_of(run)) == [])
    assert programs.finish(programs.start(run)).stdout == b"1\n"


def test_closing_ends_it(programs: Programs) -> None:
    run = programs.make("print(1)", policy=PLAIN)
    waiting = wait_with(programs, run)
    run.runner.close()
    assert not is_alive(waiting)


def test_it_sleeps_while_it_waits(programs: Programs) -> None:
    run = programs.make("print(1)", policy=PLAIN)
    waiting = wait_with(programs, run)

    def switches() -> str:
        return Path(f"/proc/{waiting}/status").read_text().partition("voluntary_ctxt_switches")[2]

    programs.wait_until(lambda: Path(f"/proc/{waiting}/wchan").read_text().endswith("pipe_read"))
    before = switches()
    programs.qtbot.wait(300)
    assert switches() == before


APPLICATION = """\
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.child.protocol import RunSpec
from desktop.core.paths import base_interpreter, find_paths
from desktop.sandbox.policy import Policy, Tier
from desktop.services.runner import Runner
application = QCoreApplication([])
runner = Runner(find_paths().code_root)
runner.expect(RunSpec("", Path("/"), Path("/"), base_interpreter(), policy=Policy(Tier.STRONG)))
runner.prewarm()
print(runner._spare.process_id, flush=True)
application.exec()
"""


@pytest.mark.parametrize("victim", ["application", "launcher"])
def test_it_dies_with_whom_it_belongs_to(programs: Programs, victim: str) -> None:
    root = find_paths().code_root
    with subprocess.Popen(
        [sys.executable, "-c", APPLICATION], cwd=root, stdout=subprocess.PIPE
    ) as application:
        assert application.stdout is not None
        launcher = int(application.stdout.readline())
        programs.wait_until(lambda: program_below(launcher))
        waiting = program_below(launcher)
        os.kill(application.pid if victim == "application" else launcher, signal.SIGKILL)
        programs.wait_until(lambda: not is_alive(waiting))
        application.kill()
