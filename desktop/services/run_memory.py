"""What the last runs printed, and what the learner answered them; kept in memory only, and bounded.

Hides how much is kept of it, and which answer goes to which prompt when a run is to get the same ones again.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.child.protocol import Outcome, Stream
from desktop.services.runner import Runner

if TYPE_CHECKING:
    from desktop.core.comparison import RunOutput

_KEPT_OUTPUT = 1_000_000
"""Bytes kept of each run; no stored output is near it."""
_KEPT_EXAMPLES = 8
_KEPT_ANSWERS = 1_000


class InputFrom(Enum):
    """Who answers a run."""

    LEARNER = "learner"
    STORED = "stored"
    LAST_RUN = "last run"


@dataclass(frozen=True, slots=True)
class Answer:
    """A line that was given to a program; without text the end of its input.

    ``was_awaited``: given while the program waited for it, and not beforehand.
    """

    text: str | None
    was_awaited: bool


@dataclass(slots=True)
class _Kept:
    """What is known of one example: its last run, the one before, and the last answers anybody gave."""

    last: RunOutput | None = None
    before: RunOutput | None = None
    answers: tuple[Answer, ...] = ()


@dataclass(slots=True)
class _Run:
    """The run that goes on."""

    example_id: str
    is_edited: bool
    names: Mapping[str, str]
    waiting: deque[Answer]
    given: list[Answer] = field(default_factory=list)
    is_awaited: bool = False
    stdout: bytearray = field(default_factory=bytearray)
    output: bytearray = field(default_factory=bytearray)
    is_cut: bool = False


class RunMemory(QObject):
    """Follows one runner; ``begin`` and ``end`` say which run it is."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._run: _Run | None = None
        runner.output.connect(self._on_runner_output)
        runner.input_wanted.connect(self._on_runner_input_wanted)

    # ---- one run ----

    def begin(
        self, example_id: str, answers: Sequence[Answer], *, names: Mapping[str, str], is_edited: bool
    ) -> None:
        """A run starts. ``answers`` are those it is to get; ``names`` its files, by path."""
        self._run = _Run(example_id, is_edited, names, deque(answers))

    def note_answer(self, text: str | None) -> None:
        """The program was given a line, or with None the end of its input."""
        run = self._run
        if run is not None and len(run.given) < _KEPT_ANSWERS:
            run.given.append(Answer(text, run.is_awaited))
            run.is_awaited = False

    def take_answers(self, *, is_awaited: bool) -> list[Answer]:
        """What the run is to be given now: what it waits for, and what was typed ahead after that."""
        waiting = self._run.waiting if self._run is not None else deque()
        taken = [waiting.popleft()] if is_awaited and waiting else []
        while waiting and not waiting[0].was_awaited:
            taken.append(waiting.popleft())
        return taken

    def end(self, outcome: Outcome) -> bytes:
        """The run is over; what it wrote to its standard output, from the beginning."""
        from desktop.core.comparison import RunOutput

        run, self._run = self._run, None
        if run is None:
            return b""
        stdout = bytes(run.stdout)
        output = stdout if len(run.output) == len(stdout) else bytes(run.output)
        kept = self._kept.setdefault(run.example_id, _Kept())
        self._kept.move_to_end(run.example_id)
        kept.before, kept.last = (
            kept.last,
            RunOutput(outcome, stdout, output, run.names, is_edited=run.is_edited, is_cut=run.is_cut),
        )
        kept.answers = (*run.given, *run.waiting) or kept.answers
        if len(self._kept) > _KEPT_EXAMPLES:
            self._kept.popitem(last=False)
        return stdout

    # ---- what is kept ----

    def forget(self, example_id: str) -> None:
        """Another program bears that name from now on."""
        self._kept.pop(example_id, None)

    def answers(self, example_id: str) -> tuple[Answer, ...]:
        """What the last run that was answered got. A run that ended before it asked changes nothing in it."""
        return self._kept.get(example_id, _Kept()).answers

    def last(self, example_id: str) -> RunOutput | None:
        """What the example's last finished run printed."""
        return self._kept.get(example_id, _Kept()).last

    def before(self, example_id: str) -> RunOutput | None:
        """What the run before that one printed."""
        return self._kept.get(example_id, _Kept()).before

    @Slot(object, bytes)
    def _on_runner_output(self, stream: Stream, data: bytes) -> None:
        run = self._run
        if run is None:
            return
        if stream is Stream.STDOUT:
            run.stdout += data[: _KEPT_OUTPUT - len(run.stdout)]
        run.is_cut = run.is_cut or len(run.output) + len(data) > _KEPT_OUTPUT
        run.output += data[: _KEPT_OUTPUT - len(run.output)]

    @Slot(int)
    def _on_runner_input_wanted(self, _line: int) -> None:
        if self._run is not None:
            self._run.is_awaited = True
