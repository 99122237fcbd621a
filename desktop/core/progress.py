"""The learner's progress: which examples were opened, ran and completed, the last runs, favourites, ratings.

Hides snapshot, journal, backups and lock: a record is on disk when its call returns, and a damaged file
never loses more than itself.
"""

from __future__ import annotations

import contextlib
import copy
import errno
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop.core import files
from desktop.core.errors import StateError
from desktop.core.journal import Journal
from desktop.core.record import BadRecordError, Brought, RunRecord, State, Status
from desktop.core.snapshots import Snapshots

__all__ = ["Progress", "RunRecord", "Status"]

_RECORDS_PER_SNAPSHOT = 200
_RUN_KEYS = ("target", "outcome", "started", "duration_ms")


class Progress:
    """Progress in one file with a journal beside it, shared with every other window and command.

    All records have one numbering, given under the lock; each caller first takes over what others added.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._own_notices: tuple[str, ...] = ()
        self._lock = file.with_name(file.name + ".lock")
        self._journal = Journal(file.with_name(f"{file.stem}.journal"))
        self._snapshots = Snapshots(file)
        self._unsaved: list[dict[str, Any]] = []
        self._since_snapshot = 0
        self._disk = self._shown = State()
        self._load_at_start()

    def _load_at_start(self) -> None:
        try:
            with files.locked(self._lock):
                self._disk = self._shown = self._load()
        except OSError as error:
            self._tell(
                f"Your progress in “{self.file}” cannot be kept: {files.reason(error)}. "
                "What is there stays unchanged; what you do now may not be recorded."
            )
            self._load_read_only(error)

    def _load_read_only(self, error: OSError) -> None:
        """Where nobody can take the lock nobody writes either, so that reading without it is safe."""
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            with contextlib.suppress(OSError):
                self._disk = self._shown = self._load()

    def _tell(self, sentence: str) -> None:
        self._own_notices = (*self._own_notices, sentence)

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about what was found damaged and what became of it."""
        return tuple(dict.fromkeys((*self._snapshots.notices, *self._own_notices)))

    # -- what the learner did --------------------------------------------------------------------------------

    @property
    def last_opened(self) -> str | None:
        return self._shown.last_opened

    @property
    def total_time_s(self) -> int:
        return self._shown.total_time_s

    def status(self, example_id: str) -> Status:
        return self._shown.statuses.get(example_id, Status.NEW)

    def statuses(self) -> Mapping[str, Status]:
        """The status of every example that is not new."""
        return MappingProxyType(self._shown.statuses)

    def runs(self, limit: int | None = None) -> tuple[RunRecord, ...]:
        """The last runs, newest first."""
        return tuple(reversed(self._shown.runs))[:limit]

    def favorites(self) -> tuple[str, ...]:
        """The targets of the favourites, the newest first."""
        return tuple(reversed(self._shown.favorites))

    def is_favorite(self, target: str) -> bool:
        return target in self._shown.favorites

    def rating(self, target: str) -> int:
        """1 to 5 stars, 0 where there is no rating."""
        return self._shown.ratings.get(target, 0)

    def days(self) -> Mapping[str, int]:
        """How much was opened and run on each local day (``2026-11-24``)."""
        return MappingProxyType(self._shown.days)

    def to_json(self) -> dict[str, Any]:
        """What ``progress --json`` prints."""
        snapshot = self._shown.to_snapshot("")
        statuses = {example_id: status.value for example_id, status in self._shown.statuses.items()}
        runs = [{name: run[name] for name in _RUN_KEYS} for run in reversed(snapshot["runs"])]
        return {"examples": statuses, "runs": runs}

    def to_snapshot(self) -> dict[str, Any]:
        """Everything that is known, as the file holds it."""
        return self._shown.to_snapshot(files.now_iso())

    @property
    def waiting_predecessor(self) -> Mapping[str, Any]:
        """What a file of version 2.0 in the place of ours held, while nothing of it is taken over."""
        return self._shown.predecessor if self._shown.predecessor_s < 0 else {}

    # -- recording -------------------------------------------------------------------------------------------

    def opened(self, example_id: str) -> None:
        """The learner looks at an example. Raises StateError, as every method that records."""
        if self.last_opened != example_id or self.status(example_id) is Status.NEW:
            self._record({"op": "opened", "example": example_id})

    def ran(self, record: RunRecord, completed: bool) -> None:
        """A run ended; ``completed``: it is an example and met its stored outcome."""
        is_example = not Path(record.target).is_absolute()
        run = {name: getattr(record, name) for name in _RUN_KEYS}
        self._record({"op": "ran", **run, "completed": completed, "is_example": is_example})

    def add_time(self, seconds: int) -> None:
        if seconds > 0:
            self._record({"op": "time", "seconds": seconds})

    def reset_example(self, example_id: str) -> None:
        """The example is new again; its runs stay in the list."""
        self._record({"op": "reset", "example": example_id})

    def set_favorite(self, target: str, is_favorite: bool) -> None:
        """``target``: an example id or an absolute path."""
        if self.is_favorite(target) is not is_favorite:
            self._record({"op": "favorite", "target": target, "on": is_favorite})

    def rate(self, target: str, stars: int) -> None:
        """1 to 5 stars; 0 takes the rating back."""
        if self.rating(target) != stars:
            self._record({"op": "rated", "target": target, "stars": stars})

    def bring(self, brought: Brought) -> None:
        """Add what a file from elsewhere held. Statuses only rise, and nothing is counted twice."""
        self._record(brought.to_record())

    def _record(self, record: dict[str, Any]) -> None:
        """To the journal, then to memory. What cannot be written stays in memory and goes with the next."""
        self._unsaved.append({"time": files.now_iso(), **record})
        self._write(snapshot_after=_RECORDS_PER_SNAPSHOT)

    def close(self) -> None:
        """Write a snapshot, and first what could not be written before. Raises StateError."""
        if self._since_snapshot or self._unsaved:
            self._write(snapshot_after=1)

    def _write(self, snapshot_after: int) -> None:
        try:
            with files.locked(self._lock):
                self._catch_up()
                self._flush()
                if self._since_snapshot >= snapshot_after:
                    self._snapshot()
        except OSError as error:
            self._show_unsaved()
            raise StateError(self._refusal(error)) from None

    def _refusal(self, error: OSError) -> str:
        kept = "What is new is kept until it can be written. " if self._unsaved else ""
        return (
            f"Your progress could not be written to “{self.file}”: {files.reason(error)}. "
            f"{kept}What was recorded before is safe."
        )

    def _flush(self) -> None:
        numbered = [{"seq": self._disk.seq + place, **new} for place, new in enumerate(self._unsaved, 1)]
        self._journal.append(numbered)
        self._unsaved.clear()
        self._take(self._disk, numbered)
        self._shown = self._disk

    def _show_unsaved(self) -> None:
        """Memory holds what happened, also while the disk does not."""
        self._shown = copy.deepcopy(self._disk) if self._unsaved else self._disk
        for place, record in enumerate(self._unsaved, 1):
            self._shown.apply({"seq": self._disk.seq + place, **record})

    def _snapshot(self) -> None:
        self._journal.cut(self._snapshots.write(self._disk))
        self._since_snapshot = 0

    # -- what is on disk -------------------------------------------------------------------------------------

    def _catch_up(self) -> None:
        """Take over what other windows and commands recorded."""
        new = self._journal.read_new() if self._journal.is_continued() else None
        if new is not None and (not new or new[0]["seq"] <= self._disk.seq + 1):
            self._take(self._disk, new)
        else:
            self._reload()

    def _reload(self) -> None:
        """The files are others than those we knew. Where they lost records, they are written anew."""
        loaded = self._load()
        if loaded.seq < self._disk.seq:
            self._snapshots.write(self._disk)
        else:
            self._disk = loaded

    def _load(self) -> State:
        """The newest good snapshot and every record of the journal since."""
        state = self._snapshots.read()
        records = [record for record in self._journal.read_all() if record["seq"] > state.seq]
        if self._journal.unreadable_lines:
            self._tell(f"“{self._journal.file}” held lines that could not be read; they were left out.")
        if records and records[0]["seq"] > state.seq + 1:
            self._tell("Some of your progress between the last good copy and the newest records is lost.")
        self._take(state, records)
        return state

    def _take(self, state: State, records: list[dict[str, Any]]) -> None:
        for record in records:
            if record["seq"] > state.seq:
                self._take_one(state, record)

    def _take_one(self, state: State, record: dict[str, Any]) -> None:
        try:
            state.apply(record)
        except BadRecordError as error:
            state.seq = record["seq"]
            self._tell(f"A record of your progress was left out: {error} (“{self._journal.file}”).")
        self._since_snapshot += 1
