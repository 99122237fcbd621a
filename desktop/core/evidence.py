"""What programs use of Python, as their survey reports it: words such as ``ast:For`` and ``builtin:print``.

Hides the JSON that the confined program wrote, which is believed as little as any other output of it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.example import OLDEST_PYTHON, Example
from desktop.core.proof import OfExample, Program, Ran

_LONGEST_WORD = 120


@dataclass(frozen=True, slots=True)
class Survey(OfExample):
    """Runs one example to see what it uses; proves nothing by itself."""

    def programs(self) -> tuple[Program, ...]:
        return (surveyed(self.example),)

    def verdict(self, version: tuple[int, int], runs: Sequence[Ran]) -> str:
        return (
            "" if evidence_of(runs[0].stdout) else f"It could not be surveyed: {runs[0].outcome.sentence()}."
        )


@dataclass(frozen=True, slots=True)
class Inventory:
    """Asks a Python what it has; hands back the derived sets."""

    id: str = "language"
    gate: tuple[int, int] = OLDEST_PYTHON

    def programs(self) -> tuple[Program, ...]:
        return (Program(is_surveyed=True),)

    def verdict(self, version: tuple[int, int], runs: Sequence[Ran]) -> str:
        outcome, data = runs[0]
        return "" if data else f"This Python does not tell what it has: {outcome.sentence()}."


def surveyed(example: Example) -> Program:
    """The run of an example that hands back its evidence."""
    return Program(
        file=example.entry,
        stdin=example.stored_input() or b"",
        read=example.files,
        needs=example.needs,
        timeout_s=example.timeout_s,
        is_surveyed=True,
    )


def evidence_of(data: bytes) -> frozenset[str]:
    """The words of a report; none where it is not one."""
    try:
        words = json.loads(data)
    except (ValueError, RecursionError):
        return frozenset()
    if not isinstance(words, list):
        return frozenset()
    return frozenset(word for word in words if isinstance(word, str) and len(word) <= _LONGEST_WORD)
