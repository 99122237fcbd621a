"""The probe finds both tiers here, and finds each hole that is torn into one."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.paths import base_interpreter, find_paths
from desktop.sandbox.policy import Tier
from desktop.sandbox.tiers import Tiers, probe_tiers
from tests.qt.real_runs import Programs
from tests.qt.sandboxed import KERNEL, LINUX, STRONG, USERS, programs
from tests.qt.test_sandbox_fails_closed import break_function, broken

__all__ = ["broken", "programs"]
pytestmark = LINUX


def probe(code_root: Path, interpreter: Path | None = None) -> Tiers:
    base = base_interpreter()
    return probe_tiers(base, code_root / "desktop" / "child" / "launch.py", interpreter or base)


@USERS
def test_both_tiers_hold_on_the_machines_that_test_them(user: str) -> None:
    """Not skipped: without them nothing of the sandbox would be tested."""
    found = probe(find_paths().code_root)
    assert [(state.tier, state.is_available, state.why) for state in found.states] == [
        (tier, True, "") for tier in (STRONG, KERNEL, Tier.LIMITS)
    ]


HOLES = [
    ("linux_landlock", "Ruleset.restrict", "pass", KERNEL, "read a file outside and wrote a file outside"),
    ("linux_seccomp", "install", "pass", KERNEL, "reached"),
    ("linux_landlock", "Ruleset.restrict", "raise OSError(1, 'refused')", STRONG, "Landlock: refused"),
]


@pytest.mark.parametrize(("module", "function", "body", "tier", "words"), HOLES)
def test_a_hole_is_found(
    broken: Programs, module: str, function: str, body: str, tier: Tier, words: str
) -> None:
    break_function(broken, module, function, body)
    state = probe(broken.code_root).state(tier)
    assert not state.is_available
    assert words in state.why


def test_a_hole_in_the_mounts_of_strong_is_found_although_landlock_would_hold(broken: Programs) -> None:
    """With both walls of the file system down; one alone holds."""
    break_function(broken, "linux_landlock", "Ruleset.restrict", "pass")
    assert probe(broken.code_root).state(STRONG).is_available
    break_function(broken, "linux_view", "View.enter", "pass")
    state = probe(broken.code_root).state(STRONG)
    assert "read a file outside" in state.why


def test_an_interpreter_that_cannot_start_inside_is_told(tmp_path: Path) -> None:
    for content, words in (("#!/bin/sh\nexit 0\n", "is no program"), ("", "is no program")):
        file = tmp_path / "python"
        file.write_text(content)
        file.chmod(0o755)
        found = probe(find_paths().code_root, file)
        assert words in found.state(STRONG).why
        assert words in found.state(KERNEL).why


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    probe(find_paths().code_root)
    assert list(tmp_path.iterdir()) == []


def test_temporary_files_far_down_do_not_keep_the_tiers_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No path of more than 107 bytes can name the socket that the probe listens at."""
    far = tmp_path / ("deep" * 30)
    far.mkdir()
    monkeypatch.setenv("TMPDIR", str(far))
    found = probe(find_paths().code_root)
    assert [state.why for state in found.states] == ["", "", ""]
    assert list(far.iterdir()) == []
