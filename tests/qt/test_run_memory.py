"""What is kept of the last runs: bounded output, and the answers for the next run."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.child.protocol import Outcome, OutcomeKind, Stream
from desktop.core.paths import find_paths
from desktop.services.run_memory import Answer, RunMemory
from desktop.services.runner import Runner

OK = Outcome(OutcomeKind.OK, exit_code=0)


class Runs:
    """A memory, and the news a runner would bring it."""

    def __init__(self) -> None:
        self.runner = Runner(find_paths().code_root)
        self.memory = RunMemory(self.runner)

    def begin(self, answers: tuple[Answer, ...] = (), *, name: str = "a/b") -> None:
        self.memory.begin(name, answers, names={}, is_edited=False)

    def ask(self, *given: str | None) -> None:
        """The program asks, and gets these lines."""
        self.runner.input_wanted.emit(1)
        for text in given:
            self.memory.note_answer(text)

    def run(self, stdout: bytes, *, name: str = "a/b") -> None:
        self.begin(name=name)
        self.runner.output.emit(Stream.STDOUT, stdout)
        self.memory.end(OK)


@pytest.fixture
def runs(qtbot: QtBot) -> Runs:
    return Runs()


def test_answers_are_given_to_the_prompts_they_were_typed_at(runs: Runs) -> None:
    runs.begin()
    runs.memory.note_answer("ahead")
    runs.ask("Ada", "typed in advance")
    runs.ask(None)
    runs.memory.end(OK)
    runs.begin(runs.memory.answers("a/b"))
    take = runs.memory.take_answers
    assert [answer.text for answer in take(is_awaited=False)] == ["ahead"]
    assert [answer.text for answer in take(is_awaited=True)] == ["Ada", "typed in advance"]
    assert [answer.text for answer in take(is_awaited=True)] == [None]
    assert take(is_awaited=True) == []


def test_answers_that_a_run_did_not_come_to_are_kept_for_the_next(runs: Runs) -> None:
    runs.begin((Answer("Ada", True), Answer("36", True)))
    runs.runner.input_wanted.emit(1)
    for answer in runs.memory.take_answers(is_awaited=True):
        runs.memory.note_answer(answer.text)
    runs.memory.end(OK)
    assert [answer.text for answer in runs.memory.answers("a/b")] == ["Ada", "36"]


def test_a_run_that_asks_nothing_loses_no_answers(runs: Runs) -> None:
    runs.begin()
    runs.ask("Ada")
    runs.memory.end(OK)
    runs.run(b"SyntaxError\n")
    assert [answer.text for answer in runs.memory.answers("a/b")] == ["Ada"]
    assert runs.memory.answers("other/one") == ()


def test_the_last_two_runs_of_an_example_are_kept(runs: Runs) -> None:
    for text in (b"1", b"2", b"3"):
        runs.run(text)
    last, before = runs.memory.last("a/b"), runs.memory.before("a/b")
    assert last is not None and before is not None
    assert (last.stdout, before.stdout) == (b"3", b"2")


def test_both_streams_are_kept_in_their_order_and_standard_output_alone(runs: Runs) -> None:
    runs.begin()
    for stream, data in ((Stream.STDOUT, b"1"), (Stream.STDERR, b"2"), (Stream.STDOUT, b"3")):
        runs.runner.output.emit(stream, data)
    assert runs.memory.end(OK) == b"13"
    last = runs.memory.last("a/b")
    assert last is not None and last.output == b"123"


def test_a_flood_is_kept_in_part_and_marked(runs: Runs) -> None:
    runs.begin()
    for _ in range(40):
        runs.runner.output.emit(Stream.STDOUT, b"x" * 100_000)
    runs.memory.end(OK)
    last = runs.memory.last("a/b")
    assert last is not None and last.is_cut
    assert len(last.stdout) == len(last.output) == 1_000_000


def test_the_examples_that_ran_last_are_remembered(runs: Runs) -> None:
    for number in range(20):
        runs.run(b"x", name=f"a/{number}")
    known = [number for number in range(20) if runs.memory.last(f"a/{number}") is not None]
    assert known == list(range(12, 20))
