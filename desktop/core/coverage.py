"""How much of Python a library shows: claims of its examples against what their runs have shown.

Runs nothing. A claim counts only with evidence; PEPs have none that a machine could find and count by review.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from desktop.child.protocol import Outcome
from desktop.core.check import Job
from desktop.core.evidence import Inventory, Survey, evidence_of
from desktop.core.example import Example, ExampleKind
from desktop.core.interpreters import Interpreter
from desktop.core.language import SETS, STAGES, Item, Language
from desktop.core.proof import Ran
from desktop.core.wasm import can_run

_NEEDS_A_PERSON = frozenset({ExampleKind.GUI, ExampleKind.TERMINAL})


@dataclass(slots=True)
class Claims:
    """What became of all claims: each is a pair of an example's id and a claim such as ``op::=``.

    ``by_review`` has the review as a third part, ``errors`` the reason.
    """

    proven: list[tuple[str, str]] = field(default_factory=list)
    by_review: list[tuple[str, str, str]] = field(default_factory=list)
    unproven: list[tuple[str, str]] = field(default_factory=list)
    errors: list[tuple[str, str, str]] = field(default_factory=list)


class Coverage:
    """Collects the evidence of one ``coverage``. Every job of ``jobs`` is to be run and recorded once."""

    def __init__(
        self,
        language: Language,
        examples: Iterable[Example],
        interpreters: Sequence[Interpreter],
        review_of: Callable[[Example], str],
    ) -> None:
        """``review_of``: where a person has noted that the example is reviewed; empty where nowhere."""
        self._language, self._review_of = language, review_of
        self._examples = tuple(examples)
        self._seen: dict[str, frozenset[str]] = {}
        self.jobs = tuple(_jobs(self._examples, interpreters))

    def wants_again(self, job: Job, outcome: Outcome) -> bool:
        """Slowness proves nothing here."""
        return False

    def record(self, job: Job, outcome: Outcome, stdout: bytes) -> str:
        """Note the evidence of an example; ``""`` or why there is none."""
        if isinstance(job.proof, Inventory):
            self._language = self._language.with_derived(stdout, job.interpreter.short)
        elif found := evidence_of(stdout):
            self._seen[job.proof.id] = found
        return job.proof.verdict(job.interpreter.short, [Ran(outcome, stdout)])

    def claims(self) -> Claims:
        """What became of every claim."""
        claims = Claims()
        for example in self._examples:
            for claim in example.covers:
                self._judge(example, claim, claims)
        return claims

    def also_uses(self) -> dict[str, list[str]]:
        """Of each example what it uses and does not claim."""
        return {
            example.id: sorted(
                self._seen.get(example.id, frozenset()) & self._language.items.keys() - set(example.covers)
            )
            for example in self._examples
        }

    def gaps(self, claims: Claims) -> list[Item]:
        """What no claim covers, in the order of the sets and the plan; what nobody planned comes first."""
        covered = _covered(claims)
        missing = [item for item in self._language.items.values() if item.claim not in covered]
        return sorted(missing, key=lambda item: (SETS.index(item.kind), item.stage))

    def table(self, claims: Claims) -> dict[str, dict[int, tuple[int, int]]]:
        """For each set and stage how many items are covered, of how many."""
        covered = _covered(claims)
        return {
            kind: {stage: _count(self._language.of(kind, stage), covered) for stage in STAGES}
            for kind in SETS
        }

    def to_json(self, seconds: float) -> dict[str, object]:
        """The object that ``coverage --json`` prints."""
        claims = self.claims()
        return {
            "examples": len(self._examples),
            "sets": {
                kind: {
                    "covered": stages[STAGES[-1]][0],
                    "size": stages[STAGES[-1]][1],
                    "stages": {str(stage): {"covered": of[0], "size": of[1]} for stage, of in stages.items()},
                }
                for kind, stages in self.table(claims).items()
            },
            "claims": {
                "proven": len(claims.proven),
                "by_review": [
                    {"id": id_, "claim": claim, "review": review} for id_, claim, review in claims.by_review
                ],
                "unproven": [{"id": id_, "claim": claim} for id_, claim in claims.unproven],
                "errors": [{"id": id_, "claim": claim, "why": why} for id_, claim, why in claims.errors],
            },
            "also_uses": self.also_uses(),
            "gaps": [
                {"claim": gap.claim, "stage": gap.stage, "chapter": gap.chapter} for gap in self.gaps(claims)
            ],
            "seconds": round(seconds, 2),
        }

    def _judge(self, example: Example, claim: str, claims: Claims) -> None:
        seen = self._seen.get(example.id)
        if claim not in self._language.items:
            claims.errors.append((example.id, claim, "no set has this item"))
        elif claim.startswith("pep:"):
            review = self._review_of(example)
            if review:
                claims.by_review.append((example.id, claim, review))
            else:
                claims.errors.append((example.id, claim, "no review names the example"))
        elif seen is None:
            claims.unproven.append((example.id, claim))
        elif claim in seen:
            claims.proven.append((example.id, claim))
        else:
            claims.errors.append((example.id, claim, "the example does not use it"))


def _jobs(examples: Iterable[Example], interpreters: Sequence[Interpreter]) -> Iterable[Job]:
    """Each example on the newest Python, which reads most; what no Python here can run has no job.

    One of WebAssembly is slow, and asked only for what no other one can do.
    """
    newest = max(interpreters, key=lambda each: each.version, default=None)
    if newest is None:
        return
    yield Job(Inventory(), newest)
    quick = [each for each in interpreters if not each.is_wasm]
    native = max(quick, key=lambda each: each.version, default=None)
    for example in examples:
        if example.kind in _NEEDS_A_PERSON:
            continue
        if native is not None and native.short >= example.gate:
            yield Job(Survey(example), native)
        elif newest.short >= example.gate and can_run(example):
            yield Job(Survey(example), newest)


def _covered(claims: Claims) -> set[str]:
    return {claim for _, claim in claims.proven} | {claim for _, claim, _ in claims.by_review}


def _count(items: list[Item], covered: set[str]) -> tuple[int, int]:
    return sum(item.claim in covered for item in items), len(items)
