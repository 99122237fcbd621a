"""The self-test finds a hole that is torn into a wall, says so in a table, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.paths import find_paths
from desktop.sandbox.policy import Tier
from desktop.selftest import SelfTest, run_columns, run_selftest
from tests.attack.lane import COLUMNS
from tests.qt.real_runs import Programs
from tests.qt.sandboxed import LINUX
from tests.qt.test_sandbox_fails_closed import break_function, broken

__all__ = ["broken"]
pytestmark = LINUX
HOLES = [
    ("linux_landlock", "Ruleset.restrict", "Kernel", {"fs01", "fs15", "fs37"}),
    ("linux_landlock", "Ruleset.restrict", "Strong", {"pr14"}),
    ("linux_seccomp", "install", "Kernel", {"nt05", "sp03", "fs21"}),
    ("linux_seccomp", "install", "Strong", {"sp03", "sp07"}),
    ("linux_privileges", "drop_capabilities", "Kernel", {"sp18"} if os.geteuid() == 0 else set()),
    ("limits", "limit_open_files", "Strong", {"rs04"}),
]
TRIED = ("en01", "fs01", "fs12", "fs15", "fs21", "fs37", "nt05", "pr14", "rs04", "sp03", "sp07", "sp18")


@pytest.mark.parametrize(("module", "function", "title", "through"), HOLES)
def test_a_wall_that_is_down_is_found(
    broken: Programs, module: str, function: str, title: str, through: set[str]
) -> None:
    paths = replace(find_paths(), code_root=broken.code_root)
    whole = run_columns(paths, [COLUMNS[title]], only=TRIED)
    assert whole.ok, whole.table()
    break_function(broken, module, function, "pass")
    holed = run_columns(paths, [COLUMNS[title]], only=TRIED)
    assert through <= set(holed.columns[0].worked), holed.table()
    assert holed.ok is not bool(through)
    assert ("report this table" in holed.table()) is bool(through)


def test_the_table_fits_a_terminal_and_the_json_says_the_same() -> None:
    columns = [COLUMNS[title] for title in ("Strong", "Kernel", "Unsandboxed")]
    result = run_columns(find_paths(), columns, only=("fs01", "fs12", "nt16", "kl05"))
    lines = result.table().splitlines()
    assert max(map(len, lines)) <= 100
    row = next(line for line in lines if line.startswith("fs12"))
    assert row.split()[-3:] == ["held", "WORKED", "WORKED"]
    facts = json.loads(json.dumps(result.to_json()))
    assert facts["ok"] is True
    assert facts["columns"]["kernel"]["worked"] == ["fs12"]
    assert facts["columns"]["strong"]["attempts"]["kl05"]["verdict"] == "not applicable"


def test_where_no_sandbox_holds_nothing_is_tried_and_nothing_is_fine() -> None:
    result = run_selftest(find_paths(), [Tier.LIMITS])
    assert result == SelfTest((), 0.0)
    assert not result.ok
    assert "nothing to try" in result.table()


def test_nothing_is_left_behind_and_nothing_is_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = Path("/tmp", f"t{os.getpid()}")  # a short name: sockets lie in it
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    before = dict(os.environ), signal.getsignal(signal.SIGUSR2), signal.getsignal(signal.SIGINT), _open()
    run_columns(find_paths(), [COLUMNS["Unsandboxed"]], only=("fs21", "fs34", "pr05", "pr10", "kl01", "en02"))
    after = dict(os.environ), signal.getsignal(signal.SIGUSR2), signal.getsignal(signal.SIGINT), _open()
    assert before == after
    assert list(folder.iterdir()) == []
    folder.rmdir()


def _open() -> set[str]:
    return {name for name in os.listdir("/proc/self/fd") if int(name) >= 150}  # noqa: PTH208
