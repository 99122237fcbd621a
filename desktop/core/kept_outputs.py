"""What the last runs printed, one file for each run, to be looked at again.

Hides files, bounds and damage. Holds output only: what was typed in is never given to it.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.child.protocol import Stream
from desktop.core import files
from desktop.core.record import RunRecord

MAX_BYTES = 64 * 1024
"""Of one run: half of it from the beginning, half from the end."""

_MAX_FILE_BYTES = 4 * 1024 * 1024  # of a program that writes to both streams by turns, byte by byte
_SUFFIX = ".json"
Chunk = tuple[Stream, bytes]
_Growing = tuple[Stream, bytearray]


@dataclass(frozen=True, slots=True)
class KeptOutput:
    """The output of one run. Between ``first`` and ``last`` ``left_out`` bytes are missing."""

    first: tuple[Chunk, ...] = ()
    last: tuple[Chunk, ...] = ()
    left_out: int = 0


class Tape:
    """Takes down the output of one run within bounds, however much comes."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._half = max_bytes // 2
        self._first: deque[_Growing] = deque()
        self._last: deque[_Growing] = deque()
        self._first_bytes = self._last_bytes = self._left_out = 0

    def put(self, stream: Stream, data: bytes) -> None:
        """The next bytes of one stream, in the order the program wrote them."""
        room = self._half - self._first_bytes
        if room > 0:
            self._first_bytes += len(data[:room])
            _join(self._first, stream, data[:room])
            data = data[room:]
        if data:
            self._last_bytes += len(data)
            _join(self._last, stream, data)
            self._trim()

    def _trim(self) -> None:
        while self._last_bytes > self._half:
            _stream, data = self._last[0]
            cut = min(len(data), self._last_bytes - self._half)
            del data[:cut]
            self._left_out += cut
            self._last_bytes -= cut
            if not data:
                self._last.popleft()

    def output(self) -> KeptOutput:
        """What was taken down so far."""
        return KeptOutput(_frozen(self._first), _frozen(self._last), self._left_out)


def _join(chunks: deque[_Growing], stream: Stream, data: bytes) -> None:
    """Small pieces of one stream become one, so that many tiny writes take no more room than one."""
    if chunks and chunks[-1][0] is stream:
        chunks[-1][1].extend(data)
    else:
        chunks.append((stream, bytearray(data)))


def _frozen(chunks: Iterable[_Growing]) -> tuple[Chunk, ...]:
    return tuple((stream, bytes(data)) for stream, data in chunks)


class KeptOutputs:
    """The outputs in one folder. A run is known by its target and the moment it started."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, run: RunRecord, output: KeptOutput) -> None:
        """Write it down; readable for the owner alone. Raises OSError."""
        text = json.dumps(
            {
                "target": run.target,
                "started": run.started,
                "first": _to_json(output.first),
                "last": _to_json(output.last),
                "left_out": output.left_out,
            }
        )
        files.write_atomic(self._file(run), text.encode())

    def output(self, run: RunRecord) -> KeptOutput | None:
        """What the run printed; None where it is not kept any more, or cannot be read."""
        try:
            data = json.loads(files.read(self._file(run), _MAX_FILE_BYTES))
            return KeptOutput(_chunks(data["first"]), _chunks(data["last"]), int(data["left_out"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def drop_all_but(self, runs: Iterable[RunRecord]) -> None:
        """Delete the outputs of all other runs."""
        kept = {self._file(run).name for run in runs}
        for file in self._folder.glob(f"*{_SUFFIX}"):
            if file.name not in kept:
                with contextlib.suppress(OSError):
                    file.unlink()

    def _file(self, run: RunRecord) -> Path:
        import hashlib

        name = hashlib.sha256(f"{run.started}\n{run.target}".encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{name[:32]}{_SUFFIX}"


def _to_json(chunks: Iterable[Chunk]) -> list[list[str]]:
    return [[stream.value, base64.b64encode(data).decode()] for stream, data in chunks]


def _chunks(data: list[list[str]]) -> tuple[Chunk, ...]:
    try:
        return tuple((Stream(word), base64.b64decode(text, validate=True)) for word, text in data)
    except binascii.Error:
        raise ValueError("not as it was written") from None
