"""The project's own virtual environment in ``.venv``: is it ready, and one process at a time makes it.

Hides the stamp and the lock file. Imports little, for every start passes through here.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

EXIT_SYSTEM = 3
EXIT_SET_UP = 5

LOCK = "requirements-dev.txt"
# What the environment is made from: another text of one of these means another environment.
_SOURCES = (LOCK, "pyproject.toml", "desktop/__init__.py")


class SetUpError(Exception):
    """The environment could not be made. ``str(error)`` says why and what to do."""

    def __init__(self, message: str, exit_code: int = EXIT_SET_UP) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True)
class Environment:
    """The virtual environment of the checkout ``root``."""

    root: Path

    @property
    def folder(self) -> Path:
        """Ours alone: it is deleted and made anew without asking."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter that has our libraries."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def _stamp_file(self) -> Path:
        return self.folder / "set-up.sha256"

    def stamp(self) -> str:
        """Changes whenever the environment would have to be another one."""
        digest = hashlib.sha256()
        for name in _SOURCES:
            digest.update((self.root / name).read_bytes())
        for fact in (sys.version, str(base_python()), str(self.root)):
            digest.update(fact.encode())
        return digest.hexdigest()

    def is_ready(self) -> bool:
        """Whether the last set-up came to its end, and from the same sources."""
        try:
            return self._stamp_file.read_text(encoding="ascii") == self.stamp() and self.python.exists()
        except OSError:
            return False

    def ready(self) -> Path:
        """Sets up if need be, one process at a time; returns ``python``."""
        if not self.is_ready():
            try:
                with _alone(self.root / ".venv.lock"):
                    if not self.is_ready():  # another process may have made it while this one waited
                        self._make()
            except OSError as error:
                raise SetUpError(
                    f"The set-up could not write to {self.root}: {error.strerror or error}. "
                    "Free some space, or copy the project to a folder of yours."
                ) from error
        if sys.dont_write_bytecode:
            compile_package(self.root)
        return self.python

    def _make(self) -> None:
        """The stamp comes last: what was interrupted has none, and is made anew."""
        import install

        install.make(self)
        compile_package(self.root)
        self._stamp_file.write_text(self.stamp(), encoding="ascii")


def is_root() -> bool:
    """Whether this user may install packages without ``sudo``; never on Windows."""
    return sys.platform != "win32" and os.geteuid() == 0


def base_python() -> Path:
    """The interpreter below any virtual environment this one may run in."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable)


def lacks_venv() -> bool:
    """Debian and Ubuntu take ``venv`` and ``ensurepip`` out of their Python."""
    return find_spec("venv") is None or find_spec("ensurepip") is None


def venv_package() -> str:
    """Debian's package that holds them, for this Python."""
    return f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def compile_package(root: Path) -> None:
    """Bytecode of our package even where the shell forbids to write it; never of the examples."""
    import compileall

    compileall.compile_dir(root / "desktop", quiet=2)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Holds ``file`` locked; says so when another process has it."""
    with file.open("a+b") as handle:
        if not _try_lock(handle.fileno()):
            print("Another set-up is running here; waiting for it.", file=sys.stderr, flush=True)
            _wait_for_lock(handle.fileno())
        yield


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _wait_for_lock(descriptor: int) -> None:
        while True:  # LK_LOCK gives up after ten seconds
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            except OSError:
                continue
            return

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait_for_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
