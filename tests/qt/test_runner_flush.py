"""What a program prints is seen soon, whatever it does next, and how that is done shows nowhere in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import OutcomeKind
from desktop.core.interpreters import find_interpreters
from desktop.sandbox.policy import Policy, Tier
from desktop.services.environment import example_environment
from tests.qt.real_runs import Programs

INTERPRETERS = {found.release: found.path for found in find_interpreters()}
EACH = pytest.mark.parametrize("release", INTERPRETERS)
COUNT = 4000  # lines of a flood, many times what begins one
FLOOD = f"for i in range({COUNT}): print(i)\n"
LINES = b"".join(b"%d\n" % i for i in range(COUNT))
SEEN_WHILE_IT_GOES_ON = {
    "a line, then sleep": ("print('x')\nimport time; time.sleep(60)\n", b"x\n"),
    "a piece, then sleep": ("print('x', end='')\nimport time; time.sleep(60)\n", b"x"),
    "a piece, then busy": ("print('x', end='')\nwhile True: pass\n", b"x"),
    "a piece of bytes": ("import sys, time\nsys.stdout.buffer.write(b'x')\ntime.sleep(60)\n", b"x"),
    "a piece of stderr": ("import sys, time\nsys.stderr.write('x')\ntime.sleep(60)\n", b"x"),
    "a flood, then sleep": (f"{FLOOD}import time; time.sleep(60)\n", LINES),
    "a flood, then busy": (f"{FLOOD}while True: pass\n", LINES),
    "a flood, then input": (f"{FLOOD}input()\n", LINES),
    "a flood, then a lock": (
        f"{FLOOD}import _thread\nlock = _thread.allocate_lock()\nlock.acquire()\nlock.acquire()\n", LINES,
    ),
    "a flood of a thread": (
        f"import threading, time\ndef work():\n    {FLOOD}    print('end', end='')\n    time.sleep(60)\n"
        "threading.Thread(target=work).start()\n",
        LINES + b"end",
    ),
    "a flood without lines": (
        f"import time\nfor i in range({COUNT}): print(end='.')\ntime.sleep(60)\n", b"." * COUNT,
    ),
    "two floods": (
        f"import time\n{FLOOD}time.sleep(0.1)\n{FLOOD}time.sleep(0.1)\n"
        "print('end', end='')\ntime.sleep(60)\n",
        LINES * 2 + b"end",
    ),
    "all signals blocked": (
        "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\n"
        f"{FLOOD}print('end', end='')\ntime.sleep(60)\n",
        LINES + b"end",
    ),
    "our signal taken": (
        "import signal, time\nfor number in range(34, 65): signal.signal(number, signal.SIG_DFL)\n"
        f"{FLOOD}print('end', end='')\ntime.sleep(60)\n",
        LINES + b"end",
    ),
    "a wakeup descriptor": (
        "import os, signal, time\nr, w = os.pipe()\nos.set_blocking(w, False)\nsignal.set_wakeup_fd(w)\n"
        f"{FLOOD}print('end', end='')\ntime.sleep(60)\n",
        LINES + b"end",
    ),
    "a forked child": (
        f"import os, time\n{FLOOD}if os.fork() == 0:\n    {FLOOD}    print('end', end='')\ntime.sleep(60)\n",
        LINES * 2 + b"end",
    ),
    "a text of its own": (
        "import io, sys, time\nsys.stdout = io.TextIOWrapper(sys.stdout.detach(), line_buffering=True)\n"
        f"{FLOOD}time.sleep(60)\n",
        LINES,
    ),
}  # fmt: skip
# What plain Python prints, ours must print: the flood before it makes it work at its hardest.
HIDDEN = {
    "threads": (
        "import os, threading\nprint([t.name for t in threading.enumerate()], threading.active_count())\n"
        "print(len(os.listdir('/proc/self/task')))\n"
    ),
    "signals with a name": "import signal\nfor s in signal.Signals: print(s, signal.getsignal(s))\n",
    "mask": "import signal\nprint(signal.pthread_sigmask(signal.SIG_BLOCK, ()), signal.sigpending())\n",
    "timers": "import signal\nprint([signal.getitimer(n) for n in range(3)])\n",
    "sleep": (
        "import time\nfor _ in range(3):\n"
        "    print('x', end='')\n    start = time.monotonic(); time.sleep(0.1)\n"
        "    print(time.monotonic() - start >= 0.1)\n"
    ),
    "select": (
        "import select, time\nprint('x', end='')\nstart = time.monotonic()\n"
        "print(select.select([], [], [], 0.1), time.monotonic() - start >= 0.1)\n"
    ),
    "pause": (
        "import os, signal, time\nif os.fork() == 0:\n"
        "    time.sleep(0.3); os.kill(os.getppid(), signal.SIGUSR1); os._exit(0)\n"
        "got = []\nsignal.signal(signal.SIGUSR1, lambda *words: got.append(1))\n"
        "print('x', end='', flush=True)\nsignal.pause()\nprint(got)\n"
    ),
    "pause at once": (
        "import signal\ngot = []\nsignal.signal(signal.SIGALRM, lambda *words: got.append(1))\n"
        "for _ in range(3):\n"
        "    signal.setitimer(signal.ITIMER_REAL, 0.1)\n    print('x', end='')\n"
        "    signal.pause()\n    print(got)\n"
    ),
    "pause while a thread prints": (
        "import signal, threading, time\ngot = []\n"
        "signal.signal(signal.SIGALRM, lambda *words: got.append(1))\n"
        "def work():\n    for _ in range(9): print('y', end=''); time.sleep(0.03)\n"
        "thread = threading.Thread(target=work)\nthread.start()\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.4)\nsignal.pause()\nthread.join()\nprint(got)\n"
    ),
    "sigwait of all": (
        "import signal\nprint('x', end='')\nevery = signal.valid_signals()\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, every)\nsignal.setitimer(signal.ITIMER_REAL, 0.1)\n"
        "print(signal.sigwait(every))\n"
    ),
    "all signals reset at once": (
        "import signal, time\nprint('x', end='')\n"
        "for number in range(34, 65): signal.signal(number, signal.SIG_DFL)\ntime.sleep(0.1)\nprint('y')\n"
    ),
    "a sleep of C": (
        "import ctypes\nlibrary = ctypes.CDLL(None)\nprint('x', end='')\nprint(library.usleep(100_000))\n"
        + FLOOD + "print(library.sleep(1))\n"
    ),
    "functions of signal": (
        "import inspect, pickle, signal, traceback\n"
        "import _signal\n"
        "for name in 'pause signal sigwait sigwaitinfo sigtimedwait pthread_sigmask set_wakeup_fd'.split():\n"
        "    f = getattr(_signal, name)\n"
        "    try: text = str(inspect.signature(f))\n    except ValueError: text = 'none'\n"
        "    print(f, type(f), f.__name__, f.__qualname__, f.__module__, f.__self__, f.__doc__, text)\n"
        "    print(f.__text_signature__, pickle.loads(pickle.dumps(f)) is f)\n"
        "try: signal.signal(1000, signal.SIG_DFL)\nexcept ValueError: traceback.print_exc()\n"
        "try: signal.pause(1)\nexcept TypeError: traceback.print_exc()\n"
        "def late(number, frame): print(frame.f_code.co_name, frame.f_lineno); raise OSError\n"
        "signal.signal(signal.SIGALRM, late)\nsignal.setitimer(signal.ITIMER_REAL, 0.05)\n"
        "try: signal.pause()\nexcept OSError: traceback.print_exc()\n"
    ),
    "alarm": (
        "import signal, time\nclass Late(OSError): pass\n"
        "def late(*words): raise Late\n"
        "signal.signal(signal.SIGALRM, late)\n"
        "for _ in range(20):\n"
        "    signal.setitimer(signal.ITIMER_REAL, 0.02)\n"
        "    try:\n        while True: pass\n    except Late: print('late', end='')\n"
    ),
    "wakeup": (
        "import os, signal, time\nr, w = os.pipe()\nos.set_blocking(r, False); os.set_blocking(w, False)\n"
        "signal.set_wakeup_fd(w)\nprint('x', end='')\n"
        "for _ in range(3000): print('y')\n"
        "time.sleep(0.1)\n"
        "try: print(os.read(r, 10))\nexcept BlockingIOError: print('nothing')\n"
    ),
    "asyncio": (
        "import asyncio, signal, os\n"
        "async def main():\n"
        "    loop = asyncio.get_running_loop()\n    gone = asyncio.Event()\n"
        "    loop.add_signal_handler(signal.SIGUSR1, gone.set)\n"
        "    for _ in range(3000): print('y')\n"
        "    print('x', end='')\n    await asyncio.sleep(0.05)\n"
        "    os.kill(os.getpid(), signal.SIGUSR1)\n    await gone.wait()\n    print('gone')\n"
        "asyncio.run(main(), debug=True)\n"
    ),
    "fork without a warning": (
        "import os, warnings\nwarnings.simplefilter('error')\n"
        "if os.fork() == 0: print('child'); os._exit(0)\nos.wait()\nprint('parent')\n"
    ),
    "fork of a piece": "import os\nprint('x', end='')\nif os.fork(): os.wait()\n",
    "fork of many lines": (
        "import os\nif os.fork() == 0:\n    for i in range(5000): print('c', i)\n"
        "else:\n    os.wait(); print('end')\n"
    ),
    "exec": (
        "import os, sys\nprint('x', end='', flush=True)\n"
        "os.execv(sys.executable, [sys.executable, '-c', 'import time; time.sleep(0.1); print(1)'])\n"
    ),
    "closed": "import sys\nsys.stdout.close()\nimport time; time.sleep(0.05)\n",
    "detached": "import sys\nraw = sys.stdout.detach()\nraw.write(b'raw'); import time; time.sleep(0.05)\n",
    "replaced": (
        "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as s: print('x')\n"
        "print(len(s.getvalue()))\n"
    ),
    "reopened": "import sys\nout = open(1, 'w', closefd=False)\nprint('x', file=out, flush=True)\n",
    "line by line from others": (
        "import os, subprocess, sys\nfor i in range(3):\n    print('a', i)\n    os.system('echo b')\n"
        "    print('c', i)\n    subprocess.run(['echo', 'd'])\n"
        + FLOOD + "subprocess.run(['echo', 'e'])\n" + FLOOD + "os.system('echo f')\n"
    ),
    "leaving at once": "import os\nfor i in range(50): print(i)\nos._exit(3)\n",
    "leaving from a thread": (
        "import _thread, os, time\n"
        "_thread.start_new_thread(lambda: (print('x'), os._exit(4)), ())\ntime.sleep(9)\n"
    ),
    "words at the exit": "import atexit\ndef bye():\n    " + FLOOD + "atexit.register(bye)\n",
    "ctypes": (
        "import ctypes, os\nprint(ctypes.CDLL(None).getpid() == os.getpid())\n"
        "print(ctypes.sizeof(ctypes.c_long), ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 7)())\n"
    ),
    "audit": (
        "import sys\nseen = []\nsys.addaudithook(lambda event, words: seen.append(event))\n"
        "print('x'); print('y', end='')\nprint([e for e in seen if e != 'cpython.run_stdin'])\n"
    ),
    "modules": "import sys\nprint(sorted(sys.modules))\n",
    "multiprocessing": (
        "import multiprocessing as m\ndef work(n): print('work', n); return n\n"
        "if __name__ == '__main__':\n"
        "    for method in ('fork', 'spawn', 'forkserver'):\n"
        "        p = m.get_context(method).Process(target=work, args=(method,)); p.start(); p.join()\n"
        "        print('done', method)\n"
    ),
}  # fmt: skip
# Without a flood before: what a program does behind the back of ``sys.stdout``, the last moment of one may
# come too late for, as in plain Python into a pipe.
ALONE = (
    "fork of a piece",
    "reopened",
    "leaving at once",
    "leaving from a thread",
    "modules",
    "audit",
    "multiprocessing",
    "line by line from others",
)


@pytest.fixture
def programs(qtbot: QtBot, tmp_path: Path) -> Iterator[Programs]:
    """Programs of this test, ended with it."""
    programs = Programs(qtbot, tmp_path)
    yield programs
    programs.close()


@EACH
@pytest.mark.parametrize("situation", SEEN_WHILE_IT_GOES_ON)
def test_it_is_seen_while_the_program_goes_on(programs: Programs, situation: str, release: str) -> None:
    source, expected = SEEN_WHILE_IT_GOES_ON[situation]
    run = programs.make(source, interpreter=INTERPRETERS[release])
    programs.start(run, until=lambda: run.merged == expected)
    run.runner.kill()
    programs.finish(run)
    assert run.outcome.kind is OutcomeKind.STOPPED


@EACH
def test_nothing_of_it_shows_in_the_program(programs: Programs, release: str) -> None:
    different = [name for name in HIDDEN if not _is_same(programs, INTERPRETERS[release], name)]
    assert not different, different


def _is_same(programs: Programs, interpreter: Path, name: str) -> bool:
    source = HIDDEN[name] if name in ALONE else FLOOD + HIDDEN[name]
    run = programs.run(source, interpreter=interpreter, stdin=b"")
    environment = example_environment(os.environ, dict(run.spec.environment))
    command = [interpreter, "-s", "-u", "-X", "utf8", run.spec.file]  # -u: as at a terminal, nothing is held
    plain = subprocess.run(
        command,
        cwd=run.spec.work_dir,
        env=environment,
        capture_output=True,
        check=False,
        input=b"",
        preexec_fn=_with_usual_signals,
    )
    return (run.stdout, run.stderr, run.outcome.exit_code) == (plain.stdout, plain.stderr, plain.returncode)


def _with_usual_signals() -> None:
    """What nohup and a shell's background change for us is not changed for a run."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


def test_both_streams_keep_their_order_in_a_flood(programs: Programs) -> None:
    source = (
        "import sys\n"
        "for i in range(5000):\n"
        "    print('out', i)\n"
        "    if i % 50 == 0: sys.stderr.write(f'err {i}\\n')\n"
        "    if i % 70 == 0: sys.stderr.write(f'piece {i} ')\n"
        "print('end')\n"
    )
    expected = ""
    for i in range(5000):
        expected += f"out {i}\n" + f"err {i}\n" * (i % 50 == 0) + f"piece {i} " * (i % 70 == 0)
    run = programs.run(source)
    assert run.merged.decode() == expected + "end\n"


@EACH
def test_lines_of_threads_stay_whole(programs: Programs, release: str) -> None:
    """Plain Python before 3.12.4 loses and invents bytes when threads fill one block buffer."""
    source = (
        "import threading\n"
        "def work(name):\n    for i in range(3000): print(f'{name} {i}\\n', end='')\n"
        "threads = [threading.Thread(target=work, args=(name,)) for name in 'abc']\n"
        "for thread in threads: thread.start()\n"
    )
    lines = programs.run(source, interpreter=INTERPRETERS[release]).stdout.decode().splitlines()
    assert sorted(lines) == sorted(f"{name} {i}" for name in "abc" for i in range(3000))


@EACH
def test_a_flood_leaves_in_blocks(programs: Programs, release: str) -> None:
    """Counted by the kernel: 50,000 lines are far fewer writes to the system."""
    source = (
        "for i in range(50_000): print(i)\n"
        "with open('/proc/self/io') as file: counts = dict(line.split(': ') for line in file)\n"
        "print(counts['syscw'])\n"
    )
    run = programs.run(source, interpreter=INTERPRETERS[release])
    assert int(run.stdout.split()[-1]) < 5000


@pytest.mark.parametrize("tier", [Tier.STRONG, Tier.KERNEL])
def test_the_sandbox_lets_the_clock_tick(programs: Programs, tier: Tier) -> None:
    source, expected = SEEN_WHILE_IT_GOES_ON["two floods"]
    run = programs.make(source + "#", policy=Policy(tier))
    programs.start(run, until=lambda: run.merged == expected)
    run.runner.kill()
    programs.finish(run)


_BY_A_THREAD = (
    "import os, sys\n"
    "sys.path.insert(0, sys.argv[1])\n"
    "from desktop.child import outlets, streams, ticks\n"
    "outlets.make_ticks = lambda tick, settle: ticks.ThreadTicks(tick)\n"
    "streams.install_streams(streams.ControlPipe(os.open(os.devnull, os.O_WRONLY), ''))\n"
    "exec(sys.argv[2])\n"
)


@pytest.mark.parametrize("situation", ["a piece, then sleep", "two floods", "a forked child"])
def test_the_clock_of_other_systems_passes_on_too(programs: Programs, situation: str) -> None:
    """It is a thread, tried here on Linux; those systems themselves have not been tried."""
    source, expected = SEEN_WHILE_IT_GOES_ON[situation]
    command = [sys.executable, "-c", _BY_A_THREAD, programs.code_root, source]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        found = process.stdout.read(len(expected))
        os.killpg(process.pid, signal.SIGKILL)
    assert found == expected


def test_the_clock_of_other_systems_ends_with_the_program(programs: Programs) -> None:
    command = [sys.executable, "-c", _BY_A_THREAD, programs.code_root, f"{FLOOD}print('end', end='')"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == (LINES + b"end", b"", 0)
