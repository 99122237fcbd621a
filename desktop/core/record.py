"""What is known about the learner's progress, as plain state and the records that change it.

Knows no file: ``progress`` keeps records in a journal and states in snapshots; here is what they mean.
"""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

SCHEMA = 1
MOST_STARS = 5
_RUNS_KEPT = 1000
_DAYS_KEPT = 1000
_LONGEST_ID = 4096
_DEEPEST = 20


class Status(enum.StrEnum):
    """How far the learner came with an example; it only ever rises, until a reset."""

    NEW = "new"
    OPENED = "opened"
    RAN = "ran"
    COMPLETED = "completed"


_RANK = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One finished run. ``target``: example id or absolute path; ``started``: ISO 8601, local with offset.

    ``is_expected``: it was an unedited example and ended as its stored outcome says, be that an error.
    """

    target: str
    outcome: str
    started: str
    duration_ms: int
    is_expected: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a progress file from elsewhere adds; to add it twice changes nothing.

    ``predecessor``: all of a file of version 2.0, ``predecessor_s`` the time it counted; ``total_time_s`` the
    time that another copy of this application counted.
    """

    statuses: Mapping[str, Status]
    runs: tuple[RunRecord, ...] = ()
    total_time_s: int = 0
    predecessor: Mapping[str, Any] = field(default_factory=dict)
    predecessor_s: int = -1
    favorites: tuple[str, ...] = ()
    ratings: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)

    def to_record(self) -> dict[str, Any]:
        """The record of the journal, without number and time."""
        return {
            "op": "imported",
            "statuses": {example_id: status.value for example_id, status in self.statuses.items()},
            "runs": [asdict(run) for run in self.runs],
            "total_time_s": self.total_time_s,
            "predecessor": dict(self.predecessor),
            "predecessor_s": max(0, self.predecessor_s),
            "favorites": list(self.favorites),
            "ratings": dict(self.ratings),
            "days": dict(self.days),
        }


class BadRecordError(ValueError):
    """A record or snapshot that does not have the shape it must have."""


@dataclass(slots=True)
class State:
    """Everything after record number ``seq``. ``changed`` says when an example reached its status.

    ``predecessor`` is the content of a progress file of version 2.0, kept as it was; ``predecessor_s`` the
    seconds of it that ``total_time_s`` holds, -1 while nothing of it was taken over. ``favorites`` says since
    when each target is one; ``days`` how much was opened and run on each local day (``2026-11-24``).
    """

    seq: int = 0
    statuses: dict[str, Status] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    runs: deque[RunRecord] = field(default_factory=lambda: deque(maxlen=_RUNS_KEPT))
    last_opened: str | None = None
    total_time_s: int = 0
    predecessor: dict[str, Any] = field(default_factory=dict)
    predecessor_s: int = -1
    favorites: dict[str, str] = field(default_factory=dict)
    ratings: dict[str, int] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)

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
            "favorites": self.favorites,
            "ratings": self.ratings,
            "days": self.days,
            **({"predecessor_s": self.predecessor_s} if self.predecessor_s >= 0 else {}),
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
        if "predecessor_s" in data:
            state.predecessor_s = _typed(data, "predecessor_s", int)
        state.favorites = _mapping(data, "favorites", str)
        state.ratings = _mapping(data, "ratings", int)
        state.days = _mapping(data, "days", int)
        if not state.days:
            state.count_runs(state.runs)
        return state

    def count_day(self, time: str) -> None:
        """One thing more was done on the day of this moment; what a wrong clock says is another day."""
        day = time[:10]
        self.days[day] = self.days.get(day, 0) + 1
        if len(self.days) > _DAYS_KEPT:
            del self.days[min(self.days)]

    def count_runs(self, runs: Iterable[RunRecord]) -> None:
        """Make up for a file that was written before days were counted."""
        for run in runs:
            self.count_day(run.started)

    def add_runs(self, runs: list[RunRecord]) -> None:
        """Put runs of another place among those that are known, by the time they began."""
        known = set(self.runs)
        new = [run for run in dict.fromkeys(runs) if run not in known]
        if new:
            kept = sorted((*self.runs, *new), key=_began)
            self.runs.clear()
            self.runs.extend(kept)


def _apply_opened(state: State, record: Mapping[str, Any], time: str) -> None:
    example_id = _typed(record, "example", str)
    state.rise(example_id, Status.OPENED, time)
    state.last_opened = example_id
    state.count_day(time)


def _apply_ran(state: State, record: Mapping[str, Any], time: str) -> None:
    completed = _typed(record, "completed", bool)
    run, is_example = _run({**record, "is_expected": completed}), _typed(record, "is_example", bool)
    state.runs.append(run)
    state.count_day(time)
    if is_example:
        state.rise(run.target, Status.COMPLETED if completed else Status.RAN, time)


def _apply_time(state: State, record: Mapping[str, Any], _time: str) -> None:
    state.total_time_s += _typed(record, "seconds", int)


def _apply_reset(state: State, record: Mapping[str, Any], _time: str) -> None:
    example_id = _typed(record, "example", str)
    state.statuses.pop(example_id, None)
    state.changed.pop(example_id, None)


def _apply_favorite(state: State, record: Mapping[str, Any], time: str) -> None:
    target, is_on = _typed(record, "target", str), _typed(record, "on", bool)
    if is_on:
        state.favorites.setdefault(target, time)
    else:
        state.favorites.pop(target, None)


def _apply_rated(state: State, record: Mapping[str, Any], _time: str) -> None:
    """No star at all takes the rating back."""
    target, stars = _typed(record, "target", str), _typed(record, "stars", int)
    if 0 < stars <= MOST_STARS:
        state.ratings[target] = stars
    else:
        state.ratings.pop(target, None)


def _apply_imported(state: State, record: Mapping[str, Any], time: str) -> None:
    statuses = {name: _status(word) for name, word in _typed(record, "statuses", dict).items()}
    runs = [_run(entry) for entry in _typed(record, "runs", list)]
    total_s, old_s = _typed(record, "total_time_s", int), _typed(record, "predecessor_s", int)
    predecessor = _typed(record, "predecessor", dict)
    favorites = _typed({"favorites": [], **record}, "favorites", list)
    ratings, days = _mapping(record, "ratings", int), _mapping(record, "days", int)
    for example_id, status in statuses.items():
        state.rise(example_id, status, time)
    state.add_runs(runs)
    if predecessor:
        state.total_time_s += max(0, old_s - max(0, state.predecessor_s))
        state.predecessor, state.predecessor_s = predecessor, max(old_s, state.predecessor_s)
    state.total_time_s = max(state.total_time_s, total_s)
    for target in favorites:
        state.favorites.setdefault(str(target), time)
    state.ratings = {**ratings, **state.ratings}
    state.days |= {day: max(count, state.days.get(day, 0)) for day, count in days.items()}


_OPERATIONS = {
    "opened": _apply_opened,
    "ran": _apply_ran,
    "time": _apply_time,
    "reset": _apply_reset,
    "favorite": _apply_favorite,
    "rated": _apply_rated,
    "imported": _apply_imported,
}


def _typed(data: object, key: str, kind: Any) -> Any:
    """A field of exactly this type; Python would take ``true`` for a number."""
    value: Any = data.get(key) if isinstance(data, Mapping) else None
    if type(value) is not kind or (kind is int and value < 0) or (kind is str and len(value) > _LONGEST_ID):
        raise BadRecordError(f"`{key}` is missing or of the wrong type")
    return value


def _mapping(data: Mapping[str, Any], key: str, kind: Any) -> dict[str, Any]:
    """A field that older files do not have: names with values of one type."""
    values = _typed({key: {}, **data}, key, dict)
    return {str(name)[:_LONGEST_ID]: _typed(values, name, kind) for name in values}


def _status(word: str) -> Status:
    try:
        return Status(word)
    except ValueError:
        raise BadRecordError("a status is not known") from None


def _began(run: RunRecord) -> float:
    try:
        return datetime.fromisoformat(run.started).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def _run(data: object) -> RunRecord:
    return RunRecord(
        _typed(data, "target", str),
        _typed(data, "outcome", str),
        _typed(data, "started", str),
        _typed(data, "duration_ms", int),
        isinstance(data, Mapping) and data.get("is_expected") is True,
    )


def is_deep(data: object) -> bool:
    """Whether lists and mappings are nested more than any progress is; no copy of it could be made."""
    level = [data]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
    return bool(level)


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
