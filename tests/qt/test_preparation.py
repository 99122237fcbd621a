"""What a run needs is made ready beside the window, which goes on meanwhile, and can be given up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.core.example import Example
from desktop.core.paths import find_paths
from desktop.services.questions import PermissionQuestion
from desktop.services.session import Session

PLAIN, OTHER = "control-flow/if-elif-else", "first-steps/read-a-traceback"
MODULES, FUNCTIONS = 150, 40
TICK_MS = 5


@pytest.fixture
def session(data_dir: Path) -> Iterator[Session]:
    session = Session(find_paths(data_dir=data_dir), asks=True)
    yield session
    session.close()


class SlowFolder:
    """The learner's texts, which do not come before ``is_there`` is set."""

    def __init__(self, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_there, self.is_asked = threading.Event(), threading.Event()
        self._text = session.text
        monkeypatch.setattr(session, "text", self.text)

    def text(self, example: Example, file: Path) -> str:
        self.is_asked.set()
        self.is_there.wait(60)
        return self._text(example, file)


@pytest.fixture
def slow(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowFolder]:
    folder = SlowFolder(session, monkeypatch)
    yield folder
    folder.is_there.set()


def test_folder_that_does_not_answer_holds_up_neither_the_window_nor_stop(
    session: Session, slow: SlowFolder, qtbot: QtBot
) -> None:
    outcomes: list[Outcome] = []
    session.run_finished.connect(outcomes.append)
    session.run(session.example(PLAIN))
    qtbot.waitUntil(slow.is_asked.is_set)
    assert session.is_running
    assert outcomes == []
    session.stop()
    assert [outcome.kind for outcome in outcomes] == [OutcomeKind.STOPPED]
    assert not session.is_running
    slow.is_there.set()
    with qtbot.waitSignal(session.run_finished, timeout=60_000):
        session.run(session.example(OTHER), stdin=b"")
    assert [outcome.kind for outcome in outcomes] == [OutcomeKind.STOPPED, OutcomeKind.FAILED]


def test_second_run_gives_up_the_one_that_is_being_made_ready(
    session: Session, slow: SlowFolder, qtbot: QtBot
) -> None:
    outcomes: list[Outcome] = []
    session.run_finished.connect(outcomes.append)
    session.run(session.example(PLAIN), stdin=b"")
    session.run(session.example(OTHER), stdin=b"")
    assert [outcome.kind for outcome in outcomes] == [OutcomeKind.STOPPED]
    slow.is_there.set()
    qtbot.waitUntil(lambda: len(outcomes) == 2, timeout=60_000)
    assert outcomes[1].kind is OutcomeKind.FAILED
    assert session.last_outcome(PLAIN) is outcomes[0]


def test_window_goes_on_while_a_program_with_many_modules_is_read(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    """And what the last of its modules needs is asked for."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    function = "def f{0}(a, b):\n    return [a, b, a + b, str(a), {{'k': a}}]\n"
    body = "".join(function.format(number) for number in range(FUNCTIONS))
    for number in range(MODULES):
        (folder / f"part{number}.py").write_text(body)
    (folder / "last.py").write_text("import subprocess\n")
    imports = "".join(f"import part{number}\n" for number in range(MODULES))
    main = folder / "main.py"
    main.write_text(f"{imports}import last\n")
    questions: list[PermissionQuestion] = []
    session.question_asked.connect(questions.append)
    ticks: list[int] = []
    timer = QTimer(interval=TICK_MS)
    timer.timeout.connect(lambda: ticks.append(len(questions)))
    example = session.example(str(main))
    with qtbot.waitSignal(session.gate.tiers_found, timeout=60_000):
        session.gate.look(example)
    timer.start()
    session.run(example)
    qtbot.waitUntil(lambda: bool(questions), timeout=60_000)
    (wish,) = questions[0].wishes
    assert (str(wish.permission), wish.why) == ("run", "last.py: line 1 imports subprocess")
    assert ticks.count(0) > 5
