"""A step of the confinement that fails ends the start with its name; the program never runs with less.

Each test runs a launcher of its own: a copy of the real one in which one function is broken.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.child.protocol import OutcomeKind
from desktop.core.paths import find_paths
from desktop.sandbox.policy import Net, Policy
from tests.qt.real_runs import Programs
from tests.qt.sandboxed import KERNEL, LINUX, STRONG, programs

__all__ = ["programs"]
pytestmark = LINUX

BROKEN = "raise OSError(5, 'broken on purpose')"
# Module, function, and the step that the outcome names.
STEPS_OF_BOTH = [
    ("linux_privileges", "no_new_privileges", "no new privileges"),
    ("linux_privileges", "drop_capabilities", "capabilities"),
    ("linux_landlock", "Ruleset.__init__", "Landlock"),
    ("linux_landlock", "Ruleset.allow", "Landlock"),
    ("linux_landlock", "Ruleset.restrict", "Landlock"),
    ("linux_seccomp", "build", "the system call filter"),
    ("linux_seccomp", "install", "the system call filter"),
    ("limits", "limit_open_files", "the open files limit"),
    ("limits", "limit_memory", "the memory limit"),
]
STEPS_OF_STRONG = [
    ("linux_namespaces", "clone", "the sandbox"),
    ("linux_namespaces", "map_ordinary_user", "the sandbox"),
    ("linux_mounts", "keep_private", "the file system"),
    ("linux_mounts", "make", "the file system"),
    ("linux_mounts", "copy", "the file system"),
    ("linux_mounts", "restrict", "the file system"),
    ("linux_mounts", "place", "the file system"),
    ("linux_mounts", "become_root", "the file system"),
    ("linux_network", "bring_up_loopback", "the loopback network"),
    ("linux_namespaces", "name_host", "the host's name"),
    ("linux_namespaces", "hide_memory", "memory"),
]
CASES = [(STRONG, *step) for step in [*STEPS_OF_STRONG, *STEPS_OF_BOTH]] + [
    (KERNEL, *step) for step in STEPS_OF_BOTH
]


@pytest.fixture
def broken(programs: Programs, tmp_path: Path) -> Programs:
    """Programs whose launcher is a copy."""
    root = find_paths().code_root / "desktop"
    copy = tmp_path / "copy" / "desktop"
    for name in ("child", "sandbox"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "__init__.py", copy)
    programs.code_root = copy.parent
    return programs


def break_function(programs: Programs, module: str, function: str, body: str = BROKEN) -> None:
    """Replace a function, or a method ``Class.name``, by one with this body."""
    file = programs.code_root / "desktop" / "sandbox" / f"{module}.py"
    text = f"\n\ndef _broken(*words, **more):\n    {body}\n\n\n{function} = _broken\n"
    file.write_text(file.read_text() + text)


@pytest.mark.parametrize(("tier", "module", "function", "step"), CASES)
def test_a_broken_step_is_the_end_of_the_start(
    broken: Programs, tier: object, module: str, function: str, step: str
) -> None:
    break_function(broken, module, function)
    run = broken.run("open('ran', 'w')", policy=Policy(tier, net=Net.LOOPBACK))  # type: ignore[arg-type]
    assert run.outcome.kind is OutcomeKind.NOT_STARTED
    assert run.outcome.sentence() == f"Could not start: {step}: broken on purpose"
    assert list(run.spec.work_dir.iterdir()) == []
    assert run.processes() == []


def test_the_copy_works_while_nothing_is_broken(broken: Programs) -> None:
    """Without this the tests above could fail for another reason."""
    for tier in (STRONG, KERNEL):
        run = broken.run("print(1)", policy=Policy(tier, net=Net.LOOPBACK))
        assert run.stdout == b"1\n"
        assert str(broken.code_root) in broken.run("import sys; print(sys.orig_argv)").stdout.decode() or run


def test_an_error_that_nobody_foresaw_is_the_end_too(broken: Programs) -> None:
    break_function(broken, "linux_landlock", "Ruleset.restrict", "raise AttributeError('unforeseen')")
    for tier in (STRONG, KERNEL):
        outcome = broken.run("print(1)", policy=Policy(tier)).outcome
        assert outcome.sentence() == "Could not start: Landlock: AttributeError: unforeseen"


def test_a_capability_that_stays_is_noticed(broken: Programs) -> None:
    break_function(broken, "linux_privileges", "capabilities", "return 1 << 21")
    outcome = broken.run("print(1)", policy=Policy(KERNEL)).outcome
    assert outcome.kind is OutcomeKind.NOT_STARTED
    assert "capabilities" in outcome.sentence()


def test_without_landlock_there_is_neither_tier(broken: Programs) -> None:
    break_function(broken, "linux_landlock", "abi", "return 0")
    for tier in (STRONG, KERNEL):
        outcome = broken.run("print(1)", policy=Policy(tier)).outcome
        assert outcome.kind is OutcomeKind.NOT_STARTED
        assert outcome.detail == "Landlock: version 0 of the kernel's Landlock is too old"
