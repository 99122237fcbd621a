"""What is known about the learner's progress, as plain state and the records that change it.

Knows no file: ``progress`` keeps records in a journal and states in snapshots; here is what they mean.
"""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA = 1
_RUNS_KEPT = 1000
_LONGEST_ID = 4096


class Status(enum.StrEnum):
    """How far the learner came with an example; it only ever rises, until a reset."""

    NEW = "new"
    OPENED = "opened"
    RAN = "ran"
    COMPLETED = "completed"


_RANK = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One finished run. ``target``: example id or absolute path; ``started``: ISO 8601, local with offset."""

    target: str
    outcome: str
    started: str
    duration_ms: int


class BadRecordError(ValueError):
    """A record or snapshot that does not have the shape it must have."""


@dataclass(slots=True)
class State:
    """Everything after record number ``seq``. ``changed`` says when an example reached its status.

    ``predecessor`` is the content of a progress file of version 2.0, kept as it was for a later import.
    """

    seq: int = 0
    statuses: dict[str, Status] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    runs: deque[RunRecord] = field(default_factory=lambda: deque(maxlen=_RUNS_KEPT))
    last_opened: str | None = None
    total_time_s: int = 0
    predecessor: dict[str, Any] = field(default_factory=dict)

    def apply(self, record: Mapping[str, Any]) -> None:
        """Take over one record of the journal. Raises BadRecordError, and is unchanged then."""
        operation = _OPERATIONS.get(_typed(record, "op", str))
        if operation is None:
            raise BadRecordError("its kind is not known")
        seq, time = _typed(record, "seq", int), _typed(record, "time", str)
        operation(self, record, time)
        self.seq = seq

    def rise(self, example_id: str, status: Status, time: str) -> None:
        if _RANK[status] > _RANK[self.statuses.get(example_id, Status.NEW)]:
            self.statuses[example_id] = status
            self.changed[example_id] = time

    def to_snapshot(self, saved: str) -> dict[str, Any]:
        examples = {
            example_id: {"status": status.value, "changed": self.changed.get(example_id, "")}
            for example_id, status in self.statuses.items()
        }
        return {
            "schema": SCHEMA,
            "seq": self.seq,
            "saved": saved,
            "examples": examples,
            "runs": [asdict(run) for run in self.runs],
            "last_opened": self.last_opened,
            "total_time_s": self.total_time_s,
            "predecessor": self.predecessor,
        }

    @classmethod
    def from_snapshot(cls, data: Mapping[str, Any]) -> State:
        """The state of a snapshot. Raises BadRecordError for everything that is none, whole or in part."""
        state = cls(seq=_typed(data, "seq", int), total_time_s=_typed(data, "total_time_s", int))
        for example_id, entry in _typed(data, "examples", dict).items():
            state.statuses[example_id] = _status(_typed(entry, "status", str))
            state.changed[example_id] = _typed(entry, "changed", str)
        state.runs.extend(_run(entry) for entry in _typed(data, "runs", list))
        if data.get("last_opened") is not None:
            state.last_opened = _typed(data, "last_opened", str)
        state.predecessor = _typed(data, "predecessor", dict)
        return state


def _apply_opened(state: State, record: Mapping[str, Any], time: str) -> None:
    example_id = _typed(record, "example", str)
    state.rise(example_id, Status.OPENED, time)
    state.last_opened = example_id


def _apply_ran(state: State, record: Mapping[str, Any], time: str) -> None:
    run, completed = _run(record), _typed(record, "completed", bool)
    is_example = _typed(record, "is_example", bool)
    state.runs.append(run)
    if is_example:
        state.rise(run.target, Status.COMPLETED if completed else Status.RAN, time)


def _apply_time(state: State, record: Mapping[str, Any], _time: str) -> None:
    state.total_time_s += _typed(record, "seconds", int)


def _apply_reset(state: State, record: Mapping[str, Any], _time: str) -> None:
    example_id = _typed(record, "example", str)
    state.statuses.pop(example_id, None)
    state.changed.pop(example_id, None)


_OPERATIONS = {"opened": _apply_opened, "ran": _apply_ran, "time": _apply_time, "reset": _apply_reset}


def _typed(data: object, key: str, kind: Any) -> Any:
    """A field of exactly this type; Python would take ``true`` for a number."""
    value: Any = data.get(key) if isinstance(data, Mapping) else None
    if type(value) is not kind or (kind is int and value < 0) or (kind is str and len(value) > _LONGEST_ID):
        raise BadRecordError(f"`{key}` is missing or of the wrong type")
    return value


def _status(word: str) -> Status:
    try:
        return Status(word)
    except ValueError:
        raise BadRecordError("a status is not known") from None


def _run(data: object) -> RunRecord:
    return RunRecord(
        _typed(data, "target", str),
        _typed(data, "outcome", str),
        _typed(data, "started", str),
        _typed(data, "duration_ms", int),
    )
