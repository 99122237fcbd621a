"""The project's own virtual environment in ``.venv``, made from the hashed lock and anew when that changes.

Hides uv, pip, the stamp and the lock file. A half-made environment has no stamp and is made anew.
"""

from __future__ import annotations

import compileall
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from desktop.core import system_libraries

EXIT_SYSTEM = 3
EXIT_SET_UP = 5

LOCK = "requirements-dev.txt"
# What the environment is made from: another text of one of these means another environment.
_SOURCES = (LOCK, "pyproject.toml", "desktop/__init__.py")
# Settings of the user's shell that would lead pip or the new interpreter elsewhere.
_UNWANTED = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "VIRTUAL_ENV")


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
        print("Setting up, once: this takes up to a minute.", file=sys.stderr, flush=True)
        self._remove()
        if not (self._made_by(_uv_commands) or self._made_by(_pip_commands)):
            raise SetUpError(self._failure())
        compile_package(self.root)
        self._stamp_file.write_text(self.stamp(), encoding="ascii")

    def _made_by(self, commands_of: Callable[[Environment], list[list[str]]]) -> bool:
        """True when every command of this way succeeded; a failed way leaves nothing behind."""
        commands = commands_of(self)
        if commands and all(_succeeds(command) for command in commands):
            return True
        self._remove()
        return False

    def _remove(self) -> None:
        """A folder in the way is renamed first, so that no process ever sees half of it."""
        for old in self.root.glob(".venv.old-*"):
            shutil.rmtree(old, ignore_errors=True)
        if self.folder.is_symlink():
            self.folder.unlink()
        elif self.folder.exists():
            old = self.root / f".venv.old-{os.getpid()}"
            self.folder.rename(old)
            shutil.rmtree(old, ignore_errors=True)

    def _failure(self) -> str:
        return (
            f"The set-up did not finish; the reason stands above. It installs what {LOCK} names, with pip. "
            f"Without a network, put the wheels into {self.root / 'vendor' / 'wheels'} and start again."
        )

    def index_options(self) -> list[str]:
        """Offline as soon as the wheels lie beside the project, else whatever index the user has set."""
        wheels = self.root / "vendor" / "wheels"
        return ["--no-index", "--find-links", str(wheels)] if wheels.is_dir() else []


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


def venv_problem(manager: str, *, as_root: bool) -> str:
    """What to do where this Python has no ``venv``, else empty."""
    if not lacks_venv():
        return ""
    if manager != "apt":
        return "This Python has no venv module. Install the package of your system that holds it."
    command = system_libraries.install_command([venv_package()], manager, as_root=as_root)
    return f"This Python has no venv module. Install it with:\n  {command}"


def compile_package(root: Path) -> None:
    """Bytecode of our package even where the shell forbids to write it; never of the examples."""
    compileall.compile_dir(root / "desktop", quiet=2)


def child_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The user's environment without what would mislead pip."""
    kept = {name: value for name, value in environ.items() if name not in _UNWANTED}
    return {**kept, "PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def _uv_commands(environment: Environment) -> list[list[str]]:
    """No commands where uv is not there, or is there and does not work."""
    uv = shutil.which("uv")
    if uv is None or not _succeeds([uv, "--version"], quiet=True):
        return []
    install = [uv, "pip", "install", "--quiet", "--python", str(environment.python)]
    return [
        [uv, "venv", "--quiet", "--no-project", "--python", str(base_python()), str(environment.folder)],
        [*install, "--compile-bytecode", *_locked(environment)],
        [*install, *_ourselves(environment)],
        _proof(environment),
    ]


def _pip_commands(environment: Environment) -> list[list[str]]:
    problem = venv_problem(system_libraries.package_manager(), as_root=is_root())
    if problem:
        raise SetUpError(problem, EXIT_SYSTEM)
    install = [str(environment.python), "-m", "pip", "install", "--quiet"]
    return [
        [str(base_python()), "-m", "venv", str(environment.folder)],
        [*install, *_locked(environment)],
        [*install, *_ourselves(environment)],
        _proof(environment),
    ]


def _locked(environment: Environment) -> list[str]:
    lock = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(environment.root / LOCK)]
    return [*environment.index_options(), *lock]


def _ourselves(environment: Environment) -> list[str]:
    return ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(environment.root)]


def _proof(environment: Environment) -> list[str]:
    return [str(environment.python), "-P", "-c", "import PySide6.QtCore, yaml, pygments, appdirs, desktop"]


def _succeeds(command: list[str], *, quiet: bool = False) -> bool:
    output = subprocess.DEVNULL if quiet else sys.stderr
    environ = child_environment(os.environ)
    try:
        code = subprocess.call(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environ)
    except OSError as error:
        print(f"{command[0]} could not be started: {error.strerror}", file=sys.stderr)
        return False
    return code == 0


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
