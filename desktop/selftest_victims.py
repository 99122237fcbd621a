"""What attempts are aimed at beside files: a program to hurt, services to reach, secrets to find.

Each is started or made here, for this alone, and gone afterwards; nobody else's is ever touched.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

_WAIT = "import sys; sys.stdin.read()"  # it ends with the application, however that ends
_OPEN_FILES = 256
_HIGH_DESCRIPTOR = 150  # no program has so many open by itself
_ADD_KEY_AND_KEYCTL = {"x86_64": (248, 250), "aarch64": (217, 219)}
_JOIN_SESSION, _SESSION_KEYRING = 1, -3


class Victim:
    """A program of the same user that does nothing; a new one takes the place of a hurt one."""

    def __init__(self, base: Path, secret: str) -> None:
        """``base``: the Python to run. ``secret`` is in its environment."""
        self._base, self._secret = base, secret
        self._start()

    @property
    def pid(self) -> int:
        """Of the one that lives now."""
        return self._process.pid

    def wounds(self) -> list[str]:
        """What was done to it; it is well again afterwards."""
        found = self._look()
        if found:
            self.end()
            self._start()
        return found

    def end(self) -> None:
        """Kill it."""
        self._process.kill()
        self._process.communicate()

    def _start(self) -> None:
        command = [str(self._base), "-I", "-S", "-c", _WAIT]
        self._process = subprocess.Popen(
            command, env={"SECRET": self._secret}, stdin=subprocess.PIPE, start_new_session=True
        )
        self._processors = os.sched_getaffinity(self.pid)
        hard = resource.prlimit(self.pid, resource.RLIMIT_NOFILE)[1]
        resource.prlimit(self.pid, resource.RLIMIT_NOFILE, (_OPEN_FILES, hard))
        self._priority = os.getpriority(os.PRIO_PROCESS, self.pid)

    def _look(self) -> list[str]:
        if self._process.poll() is not None:
            return ["ended another program"]
        limit = resource.prlimit(self.pid, resource.RLIMIT_NOFILE)[0]
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii", errors="replace")
        changes = {
            "slowed another program down": os.getpriority(os.PRIO_PROCESS, self.pid) != self._priority,
            "drove another program off its processors": os.sched_getaffinity(self.pid) != self._processors,
            "limited another program": limit != _OPEN_FILES,
            "halted another program": "State:\tt" in status or "State:\tT" in status,
        }
        return [words for words, is_so in changes.items() if is_so]


class Neighbour:
    """The program with the services, which says which of them were reached."""

    def __init__(self, base: Path, program: Path, folder: Path, name: str) -> None:
        """``folder`` takes its sockets, ``name`` is that of the one without a path."""
        command = [str(base), "-I", "-S", str(program), str(folder), name]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}, start_new_session=True
        )
        self.places: dict[str, object] = self._ask("places")

    def reached(self) -> list[str]:
        """The services that were reached since the last time."""
        return [f"reached the service {name}" for name in self._ask("reached")]

    def end(self) -> None:
        """Kill it."""
        with contextlib.suppress(OSError):
            self._process.communicate()  # closes its standard input, at which it ends
        self._process.wait()

    def _ask(self, word: str) -> dict[str, object]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{word}\n".encode())
        self._process.stdin.flush()
        answer: dict[str, object] = json.loads(self._process.stdout.readline())
        return answer


class Bell:
    """Notes that a signal reached this process, which it would end otherwise."""

    def __init__(self, number: signal.Signals) -> None:
        """Until ``end`` the signal does nothing else."""
        self._number, self._count = number, 0
        self._previous = signal.signal(number, self._on_signal)

    def was_rung(self) -> bool:
        """Whether it was since the last time."""
        count, self._count = self._count, 0
        return count > 0

    def end(self) -> None:
        """As it was before."""
        signal.signal(self._number, self._previous)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._count += 1


@contextlib.contextmanager
def environment(changes: dict[str, str]) -> Iterator[None]:
    """This process's own environment with these changes."""
    before = dict(os.environ)
    os.environ.update(changes)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def leave_open(file: Path) -> int:
    """A descriptor that every child inherits, with a number that no program uses by chance."""
    descriptor = os.open(file, os.O_RDONLY)
    high = fcntl.fcntl(descriptor, fcntl.F_DUPFD, _HIGH_DESCRIPTOR)
    os.close(descriptor)
    os.set_inheritable(high, True)
    return high


def add_key(name: str, secret: str) -> None:
    """A key in a session keyring of its own, which children share; nothing where the kernel has none."""
    numbers = _ADD_KEY_AND_KEYCTL.get(os.uname().machine)
    if numbers is None:
        return
    libc = ctypes.CDLL(None)
    if libc.syscall(numbers[1], _JOIN_SESSION, None, 0, 0, 0) >= 0:
        libc.syscall(numbers[0], b"user", name.encode(), secret.encode(), len(secret), _SESSION_KEYRING)
