"""A Python that hangs or is none holds up neither the window nor what is not to run on it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.core.errors import SettingError
from desktop.core.paths import base_interpreter, find_paths
from desktop.services.chosen_python import StillAskedError
from desktop.services.session import Session

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its shims are programs of a Unix shell")
PLAIN = "control-flow/if-elif-else"


@pytest.fixture
def session(data_dir: Path) -> Iterator[Session]:
    session = Session(find_paths(data_dir=data_dir))
    yield session
    session.close()


def shim(path: Path, before: str = "") -> Path:
    """A program that leads to a Python, after what ``before`` does."""
    path.write_text(
        f'#!/bin/sh\n{before}\nexec {shlex.quote(str(base_interpreter()))} "$@"\n', encoding="utf-8"
    )
    path.chmod(0o755)
    return path


def test_python_that_hangs_does_not_hold_up_who_asks_for_it(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    gate = tmp_path / "is-there"
    slow = shim(tmp_path / "slow", f"while [ ! -e {shlex.quote(str(gate))} ]; do sleep 0.01; done")
    session.save_settings({"execution.interpreter": str(slow)})
    with pytest.raises(StillAskedError):
        session.interpreter()
    assert session.gate_problem(session.example(PLAIN)) == "", "nothing is said before it is known"
    outcomes: list[Outcome] = []
    session.run_finished.connect(outcomes.append)
    session.run(session.example(PLAIN), stdin=b"")
    session.stop()
    assert [outcome.kind for outcome in outcomes] == [OutcomeKind.STOPPED]
    with qtbot.waitSignal(session.interpreter_found, timeout=60_000):
        gate.touch()
    assert session.interpreter().path == base_interpreter()


def test_what_is_no_python_is_said_and_asked_again_by_the_next_run(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    session.save_settings({"execution.interpreter": str(broken)})
    outcomes: list[Outcome] = []
    session.run_finished.connect(outcomes.append)
    session.run(session.example(PLAIN), stdin=b"")
    qtbot.waitUntil(lambda: len(outcomes) == 1, timeout=60_000)
    assert outcomes[0].kind is OutcomeKind.NOT_STARTED
    with pytest.raises(SettingError) as caught:
        session.interpreter()
    assert str(caught.value) in outcomes[0].sentence()
    assert session.gate_problem(session.example(PLAIN)) == str(caught.value)
    shim(broken)
    session.run(session.example(PLAIN), stdin=b"")
    qtbot.waitUntil(lambda: len(outcomes) == 2, timeout=60_000)
    assert outcomes[1].kind is OutcomeKind.OK
    assert session.interpreter().path == base_interpreter()


def test_python_behind_a_shim_is_asked_once(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    slow = shim(tmp_path / "slow", f"echo once >> {shlex.quote(str(asked))}")
    session.save_settings({"execution.interpreter": str(slow)})
    with qtbot.waitSignal(session.interpreter_found, timeout=60_000):
        session.gate_problem(session.example(PLAIN))
    for _ in range(3):
        assert session.gate_problem(session.example(PLAIN)) == ""
    with qtbot.waitSignal(session.run_finished, timeout=60_000):
        session.run(session.example(PLAIN), stdin=b"")
    assert asked.read_text(encoding="utf-8").split() == ["once"]
