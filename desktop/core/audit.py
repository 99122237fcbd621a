"""The activity log: one JSON line for each thing that ran or changed, chained by hashes.

Hides the lock, the head file and rotation, so that windows and commands share one chain. It shows
accidents and careless edits; who owns the account can rewrite log and head alike.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from desktop.core import files
from desktop.core.errors import StateError

_START = "0" * 64
_TAIL_BYTES = 1024 * 1024
_HEAD_BYTES = 4096

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verification:
    """What ``verify`` found. ``problem`` is empty or a sentence that names the file and the line."""

    ok: bool
    entries: int
    problem: str


@dataclass(frozen=True, slots=True)
class _Link:
    """The end of the chain: number and hash of the last line."""

    n: int
    hash: str


class AuditLog:
    """The log of one data folder. ``problem`` says why the last write failed, empty while all is well."""

    def __init__(self, file: Path, *, max_size_mb: float = 10, backup_count: int = 5) -> None:
        self.file = file
        self.problem = ""
        self._max_bytes = int(max_size_mb * 1024 * 1024)
        self._backup_count = backup_count
        self._lock = file.with_name(file.name + ".lock")
        self._head = file.with_name(file.name + ".head")
        self._last: tuple[_Link, object] | None = None

    def append(self, event: str, details: Mapping[str, object]) -> None:
        """Record one event; on disk when this returns. Raises StateError, and then nothing was recorded."""
        try:
            with files.locked(self._lock):
                self._append_locked(event, details)
        except OSError as error:
            self.problem = f"The activity log is not written: {files.refused(self.file, error)}"
            raise StateError(self.problem) from None
        self.problem = ""

    def _append_locked(self, event: str, details: Mapping[str, object]) -> None:
        for file in (self.file, self._head):
            if files.is_unfit(file):
                files.set_aside(file, "corrupt")
        link = self._end_of_chain()
        if self._size() >= self._max_bytes:
            link = self._rotate(link)
        self._write(link, event, details)

    def _write(self, link: _Link, event: str, details: Mapping[str, object]) -> _Link:
        """One line after ``link``, then the head, which so is never ahead of the log."""
        record = {
            "n": link.n + 1,
            "time": files.now_iso(),
            "event": event,
            "details": details,
            "prev": link.hash,
        }
        line, digest = _sealed(record)
        files.append(self.file, line)
        link = _Link(link.n + 1, digest)
        self._write_head(link)
        self._last = (link, _state_of(self.file))
        return link

    def _write_head(self, link: _Link) -> None:
        """In place and of one length: a whole-file replacement for each line would double the cost."""
        text = f'{{"n": {link.n:>15}, "hash": "{link.hash}"}}\n'.encode()
        handle = os.open(self._head, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.write(handle, text)
            os.ftruncate(handle, len(text))
        finally:
            os.close(handle)

    def _read_head(self) -> _Link | None:
        try:
            head = json.loads(files.read(self._head, _HEAD_BYTES))
            return _Link(int(head["n"]), str(head["hash"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _size(self) -> int:
        return self.file.stat().st_size if self.file.exists() else 0

    # -- the end of the chain, whatever happened to it -------------------------------------------------------

    def _end_of_chain(self) -> _Link:
        """Where to go on. What a kill or a hand left is closed by a ``recovered`` line that names it."""
        if self._last and self._last[1] == _state_of(self.file):
            return self._last[0]
        torn = self._cut_torn_line()
        head, last = self._read_head(), self._last_line()
        is_new = head is None or head.n == 0
        if is_new and last is None and not any(part.stat().st_size for part in self.parts()):
            self._write_head(
                _Link(0, _START)
            )  # before the first line: kills alone must leave no log without a head
            return _Link(0, _START)
        link = max((link for link in (head, last) if link), key=lambda link: link.n, default=_Link(0, _START))
        problems = self._problems(head, last, torn)
        return self._write(link, "recovered", {"found": problems}) if problems else link

    def _problems(self, head: _Link | None, last: _Link | None, torn: int) -> list[str]:
        problems = [f"a line of {torn} bytes was not finished and was removed"] if torn else []
        if last is None:
            problems.append("the last line is missing or unreadable")
        elif head is None:
            problems.append("the head file is missing or unreadable")
        elif head.n > last.n:
            problems.append(f"lines {last.n + 1} to {head.n} are missing at the end")
        return problems

    def _cut_torn_line(self) -> int:
        """A process killed in mid-write leaves a line without its end; nobody was told that it is there."""
        tail = _tail(self.file)
        torn = len(tail) - (tail.rfind(b"\n") + 1)
        if torn and _read_line(tail[-torn:] + b"\n") is not None:  # only its line end is missing
            files.append(self.file, b"\n")
            return 0
        if torn:
            with self.file.open("r+b") as file:
                file.truncate(self._size() - torn)
                os.fsync(file.fileno())
        return torn

    def _last_line(self) -> _Link | None:
        for part in reversed(self.parts()):
            lines = _tail(part).splitlines(keepends=True)
            if lines:
                record = _read_line(lines[-1])
                return _Link(record["n"], record["hash"]) if record else None
        return None

    # -- rotation --------------------------------------------------------------------------------------------

    def parts(self) -> list[Path]:
        """All files of the chain, oldest first."""
        numbered = sorted(self._numbers(), reverse=True)
        return [part for part in (*map(self._part, numbered), self.file) if part.is_file()]

    def _numbers(self) -> list[int]:
        found = (
            path.name[len(self.file.name) + 1 :] for path in self.file.parent.glob(f"{self.file.name}.*")
        )
        return [int(number) for number in found if number.isdecimal()]

    def _part(self, number: int) -> Path:
        return self.file.with_name(f"{self.file.name}.{number}")

    def _rotate(self, link: _Link) -> _Link:
        """Shift ``log`` to ``log.1`` and so on. What will be deleted is recorded before it is."""
        doomed = sorted((n for n in self._numbers() if n >= self._backup_count), reverse=True)
        if doomed:
            last = _read_line((_tail(self._part(doomed[-1])).splitlines(keepends=True) or [b""])[-1])
            link = self._write(link, "log_deleted", {"through": last["n"] if last else None})
        for number in doomed:
            self._part(number).unlink()
        for number in sorted(set(self._numbers()), reverse=True):
            self._part(number).replace(self._part(number + 1))
        self.file.replace(self._part(1))
        files.sync_folder(self.file.parent)
        return link

    # -- reading ---------------------------------------------------------------------------------------------

    def entries(self, limit: int | None = None) -> list[Record]:
        """The last ``limit`` records, all without one, oldest first; what is no record is left out.

        Raises StateError where a file cannot be read.
        """
        found: list[Record] = []
        for part in reversed(self.parts()):
            if limit is not None and len(found) >= limit:
                break
            try:
                with files.open_regular(part) as opened:
                    found[:0] = filter(None, map(parsed, _lines(opened)))
            except OSError as error:
                raise StateError(f"“{part}” could not be read: {files.reason(error)}.") from None
        return found if limit is None else found[max(0, len(found) - limit) :]

    def verify(self, goes_on: Callable[[], bool] = lambda: True) -> Verification:
        """Walk all files and name the first line that was altered, is missing or was cut off.

        Once ``goes_on`` says no, it ends without an answer.
        """
        try:
            with ExitStack() as opened:
                with files.locked(self._lock):
                    head, parts = self._read_head(), [_Part.open(part, opened) for part in self.parts()]
                return _Walk(head, goes_on).over(parts)
        except OSError as error:
            return Verification(False, 0, f"“{self.file}” could not be read: {files.reason(error)}.")


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of the chain as it was when it was opened; what is appended afterwards is not looked at."""

    path: Path
    file: BinaryIO
    size: int

    @classmethod
    def open(cls, path: Path, closing: ExitStack) -> _Part:
        file = closing.enter_context(files.open_regular(path))
        return cls(path, file, os.fstat(file.fileno()).st_size)

    def lines(self) -> Iterator[tuple[bytes, bool]]:
        """Each line, and whether it is the last one of the file."""
        done = 0
        for line in _lines(self.file):
            done += len(line)
            if done > self.size:
                return
            yield line, done == self.size


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; one that is longer than ours are comes in pieces."""
    while line := file.readline(_TAIL_BYTES):
        yield line


class _Walk:
    """One walk along the chain."""

    def __init__(self, head: _Link | None, goes_on: Callable[[], bool]) -> None:
        self._head, self._goes_on = head, goes_on
        self._link: _Link | None = None
        self._first = 1
        self._deleted_through: set[object] = set()
        self._entries = 0

    def over(self, parts: Iterable[_Part]) -> Verification:
        parts = tuple(parts)
        for part in parts:
            for number, (line, is_last) in enumerate(part.lines(), 1):
                if not self._goes_on():
                    return self._result("The check was ended before it was done.")
                problem = self._step(line)
                if problem and not (part is parts[-1] and is_last and self._is_torn(line)):
                    return self._result(f"“{part.path}”, line {number}: {problem}.")
        return self._result(self._end())

    def _step(self, line: bytes) -> str:
        """What is wrong with the next line, as the end of a sentence."""
        record = _read_line(line)
        if record is None:
            return "it is not as it was written"
        link = self._link or _Link(record["n"] - 1, record["prev"])
        if self._link is None:
            self._first = record["n"]
            if self._first == 1 and record["prev"] != _START:
                return "it does not begin the chain"
        if record["n"] != link.n + 1:
            return f"record {record['n']} follows record {link.n}; what was between them is missing"
        if record["prev"] != link.hash:
            return f"it does not follow the line before it (record {link.n})"
        self._link = _Link(record["n"], record["hash"])
        if self._head and self._head.n == self._link.n and self._head.hash != self._link.hash:
            return "it is not the line that the head file knows"
        if record["event"] == "log_deleted":
            self._deleted_through.add(record["details"].get("through"))
        self._entries += 1
        return ""

    def _is_torn(self, line: bytes) -> bool:
        """A line without its end that the head does not know: a kill in mid-write, closed at the next one."""
        last = self._link.n if self._link else 0
        return not line.endswith(b"\n") and (self._head.n if self._head else 0) <= last

    def _end(self) -> str:
        last = self._link.n if self._link else 0
        if self._first > 1 and self._first - 1 not in self._deleted_through:
            return f"Records 1 to {self._first - 1} are missing at the beginning of the log."
        if self._head is None:
            return "The head file is missing, so that a cut at the end would not show." if last > 1 else ""
        if self._head.n > last:
            return f"Records {last + 1} to {self._head.n} are missing at the end of the log."
        return ""

    def _result(self, problem: str) -> Verification:
        return Verification(not problem, self._entries, problem)


def _sealed(record: Mapping[str, object]) -> tuple[bytes, str]:
    """The line of a record, and its hash: SHA-256 over its JSON with sorted keys and without the hash."""
    import hashlib

    plain = json.loads(json.dumps(record, default=str))
    digest = hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    return json.dumps({**plain, "hash": digest}).encode() + b"\n", digest


_SHAPE = {"n": int, "time": str, "event": str, "details": dict, "prev": str, "hash": str}


def parsed(line: bytes) -> Record | None:
    """A line that has the shape of a record, altered or not."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or list(record) != list(_SHAPE):
        return None
    return record if all(type(record[key]) is kind for key, kind in _SHAPE.items()) else None


def _read_line(line: bytes) -> Record | None:
    """The record of an unaltered line: right hash, and byte for byte what we would write."""
    record = parsed(line)
    if record is None:
        return None
    rest = {key: value for key, value in record.items() if key != "hash"}
    return record if _sealed(rest) == (line, record["hash"]) else None


def is_unaltered(line: bytes) -> bool:
    """Whether a line, with its end, is a record and just what its own hash says."""
    return _read_line(line) is not None


def _tail(file: Path) -> bytes:
    """The last megabyte: more than one line can have."""
    try:
        with file.open("rb") as opened:
            opened.seek(max(0, opened.seek(0, os.SEEK_END) - _TAIL_BYTES))
            return opened.read()
    except FileNotFoundError:
        return b""


def _state_of(file: Path) -> object:
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns)
