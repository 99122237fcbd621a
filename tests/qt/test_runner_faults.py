"""Programs that go wrong in every way a learner's may: each ends as it should, and the next one runs.

Each runs without a sandbox and in Strong with leave to start processes, on one runner as in the window.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field

import pytest

from desktop.child.protocol import Limits, Outcome, OutcomeKind
from desktop.sandbox.policy import Policy
from tests.qt.real_runs import Programs, Run
from tests.qt.sandboxed import LINUX, STRONG, programs
from tests.qt.test_sandbox_display import WINDOW, display, interpreter_with_tkinter

__all__ = ["display", "programs"]
pytestmark = LINUX
POLICIES = {"no sandbox": Policy(), "strong": Policy(STRONG, run=True)}
TIERS = pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)

POOL = """\
import multiprocessing, os
def square(number):
    return number * number
if __name__ == "__main__":
    with multiprocessing.get_context({method!r}).Pool(2) as pool:
        print(pool.map(square, range(4)))
"""
SELF = """\
import subprocess, sys
done = subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True)
print(done.stdout.strip(), done.stderr, done.returncode)
"""
ASYNC = """\
import asyncio, sys
async def count(name):
    await asyncio.sleep(0)
    return name
async def main():
    print(await asyncio.gather(*map(count, "abc")))
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(1)", stdout=-1)
    print((await process.communicate())[0])
asyncio.run(main())
"""
THREADS = """\
import threading
done = []
threads = [threading.Thread(target=done.append, args=(number,)) for number in range(50)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(done))
threading.Thread(target=lambda: 1 / 0).start()
"""
SQLITE = """\
import sqlite3
with sqlite3.connect("mine.db") as base:
    base.execute("create table t (n integer)")
    base.executemany("insert into t values (?)", [(n,) for n in range(1000)])
print(sqlite3.connect("mine.db").execute("select sum(n) from t").fetchone())
"""
MANY_FILES = """\
import os
for number in range(100_000):
    os.close(os.open(f"f{number}", os.O_CREAT | os.O_WRONLY))
print(len(os.listdir()))
"""
OWN_FOLDER = """\
import os, pathlib, shutil
shutil.rmtree(os.getcwd(), ignore_errors=True)
try:
    print(sorted(os.listdir()))
except FileNotFoundError as error:
    print("gone")
"""
OWN_PROGRAM = """\
import os, pathlib
pathlib.Path(__file__).unlink()
print("unlinked")
1 / 0
"""


@dataclass(frozen=True)
class Fault:
    """A program, how it ends and the words that say so."""

    source: str
    kind: OutcomeKind
    words: str
    output: bytes = b""
    errors: bytes = b""
    limits: Limits = field(default_factory=Limits)
    stdin: bytes | None = None


OK, FAILED, CRASHED = OutcomeKind.OK, OutcomeKind.FAILED, OutcomeKind.CRASHED
FAULTS = {
    "fork": Fault(POOL.format(method="fork"), OK, "Finished", b"[0, 1, 4, 9]\n"),
    "spawn": Fault(POOL.format(method="spawn"), OK, "Finished", b"[0, 1, 4, 9]\n"),
    "forkserver": Fault(POOL.format(method="forkserver"), OK, "Finished", b"[0, 1, 4, 9]\n"),
    "own interpreter": Fault(SELF, OK, "Finished", b"42  0\n"),
    "asyncio": Fault(ASYNC, OK, "Finished", b"['a', 'b', 'c']\nb'1\\n'\n"),
    "threads": Fault(THREADS, OK, "Finished", b"50\n", b"ZeroDivisionError"),
    "sqlite3": Fault(SQLITE, OK, "Finished", b"(499500,)\n"),
    "sys.exit": Fault("import sys; print('a'); sys.exit(3)", FAILED, "3", b"a\n"),
    "sys.exit text": Fault("import sys; sys.exit('no more')", FAILED, "1", b"", b"no more"),
    "os._exit": Fault("import os; print('a', flush=True); os._exit(4)", FAILED, "4", b"a\n"),
    "signal": Fault("import os; os.kill(os.getpid(), 11)", CRASHED, "segmentation fault"),
    "null pointer": Fault("import ctypes; ctypes.string_at(0)", CRASHED, "segmentation fault"),
    "abort": Fault("import os; os.abort()", CRASHED, "aborted"),
    "syntax error": Fault("print('a')\nif True\n", FAILED, "SyntaxError", b"", b"line 2"),
    "recursion": Fault("def f(): f()\nf()", FAILED, "RecursionError", b"", b"RecursionError"),
    "endless loop": Fault("while True: pass", OutcomeKind.TIMED_OUT, "1 s", limits=Limits(timeout_s=1)),
    "endless print": Fault(
        "while True: print('x' * 99)", OutcomeKind.OUTPUT_LIMIT, "1 MB", limits=Limits(max_output_mb=1)
    ),
    "line of 50 MB": Fault("print('x' * 50_000_000)", OK, "Finished", b"x" * 50_000_000 + b"\n"),
    "no UTF-8": Fault(
        "import sys; sys.stdout.buffer.write(bytes(range(128, 256)))", OK, "Finished", bytes(range(128, 256))
    ),
    "control bytes": Fault(
        "import sys; sys.stdout.buffer.write(bytes(range(32)) * 9)", OK, "Finished", bytes(range(32)) * 9
    ),
    "nobody answers": Fault(
        "input('? ')", OutcomeKind.TIMED_OUT, "for an answer", b"? ", limits=Limits(timeout_s=1, thinking_s=1)
    ),
    "end of input": Fault("input('? ')", FAILED, "EOFError", b"? ", b"EOFError", stdin=b""),
    "closed stdout": Fault("import sys; print('a'); sys.stdout.close()", OK, "Finished", b"a\n"),
    "closed descriptors": Fault(
        "import os; print('a', flush=True); [os.close(each) for each in (0, 1, 2)]", OK, "Finished", b"a\n"
    ),
    "print after close": Fault("import sys; sys.stdout.close(); print('a')", FAILED, "ValueError"),
    "deletes its folder": Fault(OWN_FOLDER, OK, "Finished"),
}  # fmt: skip


@TIERS
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_program_ends_as_it_should_and_the_next_one_runs(
    programs: Programs, policy: Policy, fault: Fault
) -> None:
    run = programs.run(fault.source, policy=policy, limits=fault.limits, stdin=fault.stdin)
    outcome = run.outcome
    assert outcome.kind is fault.kind, (outcome, run.stderr[-2000:])
    assert outcome.tier is policy.tier
    assert fault.words in outcome.sentence() + str(outcome.exit_code)
    assert fault.errors in run.stderr
    if fault.output:
        assert run.stdout == fault.output
    assert run.processes() == []
    assert next_outcome(programs, run, policy).kind is OK
    shutil.rmtree(programs.folder)


def next_outcome(programs: Programs, run: Run, policy: Policy) -> Outcome:
    """How another program ends on the same runner."""
    runner = run.runner
    runner.started.disconnect(run.on_started)
    runner.finished.disconnect(run.on_finished)
    ends: list[Outcome] = []
    runner.finished.connect(ends.append)
    runner.start(programs.make("print('next')", policy=policy).spec)
    programs.wait_until(lambda: ends)
    return ends[0]


def test_program_that_writes_a_hundred_thousand_files_is_left_to_it(programs: Programs) -> None:
    run = programs.run(MANY_FILES)
    assert run.stdout == b"100000\n"
    assert run.outcome.kind is OK
    assert len(run.outcome.files_written) > 0
    assert next_outcome(programs, run, Policy()).kind is OK
    shutil.rmtree(programs.folder)


def test_strong_has_room_for_so_many_files_and_says_when_it_is_used_up(programs: Programs) -> None:
    policy = POLICIES["strong"]
    run = programs.run(MANY_FILES, policy=policy)
    assert run.outcome.kind is FAILED
    assert b"No space left" in run.stderr
    assert len(list(run.spec.work_dir.iterdir())) > 1000
    assert next_outcome(programs, run, policy).kind is OK
    shutil.rmtree(programs.folder)


def test_program_that_deletes_itself_still_fails_with_its_line(programs: Programs) -> None:
    run = programs.run(OWN_PROGRAM)
    assert run.outcome.kind is FAILED
    assert run.outcome.exception is not None
    assert run.outcome.exception.line == 4
    assert next_outcome(programs, run, Policy()).kind is OK


@pytest.mark.parametrize("is_confined", [False, True])
def test_windows_of_tkinter_open_and_close_three_times_in_a_row(
    programs: Programs, display: str, is_confined: bool
) -> None:
    interpreter = interpreter_with_tkinter()
    if interpreter is None:
        pytest.skip("no Python here has tkinter")
    policy = Policy(STRONG, display=True) if is_confined else Policy()
    own = (("DISPLAY", f":{display}"),)
    for _time in range(3):
        run = programs.run(WINDOW * 3, policy=policy, interpreter=interpreter, environment=own)
        assert run.stdout == b"True\n" * 3, run.stderr
        assert run.outcome.kind is OK
