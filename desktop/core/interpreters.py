"""The Python interpreters of this machine: finding them and asking one what it is.

Hides where each system keeps them, and bounds what a broken or hostile program can do when asked.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.errors import SettingError
from desktop.core.example import OLDEST_PYTHON
from desktop.core.paths import base_interpreter

if TYPE_CHECKING:
    import subprocess

NEWEST_LOOKED_FOR = 16

_QUESTION = (
    "import sys, json; print(json.dumps([list(sys.version_info[:3]), sys.version.split()[0],"
    " sys.executable, getattr(sys, '_base_executable', sys.executable)]))"
)
_MAX_ANSWER_BYTES = 65_536
_SEARCH_TIMEOUT_S = 5.0
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python that can run examples. ``path`` is the program itself, not a shim that leads to it.

    ``is_wasm``: it is made of WebAssembly, and ``path`` is its folder.
    """

    path: Path
    version: tuple[int, int, int]
    release: str
    is_wasm: bool = False

    @property
    def short(self) -> tuple[int, int]:
        """The version that gates and stored outputs speak of: (3, 13)."""
        return self.version[:2]


@dataclass(frozen=True, slots=True)
class _Answer:
    version: tuple[int, int, int]
    release: str
    executable: Path
    base_executable: Path


def own(path: Path) -> Interpreter | None:
    """What ``path`` is where that needs no asking: it is the Python that this application runs on."""
    if path != Path(getattr(sys, "_base_executable", "") or sys.executable):
        return None
    return Interpreter(path, sys.version_info[:3], sys.version.split()[0])


def probe(path: Path, timeout_s: float = 10) -> Interpreter:
    """Ask the program at ``path`` what it is. Raises SettingError when it is no Python we can use."""
    answer = _ask(path, timeout_s)
    return Interpreter(answer.executable, answer.version, answer.release)


def find_interpreters(
    base: Path | None = None, environment: Mapping[str, str] | None = None
) -> list[Interpreter]:
    """One interpreter for each version: ``base`` (by default our own) first, then the others by version.

    Takes as long as the slowest program that is asked, 5 s at most for each: call it away from the window.
    """
    first = base or base_interpreter()
    candidates = _distinct([first, *_candidates(os.environ if environment is None else environment)])
    by_version: dict[tuple[int, int], Interpreter] = {}
    for found in _asked_together(candidates):
        if found:
            by_version.setdefault(found.short, found)
    interpreters = list(by_version.values())
    return interpreters[:1] + sorted(interpreters[1:], key=lambda found: found.version)


def _asked_together(paths: list[Path]) -> list[Interpreter | None]:
    """The answer of each. On a disk that hangs a program may never start, which no time limit ends:
    so they are asked in daemons, which hold up no end of ours, and not waited for without limit.
    """
    answers: list[Interpreter | None] = [None] * len(paths)
    turn = threading.Semaphore(_AT_ONCE)

    def ask(place: int, path: Path) -> None:
        with turn:
            answers[place] = _found(path)

    asking = [threading.Thread(target=ask, args=asked, daemon=True) for asked in enumerate(paths)]
    for thread in asking:
        thread.start()
    deadline = time.monotonic() + (_SEARCH_TIMEOUT_S + 1) * (len(paths) // _AT_ONCE + 1)
    for thread in asking:
        thread.join(max(0.0, deadline - time.monotonic()))
    return list(answers)


def _found(path: Path) -> Interpreter | None:
    """As ``probe``, but for a virtual environment the Python it was made from, without its packages."""
    try:
        answer = _ask(path, _SEARCH_TIMEOUT_S)
    except SettingError:
        return None
    base = answer.base_executable
    return Interpreter(base if base.is_file() else answer.executable, answer.version, answer.release)


def _distinct(paths: Iterable[Path]) -> list[Path]:
    """Files only, and each once, though several links may lead to it."""
    by_target: dict[str, Path] = {}
    for path in paths:
        if path.is_file():
            by_target.setdefault(os.path.realpath(path), path)
    return list(by_target.values())


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    names = [f"python3.{minor}" for minor in range(OLDEST_PYTHON[1], NEWEST_LOOKED_FOR + 1)]
    for name in [*names, "python3", "python"]:
        found = shutil.which(name, path=environment.get("PATH", ""))
        if found:
            yield Path(found)
    for folder, pattern in _places(environment):
        # Newest first: of several releases of one version the newest counts.
        try:
            yield from sorted(folder.glob(pattern), key=_release_in_path, reverse=True)
        except OSError:
            continue  # a folder that must not be read holds no interpreter for this user
    yield from _from_launcher(environment)


def _places(environment: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Where systems, pyenv and uv keep interpreters, as folder and pattern; most are not there."""
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.home())
    pyenv = Path(environment.get("PYENV_ROOT") or home / ".pyenv")
    yield pyenv / "versions", "3.*/bin/python3"
    yield pyenv / "pyenv-win" / "versions", "3.*/python.exe"
    for data in (home / ".local" / "share", Path(environment.get("APPDATA") or home / "AppData" / "Roaming")):
        installed = Path(environment.get("UV_PYTHON_INSTALL_DIR") or data / "uv" / "python")
        yield installed, "cpython-3.*/bin/python3"
        yield installed, "cpython-3.*/python.exe"
    for folder in ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"):
        yield Path(folder), "python3.[1-9][0-9]"
    yield Path("/Library/Frameworks/Python.framework/Versions"), "3.*/bin/python3"


def _release_in_path(path: Path) -> list[int]:
    return [int(digits) for digits in "".join(c if c.isdecimal() else " " for c in str(path)).split()]


def _from_launcher(environment: Mapping[str, str]) -> Iterator[Path]:
    """What the launcher of Windows lists: a tag, then the path at the end of each line."""
    launcher = shutil.which("py.exe", path=environment.get("PATH", ""))
    if launcher is None:
        return
    try:
        listed = _output_of([launcher, "-0p"], _SEARCH_TIMEOUT_S)
    except OSError:
        return
    for line in listed.decode("utf-8", "replace").splitlines():
        words = line.split(maxsplit=1)
        if len(words) == 2:
            yield Path(words[1].removeprefix("*").strip())


def _ask(path: Path, timeout_s: float) -> _Answer:
    if not path.is_file():
        raise SettingError(f"There is no program at {path}. Choose the file of a Python interpreter.")
    try:
        output = _output_of([str(path.absolute()), "-I", "-S", "-c", _QUESTION], timeout_s)
    except TimeoutError:  # before OSError, whose subclass it is
        raise SettingError(f"{path} did not answer within {timeout_s:g} s. Choose another one.") from None
    except OSError as error:
        why = error.strerror or error
        raise SettingError(f"{path} cannot be started ({why}). Choose another one.") from None
    answer = _understood(output)
    if answer is None:
        raise SettingError(f"{path} does not answer like a Python interpreter. Choose another one.")
    if answer.version[:2] < OLDEST_PYTHON:
        raise SettingError(
            f"{path} is Python {answer.release}; examples need 3.11 or newer. Choose a newer one."
        )
    return answer


def _understood(output: bytes) -> _Answer | None:
    """The answer, if the last line of the output is one; a site's start-up code may print before it."""
    try:
        version, release, executable, base = json.loads(output.decode("utf-8").strip().rpartition("\n")[2])
        major, minor, micro = (int(part) for part in version)
    except (ValueError, TypeError, RecursionError):
        return None
    if not all(isinstance(text, str) and text for text in (release, executable, base)):
        return None
    return _Answer((major, minor, micro), release, Path(executable), Path(base))


def _output_of(command: list[str], timeout_s: float) -> bytes:
    """What a program prints to stdout, at most 64 KiB. Raises OSError or TimeoutError.

    It runs in a session of its own, which is killed at the end with all it started; read by a thread, because
    a process that left the session may hold the pipe open for ever.
    """
    import subprocess

    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        start_new_session=True,
    )
    answers: list[bytes] = []
    reader = threading.Thread(target=_read, args=(process, answers), daemon=True)
    reader.start()
    reader.join(timeout_s)
    has_answered = bool(answers)  # asked before the kill, which ends the reading too
    _kill_all(process)
    if not has_answered:
        raise TimeoutError
    return answers[0]


def _read(process: subprocess.Popen[bytes], answers: list[bytes]) -> None:
    assert process.stdout is not None  # it was asked for
    with process.stdout as stream:
        answers.append(stream.read(_MAX_ANSWER_BYTES))


def _kill_all(process: subprocess.Popen[bytes]) -> None:
    import subprocess

    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):  # a process stuck in the kernel
        process.wait(1)
