"""All attempts, in every tier, as root and as an ordinary user; and without a sandbox, where most work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from desktop.core.paths import find_paths
from desktop.sandbox.policy import Tier
from desktop.selftest import TOLD, Column, run_columns
from desktop.selftest_attempts import read_attempts
from desktop.selftest_trials import Verdict
from tests.attack.figures import keep_columns, keep_line
from tests.qt.real_runs import Programs, marked_processes
from tests.qt.sandboxed import LINUX, USERS

pytestmark = LINUX
ROOT = Path(__file__).parents[2]
# About as long for each; what only differs in the version of Landlock is tried as the user it is made for.
LANES = {
    "own": (("Strong", "Kernel"), ("Unsandboxed", "Strong+run+net", "Kernel+run")),
    "ordinary": (
        ("Strong", "Strong+run+net", "Strong by bwrap", "Kernel ABI 3", "Kernel+run"),
        ("Unsandboxed", "Kernel", "Strong by bwrap+run+net", "Kernel ABI 4", "Kernel+run 4"),
    ),
}
PROCESSES = {"sp01", "sp02", "sp03", "sp04", "sp06", "fs32"}
"""What ``run`` grants: processes, and programs of one's own."""
OWN_NETWORK = {"nt03", "nt04"}
"""With the loopback network granted: a datagram to nobody, a server that nobody else reaches."""

WORKS_NOWHERE = {
    "en01": "an example's environment is built up, in every tier",
    "en02": "the launcher closes every descriptor, in every tier",
    "en07": "as en01",
    "im02": "Python is started without its user's modules, in every tier",
    "kl01": "the launcher ends what it started, in every tier",
    "kl02": "as kl01",
    "kl03": "as kl01",
    "kl07": "as kl01",
    "sp14": "as kl01",
}
NEEDS_OF_THE_COMPUTER = {
    "en03": "a kernel with keyrings",
    "fs23": "a file system with attributes",
    "fs28": "the right to open by handles: root's",
    "fs27": "the right to make devices: root's",
    "nt14": "a kernel with io_uring",
    "nt16": "a kernel with the x32 table",
    "pr02": "a kernel that lets users trace their own programs",
    "pr04": "as pr02",
    "pr11": "two processors",
    "sp07": "a kernel that lets users make namespaces",
    "sp08": "the right to mount: root's",
    "sp10": "one of three rights that many kernels give to root alone",
    "sp11": "as en03",
    "sp16": "the right to change the root: root's",
    "sp18": "to be root",
    "sp19": "a kernel with the 32-bit table",
}
AT_LEAST = 80
"""Of 98 without a sandbox; 88 were measured as root, 83 as an ordinary user. Computers differ a little."""


@USERS
def test_nothing_gets_out_of_any_tier_but_what_kernel_tells(tmp_path: Path, user: str) -> None:
    columns = make_all(tmp_path, user)
    keep_columns(user, columns)
    for column in columns.values():
        assert broken(column) == {}
    for title, column in columns.items():
        if title.startswith("strong"):
            granted = PROCESSES | OWN_NETWORK if title.endswith("+run+net") else set()
            assert set(column["worked"]) == granted, title
            assert column["damage"] == [], title
        if title.startswith("kernel"):
            granted = PROCESSES if title == "kernel+run" else set()
            assert set(column["worked"]) <= TOLD.keys() | granted, title
            assert set(column["damage"]) <= {"fs13 read the secret link"}, title
    check_control(columns["unsandboxed"], user)


def check_control(control: dict[str, Any], user: str) -> None:
    """The suite bites: most work, and of each that does not it is known why."""
    assert len(control["worked"]) >= AT_LEAST
    held = {name for name, facts in control["attempts"].items() if facts["verdict"] == "held"}
    reasons = WORKS_NOWHERE | NEEDS_OF_THE_COMPUTER
    keep_line(
        f"{user}, held without a sandbox", ", ".join(f"{name} ({reasons.get(name)})" for name in sorted(held))
    )
    assert held <= reasons.keys()
    assert WORKS_NOWHERE.keys() <= held
    assert len(control["damage"]) >= AT_LEAST // 2


def broken(column: dict[str, Any]) -> dict[str, str]:
    return {name: facts["why"] for name, facts in column["attempts"].items() if facts["verdict"] == "broken"}


def make_all(folder: Path, user: str) -> dict[str, Any]:
    """The columns of this user, in two processes at once."""
    lanes = [
        (
            folder / f"{number}.json",
            subprocess.Popen(
                [sys.executable, "-m", "tests.attack.lane", str(folder / f"{number}.json"), *names],
                cwd=ROOT,
                stderr=subprocess.PIPE,
            ),
        )
        for number, names in enumerate(LANES[user])
    ]
    columns: dict[str, Any] = {}
    for file, process in lanes:
        problem = process.communicate()[1].decode()
        assert process.returncode == 0, problem
        columns |= json.loads(file.read_text(encoding="utf-8"))
    return columns


@USERS
def test_kernel_does_not_start_where_landlock_knows_no_truncation(qapp: object, user: str) -> None:
    """On ABI 1 a program could empty ~/.bashrc."""
    column = Column("ABI 1", Tier.KERNEL, abi_cap=1)
    result = run_columns(find_paths(), [column], only=("fs01", "fs16", "fs17")).columns[0]
    assert result.named(Verdict.BROKEN) == ("fs01", "fs16", "fs17")
    assert all("too old" in found.why for found in result.results)
    assert result.damage == ()
    assert not result.ok


@USERS
@pytest.mark.parametrize("tier", ["strong", "kernel"])
def test_kl05_nothing_outlives_an_application_that_was_killed(
    programs: Programs, tmp_path: Path, tier: str, user: str
) -> None:
    mark = f"{tier}-{os.getpid()}-{tmp_path.name}"
    command = [sys.executable, "-m", "tests.attack.lane", "outlive", tier, mark]
    with (
        tempfile.TemporaryDirectory() as folder,  # what is killed leaves its arena
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, env=os.environ | {"TMPDIR": folder}
        ) as application,
    ):
        assert application.stdout is not None
        assert b"ready" in application.stdout.readline()
        assert len(marked_processes(mark)) >= 4
        application.kill()
    programs.wait_until(lambda: not marked_processes(mark))


def test_every_attempt_is_declared_once_and_says_what_must_happen() -> None:
    attempts = read_attempts(find_paths().resources / "attempts")
    names = [attempt.name for attempt in attempts]
    assert len(names) == len(set(names))
    assert all(attempt.title and attempt.must for attempt in attempts)
    assert len(names) >= 99
