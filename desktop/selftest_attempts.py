"""The attempts to get out of the sandbox that ship with the application, as they declare themselves.

Reads their declarations from the syntax trees; runs nothing of them.
"""

from __future__ import annotations

import ast
import enum
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.child.protocol import Limits
from desktop.sandbox.policy import Permission


class Ends(enum.StrEnum):
    """What the host does once an attempt has written something."""

    ITSELF = "itself"
    KILL = "kill"
    STOP = "stop"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt. ``must`` says what has to happen. ``by_host``: its own words do not count. ``runs``: how
    often it runs, each time in the working folder of the time before.
    """

    name: str
    title: str
    file: str
    must: str = "held"
    grants: tuple[Permission, ...] = ()
    limits: tuple[tuple[str, int], ...] = ()
    ends: Ends = Ends.ITSELF
    by_host: bool = False
    runs: int = 1

    def within(self, limits: Limits) -> Limits:
        """``limits`` with those that this attempt tries to break."""
        return replace(limits, **dict(self.limits))  # type: ignore[arg-type]


def read_attempts(folder: Path) -> tuple[Attempt, ...]:
    """All that are declared in the files of ``folder``, by name."""
    found = [attempt for file in folder.glob("*.py") for attempt in _declared_in(file)]
    return tuple(sorted(found, key=lambda attempt: attempt.name))


def _declared_in(file: Path) -> list[Attempt]:
    tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
    calls = [
        call
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        for call in node.decorator_list
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "attempt"
    ]
    return [_declared_by(call, file.name) for call in calls]


def _declared_by(call: ast.Call, file: str) -> Attempt:
    name, title = map(ast.literal_eval, call.args)
    facts: dict[str, Any] = {word.arg or "": ast.literal_eval(word.value) for word in call.keywords}
    if "grants" in facts:
        facts["grants"] = tuple(map(Permission.parse, facts["grants"]))
    if "limits" in facts:
        facts["limits"] = tuple(facts["limits"].items())
    if "ends" in facts:
        facts["ends"] = Ends(facts["ends"])
    return Attempt(name, title, file, **facts)
