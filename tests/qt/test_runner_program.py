"""A program runs as ``python file.py`` runs it: same ``__main__``, same tracebacks, same tools."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import OutcomeKind
from desktop.core.interpreters import find_interpreters
from desktop.services.environment import example_environment
from tests.qt.real_runs import Programs

INTERPRETERS = {found.release: found.path for found in find_interpreters()}
SAME_AS_PYTHON = {
    "nested": "def a(): b()\ndef b(): 1 / 0\na()\n",
    "chained": "try:\n    {}['x']\nexcept KeyError as error:\n    raise ValueError('v') from error\n",
    "context": "try:\n    {}['x']\nexcept KeyError:\n    int('z')\n",
    "group": (
        "errors = []\n"
        "for n in range(3):\n"
        "    try: int(f'x{n}')\n"
        "    except ValueError as error: errors.append(error)\n"
        "raise ExceptionGroup('several', errors)\n"
    ),
    "notes": "error = ValueError('x'); error.add_note('a note'); raise error\n",
    "syntax": "x = 1\nif x\n    pass\n",
    "indentation": "if 1:\nx = 2\n",
    "f-string": "f'{1 +}'\n",
    "syntax inside": "exec('x =')\n",
    "byte order mark": "\ufeffprint('bom')\n1 / 0\n",
    "exit text": "import sys; sys.exit('bye')\n",
    "exit object": "import sys; sys.exit((1, 2))\n",
    "own hook": "import sys\nsys.excepthook = lambda kind, error, trace: print(trace.tb_lineno)\n1 / 0\n",
    "broken hook": "import sys\ndef hook(*words): 1 / 0\nsys.excepthook = hook\nint('x')\n",
    "no hook": "import sys\ndel sys.excepthook\nint('x')\n",
    "thread": (
        "import threading\n"
        "thread = threading.Thread(target=lambda: 1 / 0, name='T')\n"
        "thread.start(); thread.join(); print('end')\n"
    ),
    "late thread": (
        "import threading, time\n"
        "threading.Thread(target=lambda: (time.sleep(0.05), print('thread'))).start(); print('main')\n"
    ),
    "exit functions": "import atexit\natexit.register(print, 'bye')\nraise ValueError\n",
    "last words": (
        "import sys\n"
        "class Late:\n"
        "    def __del__(self): print('late'); sys.stderr.write('late too\\n')\n"
        "late = Late()\n"
    ),
    "warnings": "import warnings\nwarnings.warn('careful')\nx = 1 is 1\n",
    "logging": "import logging\nlogging.basicConfig()\nlogging.warning('careful')\n",
    "asyncio": "import asyncio\nasync def main(): await asyncio.sleep(0); 1 / 0\nasyncio.run(main())\n",
    "shown traceback": "import traceback\ntry: 1 / 0\nexcept ZeroDivisionError: traceback.print_exc()\n",
    "main": (
        "import sys\n"
        "print(list(globals()), __name__, __doc__, __package__, __spec__)\n"
        "print(__loader__.name, type(__loader__))\n"
        "print(sys.modules['__main__'].__dict__ is globals(), __builtins__, __file__)\n"
        "print(sys.argv, sys.path, sys.orig_argv[-1], sys.executable)\n"
        "print(sys.gettrace(), sys.getrecursionlimit())\n"
    ),
    "modules": "import sys\nprint(sorted(sys.modules))\n",
    "annotations": "'''Words.'''\nfrom __future__ import annotations\nx: int = 1\nprint(__doc__, x)\n",
    "pickle": "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))))\n",
    "itself": "import program, __main__\nprint(program.__name__, __main__.__file__)\n" * 2,
    "neighbour": "import neighbour\n",
    "source": "import inspect\ndef f():\n    return 1\nprint(inspect.getsource(f), inspect.getfile(f))\n",
    "doctest": "'''\n>>> 1 + 1\n3\n'''\nimport doctest; doctest.testmod()\n",
    "streams": (
        "import sys\n"
        "for s in (sys.stdin, sys.stdout, sys.stderr):\n"
        "    print(s, s.isatty(), s.fileno(), s.encoding, s.newlines, s.buffer, s.readable(), s.seekable())\n"
        "print(sys.stdin is sys.__stdin__, sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__)\n"
    ),
}


@pytest.fixture
def programs(qtbot: QtBot, tmp_path: Path) -> Iterator[Programs]:
    """Programs of this test, ended with it."""
    programs = Programs(qtbot, tmp_path)
    yield programs
    programs.close()


@pytest.mark.parametrize("release", INTERPRETERS)
def test_a_program_does_what_plain_python_does(programs: Programs, release: str) -> None:
    """Output, tracebacks and exit code, for each program above and each interpreter found."""
    different = [name for name in SAME_AS_PYTHON if not _is_same(programs, INTERPRETERS[release], name)]
    assert different == []


def _is_same(programs: Programs, interpreter: Path, name: str) -> bool:
    run = programs.make(SAME_AS_PYTHON[name], interpreter=interpreter, stdin=b"")
    (run.spec.file.parent / "neighbour.py").write_text("def f():\n    1 / 0\nf()\n")
    programs.finish(programs.start(run))
    plain = subprocess.run(
        [interpreter, "-s", "-X", "utf8", run.spec.file],
        cwd=run.spec.work_dir,
        env=example_environment(os.environ, dict(run.spec.environment)),
        input=b"",
        capture_output=True,
        check=False,
    )
    return (run.stdout, run.stderr, run.outcome.exit_code) == (plain.stdout, plain.stderr, plain.returncode)


def test_endless_recursion_is_shown_as_python_shows_it(programs: Programs) -> None:
    """But for the count of repeated lines, one or two lower: a frame of ours lies below the program's."""
    lines = programs.run("def f(): f()\nf()\n").stderr.decode().splitlines()
    assert lines[-1].startswith("RecursionError: maximum recursion depth exceeded")
    assert [line for line in lines if "[Previous line repeated 99" in line]


@pytest.mark.parametrize("release", INTERPRETERS)
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_multiprocessing_works(programs: Programs, method: str, release: str) -> None:
    source = (
        "import multiprocessing\n"
        "def square(x): return x * x\n"
        "if __name__ == '__main__':\n"
        f"    with multiprocessing.get_context('{method}').Pool(2) as pool:\n"
        "        print(pool.map(square, range(4)))\n"
    )
    run = programs.run(source, interpreter=INTERPRETERS[release])
    assert (run.stdout, run.stderr) == (b"[0, 1, 4, 9]\n", b"")


def test_a_pool_of_futures_works(programs: Programs) -> None:
    source = (
        "from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor\n"
        "if __name__ == '__main__':\n"
        "    for kind in (ProcessPoolExecutor, ThreadPoolExecutor):\n"
        "        with kind(2) as pool: print(list(pool.map(abs, [-1, 2])))\n"
    )
    assert programs.run(source).stdout == b"[1, 2]\n[1, 2]\n"


def test_output_of_forked_workers_arrives(programs: Programs) -> None:
    source = (
        "import os, sys\n"
        "for i in range(3):\n"
        "    if os.fork() == 0:\n"
        "        print('worker', i, file=sys.stderr); sys.exit()\n"
        "    os.wait()\n"
        "    print('main', i)\n"
    )
    run = programs.run(source)
    assert run.merged.decode().splitlines() == [
        f"{name} {i}" for i in range(3) for name in ("worker", "main")
    ]


def test_asyncio_and_its_processes_work(programs: Programs) -> None:
    source = (
        "import asyncio, sys\n"
        "async def main():\n"
        "    child = await asyncio.create_subprocess_exec(sys.executable, '-c', 'print(7)', stdout=-1)\n"
        "    print((await child.communicate())[0])\n"
        "asyncio.run(main())\n"
    )
    assert programs.run(source).stdout == b"b'7\\n'\n"


def test_the_interpreter_started_again_is_the_examples_own(programs: Programs) -> None:
    source = "import subprocess, sys\nprint(subprocess.check_output([sys.executable, '-c', 'print(2)']))\n"
    assert programs.run(source).stdout == b"b'2\\n'\n"


def test_the_words_of_the_command_line_arrive_and_end_with_the_file(programs: Programs) -> None:
    run = programs.run(
        "import sys\nprint(sys.argv[1:])\nprint(open('/proc/self/cmdline').read())", argv=("-x", "é b", "")
    )
    words, cmdline = run.stdout.decode().splitlines()
    assert words == "['-x', 'é b', '']"
    assert cmdline.split("\0")[-2] == str(run.spec.file)


def test_the_environment_is_built_up(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "PYTHONPATH",
        "PYTHONSTARTUP",
        "LD_LIBRARY_PATH",
        "QT_PLUGIN_PATH",
        "SECRET_TOKEN",
        "VIRTUAL_ENV",
    ):
        monkeypatch.setenv(name, "/elsewhere")
    run = programs.run("import os\nprint(*sorted(os.environ))", environment=(("ASKED_FOR", "1"),))
    names = set(run.stdout.decode().split())
    assert {"PATH", "HOME", "PYTHONUTF8", "PYTHONNOUSERSITE", "PYTHONDONTWRITEBYTECODE", "ASKED_FOR"} <= names
    assert not any(os.environ.get(name) == "/elsewhere" for name in names)


def test_it_works_in_its_private_folder_and_imports_from_its_own(programs: Programs) -> None:
    run = programs.make("import os, sys\nprint(os.getcwd())\nprint(sys.path[0])\n")
    programs.finish(programs.start(run))
    assert run.stdout.decode().split() == [str(run.spec.work_dir), str(run.spec.file.parent)]


def test_nothing_appears_beside_the_program(programs: Programs) -> None:
    run = programs.make("import neighbour")
    (run.spec.file.parent / "neighbour.py").write_text("")
    programs.finish(programs.start(run))
    assert {path.name for path in run.spec.file.parent.iterdir()} == {"program.py", "neighbour.py"}


def test_a_path_with_letters_of_every_kind_works(programs: Programs) -> None:
    folder = programs.folder / "Ünï côde 文 🎉"
    folder.mkdir()
    file = folder / "ex ample.py"
    file.write_text("print(__file__)")
    run = programs.run(file)
    assert run.stdout.decode() == f"{file}\n"
    assert run.outcome.kind is OutcomeKind.OK
