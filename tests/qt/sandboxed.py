"""What the tests of the sandbox share: the tiers, both users, and programs with real children.

Each tier is tested where it probes; on Linux one that cannot be had fails the tests, it skips none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.sandbox.policy import Policy, Tier
from tests.qt.real_runs import Programs

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="these tiers are Linux's")
STRONG, KERNEL = Tier.STRONG, Tier.KERNEL
TIERS = pytest.mark.parametrize("tier", [STRONG, KERNEL])
# A test with this runs twice where CI is root: as root, and as an ordinary user.
USERS = pytest.mark.parametrize("user", ["own", pytest.param("ordinary", marks=pytest.mark.ordinary_user)])


@pytest.fixture
def programs(qtbot: QtBot, tmp_path: Path) -> Iterator[Programs]:
    """Programs of this test, ended with it."""
    programs = Programs(qtbot, tmp_path)
    yield programs
    programs.close()


def attempts(programs: Programs, policy: Policy, source: str, **details: object) -> dict[str, str]:
    """Run ``source``, which prints ``name=result`` lines; the results."""
    run = programs.run(source, policy=policy, **details)
    assert run.outcome.tier is policy.tier
    assert run.stderr == b"", run.stderr.decode()
    lines = run.stdout.decode().splitlines()
    return dict(line.split("=", 1) for line in lines)
