"""Makes the virtual environment from the hashed lock, with uv where that works and else with pip.

Loaded only when there is something to make. Nothing is built from source and nothing without its hash.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from environment import (
    EXIT_SYSTEM,
    LOCK,
    Environment,
    SetUpError,
    base_python,
    is_root,
    lacks_venv,
    venv_package,
)

from desktop.core import system_libraries

# Settings of the user's shell that would lead pip or the new interpreter elsewhere.
_UNWANTED = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "VIRTUAL_ENV")


def make(environment: Environment) -> None:
    """Leaves a complete environment, or none and a SetUpError."""
    print("Setting up, once: this takes up to a minute.", file=sys.stderr, flush=True)
    _remove(environment)
    if not (_made_by(environment, _uv_commands) or _made_by(environment, _pip_commands)):
        raise SetUpError(
            f"The set-up did not finish; the reason stands above. It installs what {LOCK} names, with pip. "
            f"Without a network, put the wheels into {wheels_folder(environment.root)} and start again."
        )


def wheels_folder(root: Path) -> Path:
    """Where the wheels lie on a machine without a network."""
    return root / "vendor" / "wheels"


def index_options(root: Path) -> list[str]:
    """Offline as soon as the wheels lie beside the project, else whatever index the user has set."""
    wheels = wheels_folder(root)
    return ["--no-index", "--find-links", str(wheels)] if wheels.is_dir() else []


def _made_by(environment: Environment, commands_of: Callable[[Environment], list[list[str]]]) -> bool:
    """True when every command of this way succeeded; a failed way leaves nothing behind."""
    commands = commands_of(environment)
    if commands and all(_succeeds(command) for command in commands):
        return True
    _remove(environment)
    return False


def _remove(environment: Environment) -> None:
    """A folder in the way is renamed first, so that no process ever sees half of it."""
    root, folder = environment.root, environment.folder
    for old in root.glob(".venv.old-*"):
        shutil.rmtree(old, ignore_errors=True)
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        old = root / f".venv.old-{os.getpid()}"
        folder.rename(old)
        shutil.rmtree(old, ignore_errors=True)


def venv_problem(manager: str, *, as_root: bool) -> str:
    """What to do where this Python has no ``venv``, else empty."""
    if not lacks_venv():
        return ""
    if manager != "apt":
        return "This Python has no venv module. Install the package of your system that holds it."
    command = system_libraries.install_command([venv_package()], manager, as_root=as_root)
    return f"This Python has no venv module. Install it with:\n  {command}"


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
        unpacking(environment.python),
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
        unpacking(environment.python),
        _proof(environment),
    ]


def _locked(environment: Environment) -> list[str]:
    lock = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(environment.root / LOCK)]
    return [*index_options(environment.root), *lock]


def _ourselves(environment: Environment) -> list[str]:
    return ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(environment.root)]


def unpacking(python: Path) -> list[str]:
    """PySide carries modules as packed text and compiles them at each start, unless they are unpacked."""
    program = (
        "import os; os.environ['SBK_EMBED'] = 'no'; import PySide6.QtCore, shiboken6, compileall; "
        "compileall.compile_dir(os.path.join(os.path.dirname(shiboken6.__file__), 'files.dir'), quiet=2)"
    )
    return [str(python), "-P", "-c", program]


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
