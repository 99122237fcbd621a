"""The activity log from its newest line backwards, in pages, and only what is looked for.

Hides the files of the rotation and how a file is read from its end. Whatever a line holds is data.
"""

from __future__ import annotations

import enum
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from desktop.core import files
from desktop.core.audit import AuditLog, is_unaltered, parsed
from desktop.core.errors import StateError
from desktop.core.search import fold

_BLOCK = 64 * 1024
_LONGEST_LINE = 1024 * 1024
UNREADABLE = "unreadable line"


class Subject(enum.StrEnum):
    """What an entry is about; the words events begin with are in ``_SUBJECTS``."""

    RUNS = "Runs"
    PERMISSIONS = "Permissions"
    SETTINGS = "Settings"
    LEARNING = "Progress and marks"
    LOG = "The log itself"


_SUBJECTS: Mapping[str, Subject] = {
    "run": Subject.RUNS,
    "permission": Subject.PERMISSIONS,
    "limits": Subject.PERMISSIONS,
    "setting": Subject.SETTINGS,
    "progress": Subject.LEARNING,
    "favorite": Subject.LEARNING,
    "rating": Subject.LEARNING,
    "edit": Subject.LEARNING,
    "recovered": Subject.LOG,
    "log": Subject.LOG,
    "unreadable line": Subject.LOG,
}


def subject_of(event: str) -> Subject | None:
    """None of an event that this version does not know."""
    return _SUBJECTS.get(event) or _SUBJECTS.get(event.partition("_")[0])


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``n`` 0 and event UNREADABLE: it is no record; ``details`` has its text."""

    n: int
    time: str
    event: str
    details: Mapping[str, object]
    line: str

    @property
    def is_unaltered(self) -> bool:
        """Whether it is what its own hash says; whether it follows the one before it is for ``verify``."""
        return is_unaltered(self.line.encode("utf-8", "replace") + b"\n")

    def text(self) -> str:
        """Everything of it, to be searched."""
        return " ".join((str(self.n), self.time, self.event, json.dumps(self.details, ensure_ascii=False)))


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: entries about a subject, None for all, that hold every word of a text."""

    subject: Subject | None = None
    text: str = ""

    def admits(self, entry: Entry) -> bool:
        if self.subject is not None and subject_of(entry.event) is not self.subject:
            return False
        words = fold(self.text)[0].split()
        if not words:
            return True
        found = fold(entry.text().replace("_", " ") + " " + entry.event)[0]
        return all(word in found for word in words)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the file, whatever it is called by now, and the offset of the line read last."""

    file: tuple[int, int]
    offset: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, the newest first, and where to go on; None at the beginning of the log."""

    entries: tuple[Entry, ...] = ()
    next: Place | None = None


@dataclass(slots=True)
class _Filling:
    query: Query
    limit: int
    entries: list[Entry] = field(default_factory=list)

    def take(self, line: bytes) -> bool:
        """Whether the page is full now."""
        entry = _entry(line)
        if self.query.admits(entry):
            self.entries.append(entry)
        return len(self.entries) >= self.limit


def read_page(
    log: AuditLog,
    query: Query,
    at: Place | None = None,
    *,
    limit: int = 500,
    goes_on: Callable[[], bool] = lambda: True,
) -> Page:
    """The next entries behind ``at``. Raises StateError where a file cannot be read.

    Once ``goes_on`` says no, what was found so far is returned.
    """
    filling = _Filling(query, limit)
    for part, end in _parts_from(log, at):
        try:
            with files.open_regular(part) as file:
                for line, offset in _backwards(file, end):
                    if filling.take(line) or not goes_on():
                        return Page(tuple(filling.entries), Place(_identity(file), offset))
        except OSError as error:
            raise StateError(f"“{part}” could not be read: {files.reason(error)}.") from None
    return Page(tuple(filling.entries))


def _parts_from(log: AuditLog, at: Place | None) -> Iterator[tuple[Path, int | None]]:
    """The files of the log, the newest first, each with where its reading ends; those behind ``at`` alone."""
    is_reached = at is None
    for part in reversed(log.parts()):
        if is_reached or at is None:
            yield part, None
        elif _is(part, at):
            is_reached = True
            yield part, at.offset


def _is(part: Path, at: Place) -> bool:
    try:
        status = part.stat()
    except OSError:
        return False
    return (status.st_dev, status.st_ino) == at.file


def _identity(file: BinaryIO) -> tuple[int, int]:
    status = os.fstat(file.fileno())
    return status.st_dev, status.st_ino


def _backwards(file: BinaryIO, end: int | None) -> Iterator[tuple[bytes, int]]:
    """Each line before ``end`` with the offset it begins at, the last one first."""
    place = file.seek(0, os.SEEK_END) if end is None else end
    rest = b""
    while place > 0:
        size = min(_BLOCK, place)
        place -= size
        file.seek(place)
        block = file.read(size) + rest
        first, *lines = block.split(b"\n")
        offset = place + len(block)
        for line in reversed(lines):
            offset -= len(line)
            if line:
                yield line, offset
            offset -= 1
        rest = first
        if len(rest) > _LONGEST_LINE:  # no line of ours
            yield rest, place
            rest = b""
    if rest:
        yield rest, 0


def _entry(line: bytes) -> Entry:
    record = parsed(line)
    text = line.decode("utf-8", "replace")
    if record is None:
        return Entry(0, "", UNREADABLE, {"text": text[:_BLOCK]}, text)
    return Entry(record["n"], record["time"], record["event"], record["details"], text)
