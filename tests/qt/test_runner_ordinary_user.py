"""What the runner promises an ordinary user, who needs a user namespace where root needs none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Limits, OutcomeKind
from tests.qt.real_runs import DAEMONS_AND_MAIN, Programs

pytestmark = [
    pytest.mark.ordinary_user,
    pytest.mark.skipif(sys.platform != "linux", reason="pid namespaces are Linux's"),
]
FORKS = """\
import os, time
count = 0
try:
    while True:
        if os.fork() == 0: time.sleep(60); os._exit(0)
        count += 1
except BlockingIOError: pass
print(count)
"""
FACTS = """\
import os
print(os.getuid(), os.getgid(), open('/proc/self/status').read().count('CapEff:\\t0000000000000000'))
open('mine', 'w').close()
print(os.stat('mine').st_uid)
"""


@pytest.fixture
def programs(qtbot: QtBot, tmp_path: Path) -> Iterator[Programs]:
    """Programs of this test, ended with it."""
    programs = Programs(qtbot, tmp_path)
    yield programs
    programs.close()


def test_no_daemon_survives_under_either_guard(programs: Programs) -> None:
    for forgoes_namespace in (False, True):
        run = programs.make(DAEMONS_AND_MAIN, forgoes_namespace=forgoes_namespace)
        programs.start(run, until=lambda run=run: run.stdout)
        assert len(run.processes()) >= 4
        run.runner.stop()
        run.runner.stop()
        programs.finish(run)
        assert run.processes() == []
        assert run.outcome.kind is OutcomeKind.STOPPED


def test_processes_are_limited_under_either_guard(programs: Programs) -> None:
    """19 and the program itself; without a namespace what the user runs besides comes on top."""
    for forgoes_namespace in (False, True):
        run = programs.run(FORKS, limits=Limits(max_processes=20), forgoes_namespace=forgoes_namespace)
        assert run.stdout == b"19\n"


def test_the_namespace_shows_the_user_as_he_is_and_grants_no_power(programs: Programs) -> None:
    uid, gid = os.getuid(), os.getgid()
    assert programs.run(FACTS).stdout.decode() == f"{uid} {gid} 1\n{uid}\n"
