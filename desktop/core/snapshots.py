"""The files that hold the whole progress: the snapshot, the one before it, and a copy for each of ten days.

Hides which of them is the newest good one, and that a progress file of version 2.0 may lie at the same place.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.core import files
from desktop.core.record import SCHEMA, BadRecordError, State, is_deep

_MAX_BYTES = 50 * 1024 * 1024
_DAILY_KEPT = 10


class Snapshots:
    """All methods expect that the caller holds the lock. ``notices``: what was damaged and where it is."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.notices: tuple[str, ...] = ()
        self._bak = file.with_name(f"{file.name}.bak")
        self._daily = file.parent / "backups"

    def _tell(self, sentence: str) -> None:
        self.notices = (*self.notices, sentence)

    def read(self) -> State:
        """The newest good state; an empty one where there is none. A damaged main file is put aside."""
        try:
            data = _load(self.file)
        except FileNotFoundError:
            return self._from_copies(f"“{self.file}” is missing.") or State()
        except (BadRecordError, OSError) as error:
            return self._without_main(files.reason(error) if isinstance(error, OSError) else str(error))
        return State.from_snapshot(data) if "schema" in data else self._beside_predecessor(data)

    def _without_main(self, why: str) -> State:
        problem = f"“{self.file}” could not be read: {why}. {self._put_aside()}."
        state = self._from_copies(problem)
        if state is None:
            self._tell(f"{problem} There was no good copy of it.")
        return state or State()

    def _beside_predecessor(self, data: dict[str, Any]) -> State:
        state = self._from_copies("") or State()
        state.predecessor = data
        return state

    def _put_aside(self) -> str:
        try:
            return f"It is kept as “{files.set_aside(self.file, 'corrupt').name}”"
        except OSError as error:
            return f"It could not be put aside: {files.reason(error)}"

    def _from_copies(self, problem: str) -> State | None:
        copy = max((self._bak, *self._dailies()), key=_seq_of)
        try:
            data = _load(copy)
            state = State.from_snapshot(data)
        except (BadRecordError, OSError):
            return None
        if problem:
            when = str(data.get("saved", ""))[:16].replace("T", " ")
            self._tell(f"{problem} The copy “{copy.name}” of {when} and the records since are used.")
        return state

    def _dailies(self) -> list[Path]:
        """The one with most records first, whatever the clock said when it was written."""
        return sorted(self._daily.glob(f"{self.file.stem}-????-??-??.json"), key=_seq_of, reverse=True)

    def write(self, state: State) -> int:
        """Put the main file into ``.bak`` and the state into the main file. Raises OSError.

        Returns through which record the ``.bak`` reaches, 0 where it holds nothing: the journal can be cut to
        there, so that the loss of the main file alone loses nothing.
        """
        data = json.dumps(state.to_snapshot(files.now_iso()), indent=1).encode()
        through = self._keep_previous()
        files.write_atomic(self.file, data)
        self._write_daily(data)
        return through

    def _keep_previous(self) -> int:
        try:
            previous = _load(self.file)
        except (BadRecordError, OSError):
            return 0
        if not previous:
            return 0
        if "schema" not in previous:
            files.write_atomic(files.free_name(self.file, "predecessor"), self.file.read_bytes())
            return 0
        if files.is_unfit(self._bak):
            self._make_room(self._bak)
        files.write_atomic(self._bak, self.file.read_bytes())
        return int(previous["seq"])

    def _write_daily(self, data: bytes) -> None:
        if not self._daily.is_dir() and (self._daily.exists() or files.is_unfit(self._daily)):
            self._make_room(self._daily)
        today = self._daily / f"{self.file.stem}-{datetime.now().astimezone():%Y-%m-%d}.json"
        if today.exists():
            return
        files.write_atomic(today, data)
        for old in self._dailies()[_DAILY_KEPT:]:
            old.unlink(missing_ok=True)

    def _make_room(self, path: Path) -> None:
        """Put aside what is in the way of a copy."""
        aside = files.set_aside(path, "corrupt")
        self._tell(f"“{path}” was in the way of a copy. It is kept as “{aside.name}”.")


def _seq_of(file: Path) -> tuple[int, str]:
    """Through which record a snapshot reaches, -1 where it is none; equal ones are told by their names."""
    try:
        return int(_load(file).get("seq", -1)), file.name
    except (BadRecordError, OSError):
        return -1, file.name


def _load(file: Path) -> dict[str, Any]:
    """The JSON object of a file: a good snapshot, or one without ``schema`` as version 2.0 wrote it.

    Raises BadRecordError with the end of a sentence for everything else, OSError where it cannot be read.
    """
    try:
        data = json.loads(files.read(file, _MAX_BYTES))
    except (ValueError, RecursionError):
        raise BadRecordError("it is not a whole JSON file") from None
    if not isinstance(data, dict) or is_deep(data):
        raise BadRecordError("it holds no progress")
    if "schema" in data:
        if data["schema"] != SCHEMA:
            raise BadRecordError("it was written by another version of this application")
        State.from_snapshot(data)
    return data
