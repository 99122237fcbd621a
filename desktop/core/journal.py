"""An append-only file of JSON records that several processes share under a lock of the caller's.

Hides torn ends, unreadable lines and where this reader stopped reading.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from desktop.core import files

_MAX_BYTES = 50 * 1024 * 1024

Record = dict[str, Any]


class Journal:
    """All methods raise OSError and expect that the caller holds the lock."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.unreadable_lines = 0
        self._size, self._last_line = 0, b""

    def is_continued(self) -> bool:
        """Whether the file only grew since this reader looked: the last line it knows is where it was.

        An empty file says nothing about what was cut from it.
        """
        if not self._last_line:
            return False
        known = self._data_from(self._size - len(self._last_line), len(self._last_line))
        return known == self._last_line

    def read_new(self) -> list[Record]:
        """The records others appended since; only meaningful where the file is continued."""
        return self._read(self._size)

    def read_all(self) -> list[Record]:
        """All records. What can be no journal of ours, as by its size, is put aside."""
        self.unreadable_lines = 0
        if self._file_size() > _MAX_BYTES or files.is_unfit(self.file):
            files.set_aside(self.file, "corrupt")
            self.unreadable_lines += 1
        self._last_line = b""
        return self._read(0)

    def append(self, records: Iterable[Mapping[str, Any]]) -> None:
        """On disk when this returns; all of them or none."""
        lines = b"".join(json.dumps(record).encode() + b"\n" for record in records)
        if lines:
            files.append(self.file, lines)
            self._look(lines)

    def cut(self, through_seq: int) -> None:
        """Drop the records up to this number."""
        kept = [record for record in self.read_all() if record.get("seq", 0) > through_seq]
        lines = b"".join(json.dumps(record).encode() + b"\n" for record in kept)
        files.write_atomic(self.file, lines)
        self._last_line = b""
        self._look(lines)

    def _read(self, offset: int) -> list[Record]:
        data = self._data_from(offset)
        whole, _end, torn = data.rpartition(b"\n")
        lines = [line for line in whole.split(b"\n") if line]
        if torn and _record(torn) is not None:  # a record that only lacks its line end
            files.append(self.file, b"\n")
            lines.append(torn)
        elif torn:
            self._truncate(offset + len(data) - len(torn))
        records = [_record(line) for line in lines]
        self.unreadable_lines += records.count(None)
        self._look(b"".join(line + b"\n" for line in lines[-1:]))
        return [record for record in records if record is not None]

    def _look(self, new: bytes) -> None:
        """Remember how far this reader knows the file."""
        self._size = self._file_size()
        self._last_line = b"".join(new.splitlines(keepends=True)[-1:]) or self._last_line

    def _data_from(self, offset: int, size: int = -1) -> bytes:
        try:
            with files.open_regular(self.file) as file:
                file.seek(offset)
                return file.read(size)
        except FileNotFoundError:
            return b""

    def _truncate(self, size: int) -> None:
        """A kill in mid-write left half a line; nobody was told that it is there."""
        with self.file.open("r+b") as file:
            file.truncate(size)
            os.fsync(file.fileno())

    def _file_size(self) -> int:
        return self.file.stat().st_size if self.file.exists() else 0


def _record(line: bytes) -> Record | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and type(record.get("seq")) is int else None
