"""Ordinary programs keep working in Strong; in Kernel all that it says it cannot give is refused, no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.child.protocol import OutcomeKind
from desktop.core.paths import base_interpreter
from desktop.sandbox.policy import Net, Policy
from tests.qt.everyday import EVERYDAY, LOST_IN_KERNEL, LOST_IN_KERNEL_WITH_RUN
from tests.qt.real_runs import Programs
from tests.qt.sandboxed import KERNEL, LINUX, STRONG, USERS, programs

__all__ = ["programs"]
pytestmark = LINUX
WIDE = Policy(STRONG, run=True, net=Net.LOOPBACK)


def failing(programs: Programs, policy: Policy, interpreter: Path | None = None) -> set[str]:
    """The everyday programs that do not end well."""
    found = set()
    for name, source in EVERYDAY.items():
        run = programs.run(source + "\n", policy=policy, stdin=b"", interpreter=interpreter)
        if run.outcome.kind is not OutcomeKind.OK:
            found.add(name)
    return found


@USERS
def test_strong_keeps_all_that_works_without_a_sandbox(programs: Programs, user: str) -> None:
    assert failing(programs, WIDE) - failing(programs, Policy()) == set()


def test_kernel_loses_what_it_says_and_no_more(programs: Programs) -> None:
    plain = failing(programs, Policy())
    assert failing(programs, Policy(KERNEL)) - plain == LOST_IN_KERNEL
    assert failing(programs, Policy(KERNEL, run=True)) - plain == LOST_IN_KERNEL_WITH_RUN


def test_a_virtual_environment_works_inside_with_its_own_modules(programs: Programs) -> None:
    """Also one in a folder that is not allowed itself."""
    import venv

    folder = programs.folder / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    modules = next(folder.glob("lib/python3*/site-packages"))
    (modules / "its_own.py").write_text("print('its own')")
    for tier in (STRONG, KERNEL):
        run = programs.run("import its_own", policy=Policy(tier), interpreter=folder / "bin" / "python")
        assert run.stdout == b"its own\n", run.stderr


def test_a_link_to_an_interpreter_opens_nothing_that_lies_beside_it(programs: Programs) -> None:
    """As ~/.local/bin/python3, beside which lies ~/.local/share; by a link to a link, and to a folder."""
    prefix = programs.folder / "local"
    for folder in ("bin", "share", "lib"):
        (prefix / folder).mkdir(parents=True)
        (prefix / folder / "secret").write_text("s")
    real = base_interpreter().resolve()
    (prefix / "bin" / "python3").symlink_to("python3.x")
    (prefix / "bin" / "python3.x").symlink_to(real)
    (programs.folder / "version").symlink_to(real.parents[1])
    source = (
        "import sys, json, pathlib\n"
        "for name in ('bin', 'share', 'lib'):\n"
        "    try: pathlib.Path(sys.argv[1], name, 'secret').read_text()\n"
        "    except OSError: print('closed')\n"
    )
    for tier in (STRONG, KERNEL):
        for link in (prefix / "bin" / "python3", programs.folder / "version" / "bin" / real.name):
            run = programs.run(source, policy=Policy(tier), interpreter=link, argv=(str(prefix),))
            assert run.stdout == b"closed\n" * 3, (run.outcome.sentence(), run.stderr)


@USERS
def test_files_come_out_of_strong_as_they_were_left(programs: Programs, user: str) -> None:
    run = programs.make(
        "import os\n"
        "print(open('given').read(), open('kept').read())\n"
        "open('given', 'w').write('changed'); os.unlink('gone'); os.makedirs('a/b')\n"
        "os.symlink('given', 'a/link')\n"
        "open('a/b/made', 'wb').write(bytes(5)); os.mkfifo('pipe')\n"
        "file = open('sparse', 'wb'); file.seek(50_000_000); file.write(b'x'); file.close()\n",
        policy=Policy(STRONG),
    )
    for name in ("given", "kept", "gone"):
        (run.spec.work_dir / name).write_text(name)
    programs.finish(programs.start(run))
    work = run.spec.work_dir
    assert run.stdout == b"given kept\n", run.stderr
    assert sorted(path.name for path in work.rglob("*")) == [
        "a",
        "b",
        "given",
        "kept",
        "link",
        "made",
        "sparse",
    ]
    assert ((work / "given").read_text(), (work / "kept").read_text()) == ("changed", "kept")
    assert ((work / "sparse").stat().st_size, (work / "a" / "link").readlink()) == (50_000_001, Path("given"))
    assert (work / "sparse").stat().st_blocks * 512 < 1_000_000
    assert run.outcome.files_written == ("a/b/made", "a/link", "given", "sparse")


@pytest.mark.parametrize("how", ["os.kill(os.getpid(), 9)", "while True: pass"])
def test_files_come_out_of_strong_after_a_kill_too(programs: Programs, how: str) -> None:
    run = programs.make(
        f"import os\nopen('made', 'w').write('x')\nprint(1, flush=True)\n{how}\n", policy=Policy(STRONG)
    )
    programs.start(run, until=lambda: run.stdout)
    run.runner.stop()
    run.runner.stop()
    programs.finish(run)
    assert (run.spec.work_dir / "made").read_text() == "x"
    assert run.outcome.files_written == ("made",)


def test_a_terminal_of_its_own_has_dev_tty(programs: Programs) -> None:
    source = (
        "import os, pty\n"
        "pid, end = pty.fork()\n"
        "if pid == 0: os.write(os.open('/dev/tty', os.O_WRONLY), b'mine'); os._exit(0)\n"
        "print(os.read(end, 9)); os.wait()\n"
    )
    policy = Policy(STRONG, run=True, terminal=True)
    assert programs.run(source, policy=policy).stdout == b"b'mine'\n"
    assert programs.run("open('/dev/tty')", policy=Policy(STRONG, run=True)).outcome.exit_code == 1
