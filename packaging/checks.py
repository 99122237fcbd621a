"""``run.py test``: every check and every folder of tests, each as a process of its own, with its seconds.

As root on Debian and Ubuntu it installs what the system lacks; elsewhere it says what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from environment import EXIT_SYSTEM, Environment, SetUpError, is_root, lacks_venv, venv_package
from install import venv_problem

from desktop.core import system_libraries as libraries

_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
_NO_SCREEN = ("-p", "no:xvfb")
_ON_SCREEN = ("e2e", "bundle")
_FOLDERS = ("unit", "qt", "e2e", "content", "attack", "bundle")

_ACCESSIBILITY_BUS = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
"""Without it the tests of what a screen reader is told are skipped."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the report: a command that passes when it ends with 0."""

    name: str
    command: tuple[str, ...]
    environ: Mapping[str, str] = field(default_factory=dict)


def main(root: Path, wanted: Sequence[str] = ()) -> int:
    """Runs all parts, or the ``wanted`` ones; 0 only when every one passed."""
    _complete_the_system()
    python = Environment(root).ready()
    parts = [part for part in all_parts(root, str(python)) if not wanted or part.name in wanted]
    unknown = set(wanted) - {part.name for part in parts}
    if unknown:
        raise SetUpError(
            f"There is no part of the tests named {' or '.join(sorted(unknown))} here.", exit_code=2
        )
    return report([(part, *run_part(root, part)) for part in parts])


def all_parts(root: Path, python: str) -> list[Part]:
    """The checks, then each folder below ``tests`` that has tests."""
    checks = [
        Part("lint", (python, "-m", "ruff", "check", ".")),
        Part("format", (python, "-m", "ruff", "format", "--check", ".")),
        Part("types", (python, "-m", "mypy")),
    ]
    return checks + [_folder_part(python, name) for name in _FOLDERS if has_tests(root / "tests" / name)]


def has_tests(folder: Path) -> bool:
    """Whether pytest would find a file of tests there."""
    return any(folder.rglob("test_*.py"))


def _folder_part(python: str, name: str) -> Part:
    pytest = (python, "-m", "pytest", "-q")
    if name == "unit":  # has its own configuration, in which Qt does not exist
        return Part(name, (*pytest, f"tests/{name}"))
    if name in _ON_SCREEN and not _needs_virtual_screen():
        return Part(name, (*pytest, f"tests/{name}"))
    if name in _ON_SCREEN and shutil.which("Xvfb"):
        return Part(name, (*pytest, f"tests/{name}"), {"QT_QPA_PLATFORM": "xcb"})
    return Part(name, (*pytest, *_NO_SCREEN, f"tests/{name}"), _OFFSCREEN)


def _needs_virtual_screen() -> bool:
    return sys.platform.startswith("linux")


def run_part(root: Path, part: Part) -> tuple[bool, float]:
    print(f"== {part.name}", flush=True)
    begin = time.monotonic()
    done = subprocess.run(part.command, cwd=root, env={**os.environ, **part.environ}, check=False)
    seconds = time.monotonic() - begin
    print(f"== {part.name}: {_word(done.returncode == 0)}, {seconds:.1f} s\n", flush=True)
    return done.returncode == 0, seconds


def _word(is_passed: bool) -> str:
    return "passed" if is_passed else "FAILED"


def report(results: Sequence[tuple[Part, bool, float]]) -> int:
    for part, is_passed, seconds in results:
        print(f"{part.name:<10}{_word(is_passed):<8}{seconds:7.1f} s")
    failed = [part.name for part, is_passed, _seconds in results if not is_passed]
    total = sum(seconds for _part, _passed, seconds in results)
    if failed:
        print(
            f"{len(failed)} of {len(results)} parts failed in {total:.0f} s: {', '.join(failed)}.", flush=True
        )
        return 1
    print(f"All {len(results)} parts passed in {total:.0f} s.", flush=True)
    return 0


def _complete_the_system() -> None:
    """Raises SetUpError when the system lacks what no test can do without."""
    if not sys.platform.startswith("linux"):
        return
    manager, as_root = libraries.package_manager(), is_root()
    names = lacking_packages(manager)
    if names and manager == "apt" and as_root:
        _apt_install(names)
    text = libraries.problem(libraries.missing(libraries.ANYWHERE), manager, as_root=as_root)
    if not text and shutil.which("uv") is None:
        text = venv_problem(manager, as_root=as_root)
    if text:
        raise SetUpError(text, EXIT_SYSTEM)
    if shutil.which("Xvfb") is None:
        print("There is no Xvfb here, so the whole-window tests run without a screen.", flush=True)


def lacking_packages(manager: str) -> list[str]:
    """What the tests need of the system and is not there, by Debian's names."""
    if manager != "apt":
        return []
    names = list(libraries.packages(libraries.missing(libraries.ANYWHERE + libraries.XCB), manager))
    if lacks_venv():
        names.append(venv_package())
    names += [] if shutil.which("Xvfb") else ["xvfb", "xauth"]  # xvfb-run needs the second
    names += [] if _ACCESSIBILITY_BUS.exists() else ["at-spi2-core", "dbus"]
    return names if shutil.which("bwrap") else [*names, "bubblewrap"]


def _apt_install(names: Iterable[str]) -> None:
    """A failure is told by apt itself; what is then still missing is named by the caller."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *names]
    for command in (["apt-get", "update", "-q"], install):
        print("$ " + " ".join(command), flush=True)
        subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, check=False)
