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

_NEEDS_A_PERSON = frozenset({ExampleKind.GUI, ExampleKind.TERMINAL})


@dataclass(frozen=True, slots=True)
class Job:
    """One run to do. ``is_below_gate``: this interpreter is too old, and the run has to fail."""

    example: Example
    interpreter: Interpreter
    is_below_gate: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not meet its stored outcome; ``why`` may have several lines."""

    id: str
    why: str


@dataclass(slots=True)
class VersionResult:
    """What is known on one version. ``unproven`` are the ``skipped`` that no interpreter here can run."""

    proven: int = 0
    failed: list[Failure] = field(default_factory=list)
    skipped: int = 0
    unproven: int = 0

    def to_json(self) -> dict[str, object]:
        failed = [{"id": failure.id, "why": failure.why} for failure in self.failed]
        return {"proven": self.proven, "failed": failed, "skipped": self.skipped, "unproven": self.unproven}


class Check:
    """Collects the results of one ``check``. Every job of ``jobs`` is to be run and recorded once."""

    def __init__(self, examples: Iterable[Example], interpreters: Sequence[Interpreter]) -> None:
        self._examples = tuple(examples)
        self._interpreters = tuple(interpreters)
        self._names = _names(self._interpreters)
        self.results = {name: VersionResult() for name in self._names.values()}
        self.jobs: tuple[Job, ...] = tuple(self._plan())
        self._note_missing_versions()

    @property
    def is_passed(self) -> bool:
        """Whether nothing failed; what was skipped does not count as proven and is listed apart."""
        return not any(result.failed for result in self.results.values())

    def record(self, job: Job, outcome: Outcome, stdout: bytes) -> str:
        """Note what a run has shown; ``""`` or why it failed."""
        result = self.results[self._names[job.interpreter]]
        why = check_stdout(job.example, job.interpreter.short, stdout, outcome)
        if job.is_below_gate:
            why = "" if why else _gate_too_high(job)
            result.skipped += not why
        else:
            result.proven += not why
        if why:
            result.failed.append(Failure(job.example.id, why))
        return why

    def to_json(self, seconds: float) -> dict[str, object]:
        """The object that ``check --json`` prints."""
        return {
            "examples": len(self._examples),
            "interpreters": {name: result.to_json() for name, result in self.results.items()},
            "questions": 0,
            "exercises": 0,
            "seconds": round(seconds, 2),
        }

    def _plan(self) -> Iterable[Job]:
        """A job for each example and interpreter that can prove something; the rest is skipped at once."""
        for interpreter in self._interpreters:
            for example in self._examples:
                if example.kind not in _NEEDS_A_PERSON and interpreter.short >= example.gate:
                    yield Job(example, interpreter)
                    continue
                if self._is_unproven(example):
                    self.results[self._names[interpreter]].unproven += 1
                if example.kind not in _NEEDS_A_PERSON and self._is_nearest_below(example, interpreter):
                    yield Job(example, interpreter, is_below_gate=True)
                else:
                    self.results[self._names[interpreter]].skipped += 1

    def _is_nearest_below(self, example: Example, interpreter: Interpreter) -> bool:
        """One interpreter below the gate is asked: if the newest of them fails, the gate is right."""
        return interpreter == max(
            (other for other in self._interpreters if other.short < example.gate),
            key=lambda other: other.version,
        )

    def _is_unproven(self, example: Example) -> bool:
        able = any(interpreter.short >= example.gate for interpreter in self._interpreters)
        return example.kind in _NEEDS_A_PERSON or not able

    def _note_missing_versions(self) -> None:
        """Versions that gates name and that are not here: everything is skipped there."""
        present = {interpreter.short for interpreter in self._interpreters}
        for version in sorted({example.gate for example in self._examples} - present):
            unproven = sum(self._is_unproven(example) for example in self._examples)
            self.results[_dotted(version)] = VersionResult(skipped=len(self._examples), unproven=unproven)


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
    gate, release = _dotted(job.example.gate), job.interpreter.release
    return f"The gate is too high: it asks for {gate} and meets its stored outcome on {release} too."
