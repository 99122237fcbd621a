"""What has to run to prove one thing of a pack, and whether the runs have proven it.

Runs nothing itself. A proof knows its programs; who runs them hands back how each ended, in the same order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.core.example import OLDEST_PYTHON, Example
from desktop.core.outputs import check_stdout
from desktop.core.quiz import Exercise, Fix, Order, Predict, Quiz, comparable

LONGEST_S = 2.0
MOST_MEMORY_MB = 64
_FEWEST_OPTIONS = 3


@dataclass(frozen=True, slots=True)
class Program:
    """One run. ``file`` runs as it lies there; without one, ``text`` is written into a file of its own.

    ``check``: the program is not run as it is but judged by this ``check.py``. ``is_surveyed``: it runs with
    a hook, and what it uses of Python, as JSON, is handed back instead of what it printed; without a file
    what there is to use.
    """

    file: Path | None = None
    text: str = ""
    stdin: bytes = b""
    read: tuple[Path, ...] = ()
    needs: tuple[str, ...] = ()
    timeout_s: float | None = None
    check: Path | None = None
    is_surveyed: bool = False


class Ran(NamedTuple):
    """How a program ended and all it printed to stdout."""

    outcome: Outcome
    stdout: bytes


class Proof(Protocol):
    """``id`` names the thing in reports; ``gate`` is the oldest Python it is for."""

    @property
    def id(self) -> str: ...

    @property
    def gate(self) -> tuple[int, int]: ...

    def programs(self) -> tuple[Program, ...]:
        """What is to be run, at least one."""

    def verdict(self, version: tuple[int, int], runs: Sequence[Ran]) -> str:
        """``""`` when the runs prove it, else why not."""


@dataclass(frozen=True, slots=True)
class OfExample:
    """What is run of one example goes by its name, on each Python from its gate on."""

    example: Example

    @property
    def id(self) -> str:
        return self.example.id

    @property
    def gate(self) -> tuple[int, int]:
        return self.example.gate


@dataclass(frozen=True, slots=True)
class ExampleProof(OfExample):
    """An example prints what is stored, soon, with little memory, and leaves nothing behind."""

    def programs(self) -> tuple[Program, ...]:
        example = self.example
        return (
            Program(
                file=example.entry,
                stdin=example.stored_input() or b"",
                read=example.files,
                needs=example.needs,
                timeout_s=example.timeout_s,
            ),
        )

    def verdict(self, version: tuple[int, int], runs: Sequence[Ran]) -> str:
        outcome, stdout = runs[0]
        return check_stdout(self.example, version, stdout, outcome) or self._manners(outcome)

    def _manners(self, outcome: Outcome) -> str:
        longest = self.example.timeout_s or LONGEST_S
        if outcome.duration_ms > longest * 1000:
            return f"It took {outcome.duration_ms / 1000:.1f} s; at most {longest:g} s are allowed."
        if outcome.peak_memory_mb > MOST_MEMORY_MB:
            return f"It took {outcome.peak_memory_mb:.0f} MB of memory; at most {MOST_MEMORY_MB} are allowed."
        if outcome.files_written:
            return f"It left files behind: {', '.join(outcome.files_written[:5])}."
        return ""


@dataclass(frozen=True, slots=True)
class PredictProof:
    """Exactly one option is what the code really prints, and all options differ."""

    id: str
    gate: tuple[int, int]
    question: Predict

    def programs(self) -> tuple[Program, ...]:
        asked = self.question
        codes = [asked.code, *(mutation.code for mutation in asked.mutations)]
        texts = [asked.lead, *(asked.lead + code for code in codes)]
        return tuple(Program(text=text, stdin=asked.stdin.encode()) for text in texts)

    def verdict(self, version: tuple[int, int], runs: Sequence[Ran]) -> str:
        lead, real, *mutated = runs
        if lead.outcome.kind is not OutcomeKind.OK:
            return f"The code before the asked line ends too early: {lead.outcome.sentence()}."
        if not real.stdout.startswith(lead.stdout):
            return "The code before the asked line prints something else each time."
        if real.outcome.kind not in (OutcomeKind.OK, OutcomeKind.FAILED):
            return f"The code does not come to its end: {real.outcome.sentence()}."
        answers = [shown(run, len(lead.stdout)) for run in (real, *mutated)]
        return self._wrong_options(answers[0], answers[1:])

    def _wrong_options(self, right: str, mutated: list[str]) -> str:
        if not right:
            return "The code prints nothing that could be predicted."
        options = self.question.options
        fitting = [option for option in options if comparable(option.text) == right]
        if options and not fitting:
            return f"None of the options is what the code prints: {_quoted(right)}."
        if fitting and fitting[0].why_not:
            return f"The option {_quoted(right)} is what the code prints, and its `why_not` says it is wrong."
        others = [comparable(option.text) for option in options if option not in fitting]
        return _twins([right, *others, *mutated])


@dataclass(frozen=True, slots=True)
class OrderProof:
    """The given order runs, and turned round it prints something else."""

    id: str
    gate: tuple[int, int]
    question: Order

    def programs(self) -> tuple[Program, ...]:
        lines = self.question.lines
        return tuple(Program(text="\n".join(order) + "\n") for order in (lines, lines[::-1]))

    def verdict(self, version: tuple[int, int], runs: Sequence[Ran]) -> str:
        right, turned = runs
        if right.outcome.kind is not OutcomeKind.OK:
            return f"The given order does not run: {right.outcome.sentence()}."
        if not right.stdout:
            return "The given order prints nothing that could be compared."
        if turned.outcome.kind is OutcomeKind.OK and turned.stdout == right.stdout:
            return "Turned round the lines print the same, so there is nothing to arrange."
        return ""


@dataclass(frozen=True, slots=True)
class ExerciseProof:
    """``start.py`` fails ``check.py``, fairly, and ``solution.py`` passes it."""

    id: str
    gate: tuple[int, int]
    exercise: Exercise

    def programs(self) -> tuple[Program, ...]:
        check = self.exercise.check
        files = (self.exercise.start, self.exercise.solution)
        return tuple(Program(file=file, read=(file, check), check=check) for file in files)

    def verdict(self, version: tuple[int, int], runs: Sequence[Ran]) -> str:
        start, solution = map(Judgement.of, runs)
        if start.passed:
            return "start.py passes check.py already, so there is nothing to do."
        if not start.is_fair:
            return f"check.py does not judge start.py, it breaks: {start.message}"
        if not solution.passed:
            return f"solution.py does not pass check.py: {solution.message}"
        return ""


class Judgement(NamedTuple):
    """What ``desktop/child/judge.py`` found. ``is_fair``: the check itself is in order."""

    passed: bool
    message: str
    is_fair: bool

    @classmethod
    def of(cls, run: Ran) -> Judgement:
        """Read the last line; a program that kept the judge from ending has not passed."""
        unheard = cls(passed=False, message=f"{run.outcome.sentence()}.", is_fair=False)
        try:
            verdict = json.loads(run.stdout.decode("utf-8", "replace").rstrip("\n").rpartition("\n")[2])
            passed, message, is_fair = verdict["passed"], verdict["message"], verdict["is_fair"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return unheard
        if run.outcome.kind is not OutcomeKind.OK or not isinstance(message, str):
            return unheard
        return cls(passed is True, message, is_fair is True)


def proofs_of(quiz: Quiz, examples: Mapping[str, Example]) -> Iterator[Proof]:
    """What there is to run of one chapter's questions and exercises; their gate is that of their example."""
    gates: dict[str, tuple[int, int]] = {}
    for question in quiz.questions:
        gate = examples[question.example].gate
        where = f"{quiz.chapter}/quiz#{question.id}"
        if isinstance(question, Predict):
            yield PredictProof(where, gate, question)
        elif isinstance(question, Order):
            yield OrderProof(where, gate, question)
        elif isinstance(question, Fix):
            gates[question.exercise] = gate
    for exercise in quiz.exercises:
        gate = gates.get(exercise.slug, OLDEST_PYTHON)
        yield ExerciseProof(f"{quiz.chapter}/exercises/{exercise.slug}", gate, exercise)


def shown(run: Ran, skipped: int = 0) -> str:
    """The answer to "what does this print?": the output, and the name of an error that ends it."""
    text = run.stdout[skipped:].decode("utf-8", "backslashreplace")
    if run.outcome.kind is OutcomeKind.FAILED and run.outcome.exception:
        text += run.outcome.exception.type_name.rpartition(".")[2]
    elif run.outcome.kind not in (OutcomeKind.OK, OutcomeKind.FAILED):
        text += run.outcome.sentence()
    return comparable(text) if text.strip() else ""


def _twins(options: Sequence[str]) -> str:
    for place, option in enumerate(options):
        if option in options[:place]:
            return f"Two options are {_quoted(option)}."
    if len(options) < _FEWEST_OPTIONS:
        return f"There are fewer than {_FEWEST_OPTIONS} options."
    return ""


def _quoted(text: str) -> str:
    one_line = text.replace("\n", "⏎")
    return f"“{one_line[:80]}…”" if len(one_line) > 80 else f"“{one_line}”"
