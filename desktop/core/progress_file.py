"""Progress that comes from a file or goes to one: of version 2.0, or of another copy of this program.

Hides the formats. What is brought in is added; it never takes anything away.
"""

from __future__ import annotations

import csv
import enum
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from desktop.core import files
from desktop.core.errors import StateError
from desktop.core.example import Chapter
from desktop.core.predecessor import Reading, is_predecessor, read_predecessor
from desktop.core.progress import Progress
from desktop.core.record import SCHEMA, BadRecordError, Brought, State, is_deep

_MAX_BYTES = 20 * 1024 * 1024
_FORMAT = "python-features-explorer progress"
_COLUMNS = ("example", "status", "since", "runs", "last run", "last outcome", "favourite since", "rating")

Audit = Callable[[str, Mapping[str, object]], None]


class Format(enum.StrEnum):
    """What an export is written as."""

    JSON = "json"
    CSV = "csv"


def import_file(file: Path, progress: Progress, chapters: Iterable[Chapter], audit: Audit) -> Reading:
    """Add what the file holds to the progress. Raises StateError where it holds none or cannot be kept."""
    import hashlib  # loads OpenSSL, three megabytes

    data, duplicates = _load(file)
    reading = _read(file, data, chapters)
    progress.bring(reading.brought)
    audit(
        "progress_imported",
        {
            "file": str(file),
            "sha256": hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest(),
            "examples": len(reading.brought.statuses),
            "runs": len(reading.brought.runs),
        },
    )
    remarks = (*duplicates, *reading.remarks)
    return Reading(reading.brought, reading.summary, remarks)


def take_over(progress: Progress, chapters: Iterable[Chapter], audit: Audit) -> tuple[str, ...]:
    """Bring in a file of version 2.0 that lay where ours belongs; sentences about it if there was one.

    Raises StateError where it cannot be written down; it is tried again at the next start.
    """
    data = progress.waiting_predecessor
    if not data:
        return ()
    reading = read_predecessor(data, chapters)
    progress.bring(reading.brought)
    progress.close()
    audit("progress_imported", {"file": str(progress.file), "examples": len(reading.brought.statuses)})
    found = f"“{progress.file}” was of version 2.0 and is kept beside it. {reading.summary}"
    return (found, *reading.remarks)


def export_file(file: Path, progress: Progress, form: Format) -> None:
    """Write all progress into a file. Raises StateError."""
    snapshot = progress.to_snapshot()
    text = json.dumps({"format": _FORMAT, **snapshot}, indent=1) if form is Format.JSON else _table(snapshot)
    try:
        files.write_atomic(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise StateError(f"“{file}” could not be written: {files.reason(error)}.") from None


def _table(snapshot: Mapping[str, Any]) -> str:
    """One line for each example or file that was opened, ran, was rated or is a favourite."""
    runs: dict[str, list[dict[str, Any]]] = {}
    for run in snapshot["runs"]:
        runs.setdefault(run["target"], []).append(run)
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    favorites, ratings = snapshot["favorites"], snapshot["ratings"]
    for target in sorted({*snapshot["examples"], *runs, *favorites, *ratings}):
        entry, own = snapshot["examples"].get(target, {}), runs.get(target, [])
        last = own[-1] if own else {}
        since = entry.get("changed", "")
        row = (entry.get("status", ""), since, len(own), last.get("started", ""), last.get("outcome", ""))
        writer.writerow((target, *row, favorites.get(target, ""), ratings.get(target, "")))
    return output.getvalue()


def _read(file: Path, data: dict[str, Any], chapters: Iterable[Chapter]) -> Reading:
    if is_predecessor(data):
        return read_predecessor(data, chapters)
    if data.get("schema") != SCHEMA:
        raise _refused(file, "it holds no progress of this program or of version 2.0")
    try:
        state = State.from_snapshot(data)
    except BadRecordError as error:
        raise _refused(file, str(error)) from None
    brought = Brought(
        state.statuses,
        tuple(state.runs),
        state.total_time_s,
        state.predecessor,
        state.predecessor_s,
        tuple(state.favorites),
        state.ratings,
        state.days,
    )
    summary = f"{len(state.statuses)} examples and {len(state.runs)} runs were taken over."
    return Reading(brought, summary, ())


def _load(file: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The object in the file, and a sentence for each key that it holds twice. Raises StateError."""
    twice: dict[str, None] = {}

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counts = Counter(name for name, _value in pairs)
            twice.update(dict.fromkeys(name for name, count in counts.items() if count > 1))
        return found

    try:
        content = files.read(file, _MAX_BYTES)
        data = json.loads(content, object_pairs_hook=collect, parse_constant=lambda _word: None)
    except OSError as error:
        raise _refused(file, files.reason(error)) from None
    except (ValueError, RecursionError):
        raise _refused(file, "it is not a whole JSON file") from None
    if not isinstance(data, dict) or is_deep(data):
        raise _refused(file, "it holds no progress of this program or of version 2.0")
    return data, tuple(f"`{name[:100]}` is written twice; the last one counts." for name in list(twice)[:20])


def _refused(file: Path, why: str) -> StateError:
    return StateError(f"“{file}” was not imported: {why}. Your progress is as it was.")
