"""The proof of a pack: what to run on which interpreter, and what the runs have shown.

Runs nothing itself; a missing interpreter is never taken for a passed one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.child.protocol import Outcome
from desktop.core.example import Example, ExampleKind
from desktop.core.interpreters import Interpreter
from desktop.core.outputs import check_stdout
from desktop.core.proof import LONGEST_S, ExampleProof, Program, Proof, Ran, proofs_of
from desktop.core.quiz import Quiz
from desktop.core.wasm import can_run

_NEEDS_A_PERSON = frozenset({ExampleKind.GUI, ExampleKind.TERMINAL})


@dataclass(frozen=True, slots=True)
class Job:
    """One run to do. ``is_below_gate``: this interpreter is too old, and the run has to fail.

    ``place``: which of the proof's programs.
    """

    proof: Proof
    interpreter: Interpreter
    place: int = 0
    is_below_gate: bool = False

    @property
    def program(self) -> Program:
        """What runs."""
        return self.proof.programs()[self.place]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something of the pack that is not as it should be; ``why`` may have several lines."""

    id: str
    why: str


@dataclass(slots=True)
class VersionResult:
    """What is known on one version. ``unproven`` are the ``skipped`` that no interpreter here can run.

    All numbers are of examples; ``failed`` holds questions and exercises too.
    """

    proven: int = 0
    failed: list[Failure] = field(default_factory=list)
    skipped: int = 0
    unproven: int = 0

    def to_json(self) -> dict[str, object]:
        failed = [{"id": failure.id, "why": failure.why} for failure in self.failed]
        return {"proven": self.proven, "failed": failed, "skipped": self.skipped, "unproven": self.unproven}


class Check:
    """Collects the results of one ``check``. Every job of ``jobs`` is to be run and recorded once."""

    def __init__(
        self,
        examples: Iterable[Example],
        interpreters: Sequence[Interpreter],
        quizzes: Iterable[Quiz] = (),
        problems: Iterable[Failure] = (),
        further: Iterable[Proof] = (),
    ) -> None:
        """``problems``: what reading has shown already; what has one is not run and not proven anywhere.

        ``further`` needs proving on one Python only, the newest that can.
        """
        self._examples = tuple(examples)
        self._interpreters = tuple(interpreters)
        self._names = _names(self._interpreters)
        self._quizzes = tuple(quizzes)
        self.problems = tuple(problems)
        self._further = tuple(further)
        self.results = {name: VersionResult() for name in self._names.values()}
        self._runs: dict[tuple[Proof, Interpreter], dict[int, Ran]] = {}
        self._repeated: set[Job] = set()
        self.jobs: tuple[Job, ...] = tuple(self._plan())
        self._note_missing_versions()
        for name in self._names.values():
            self.results[name].failed += self.problems

    @property
    def is_passed(self) -> bool:
        """Whether nothing failed; what was skipped does not count as proven and is listed apart."""
        return not self.problems and not any(result.failed for result in self.results.values())

    def wants_again(self, job: Job, outcome: Outcome) -> bool:
        """Whether to repeat a run that was slow: a busy computer is no fault of an example. Once for each."""
        if outcome.duration_ms <= LONGEST_S * 1000 or job in self._repeated:
            return False
        self._repeated.add(job)
        return True

    def record(self, job: Job, outcome: Outcome, stdout: bytes) -> str:
        """Note what a run has shown; ``""`` or why it failed, told with the proof's last run."""
        runs = self._runs.setdefault((job.proof, job.interpreter), {})
        runs[job.place] = Ran(outcome, stdout)
        if len(runs) < len(job.proof.programs()):
            return ""
        result = self.results[self._names[job.interpreter]]
        is_example = isinstance(job.proof, ExampleProof)
        why = self._why(job, [runs[place] for place in sorted(runs)])
        if not why and is_example:
            result.skipped += job.is_below_gate
            result.proven += not job.is_below_gate
        if why:
            result.failed.append(Failure(job.proof.id, why))
        return why

    def to_json(self, seconds: float) -> dict[str, object]:
        """The object that ``check --json`` prints."""
        return {
            "examples": len(self._examples),
            "interpreters": {name: result.to_json() for name, result in self.results.items()},
            "questions": sum(len(quiz.questions) for quiz in self._quizzes),
            "exercises": sum(len(quiz.exercises) for quiz in self._quizzes),
            "seconds": round(seconds, 2),
        }

    def _why(self, job: Job, runs: list[Ran]) -> str:
        if not job.is_below_gate:
            return job.proof.verdict(job.interpreter.short, runs)
        assert isinstance(job.proof, ExampleProof)  # nothing else is tried below its gate
        outcome, stdout = runs[0]
        fails = check_stdout(job.proof.example, job.interpreter.short, stdout, outcome)
        return "" if fails else _gate_too_high(job)

    def _plan(self) -> Iterable[Job]:
        """A job for each program and interpreter that can prove something; the rest is skipped at once."""
        spoiled = {problem.id for problem in self.problems}
        by_id = {example.id: example for example in self._examples}
        asked = [proof for quiz in self._quizzes for proof in proofs_of(quiz, by_id)]
        for interpreter in self._interpreters:
            for example in self._examples:
                if example.id not in spoiled:
                    yield from self._plan_example(example, interpreter)
            for proof in asked:
                if proof.id not in spoiled and self._is_for(interpreter, proof.gate):
                    for place in range(len(proof.programs())):
                        yield Job(proof, interpreter, place)
        newest = max((each for each in self._interpreters if not each.is_wasm), key=_version, default=None)
        for proof in self._further:
            if newest is not None and newest.short >= proof.gate and proof.id not in spoiled:
                yield Job(proof, newest)

    def _plan_example(self, example: Example, interpreter: Interpreter) -> Iterable[Job]:
        if self._can_run(example, interpreter):
            yield Job(ExampleProof(example), interpreter)
            return
        if self._is_unproven(example):
            self.results[self._names[interpreter]].unproven += 1
        if self._is_tried_below(example, interpreter):
            yield Job(ExampleProof(example), interpreter, is_below_gate=True)
        else:
            self.results[self._names[interpreter]].skipped += 1

    def _is_tried_below(self, example: Example, interpreter: Interpreter) -> bool:
        """One interpreter below the gate is asked: if the newest of them fails, the gate is right."""
        if example.kind in _NEEDS_A_PERSON or interpreter.short >= example.gate:
            return False
        below = [other for other in self._interpreters if other.short < example.gate]
        newest = max(below, key=lambda other: other.version)
        return interpreter == newest and (not interpreter.is_wasm or can_run(example))

    def _can_run(self, example: Example, interpreter: Interpreter) -> bool:
        if example.kind in _NEEDS_A_PERSON or not self._is_for(interpreter, example.gate):
            return False
        return not interpreter.is_wasm or can_run(example)

    def _is_for(self, interpreter: Interpreter, gate: tuple[int, int]) -> bool:
        """A Python of WebAssembly is slow, and asked only for what no other one here can do."""
        if not interpreter.is_wasm:
            return interpreter.short >= gate
        native = [other.short for other in self._interpreters if not other.is_wasm]
        return interpreter.short >= gate > max(native, default=(0, 0))

    def _is_unproven(self, example: Example) -> bool:
        return not any(self._can_run(example, interpreter) for interpreter in self._interpreters)

    def _note_missing_versions(self) -> None:
        """Versions that gates name and that are not here: everything is skipped there."""
        present = {interpreter.short for interpreter in self._interpreters}
        for version in sorted({example.gate for example in self._examples} - present):
            unproven = sum(self._is_unproven(example) for example in self._examples)
            self.results[_dotted(version)] = VersionResult(skipped=len(self._examples), unproven=unproven)


def _version(interpreter: Interpreter) -> tuple[int, int, int]:
    return interpreter.version


def _names(interpreters: Sequence[Interpreter]) -> dict[Interpreter, str]:
    """``3.13`` for each, the whole release where two have the same version."""
    shorts = [interpreter.short for interpreter in interpreters]
    return {
        interpreter: _dotted(interpreter.short)
        if shorts.count(interpreter.short) == 1
        else interpreter.release
        for interpreter in interpreters
    }


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


def _gate_too_high(job: Job) -> str:
    gate, release = _dotted(job.proof.gate), job.interpreter.release
    return f"The gate is too high: it asks for {gate} and meets its stored outcome on {release} too."
