"""Reads what the child processes report: lines of JSON, trusted as little as user input.

Pure. Anything that is no frame of the expected shape and size is dropped; memory stays bounded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

_MAX_LINE = 1024 * 1024
_MAX_COUNT = 2**53
_MAX_LINE_NUMBER = 2**31
_MAX_TEXT = 4096

Frame = dict[str, object]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in both output streams: ``active`` (0 stdout, 1 stderr) goes on, or ``line`` waits for input.

    ``is_exact``: the program saw both pipes empty when it wrote this, so all that was read comes before it.
    """

    at: tuple[int, int]
    active: int | None = None
    line: int | None = None
    is_exact: bool = False


class FrameReader:
    """Cuts a stream of bytes into frames."""

    def __init__(self, max_line: int = _MAX_LINE) -> None:
        """A line longer than ``max_line`` is dropped whole."""
        self._max_line = max_line
        self._rest = b""
        self._is_skipping = False

    def feed(self, data: bytes) -> list[Frame]:
        """The frames that are complete now."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        if lines and self._is_skipping:
            del lines[0]
            self._is_skipping = False
        if len(self._rest) > self._max_line:
            self._rest, self._is_skipping = b"", True
        frames = (_parse(line) for line in lines if len(line) <= self._max_line)
        return [frame for frame in frames if frame is not None]


def _parse(line: bytes) -> Frame | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def mark_of(frame: Frame) -> Mark | None:
    """The mark that an "order" or "input" frame describes."""
    at = frame.get("at")
    if not (isinstance(at, list) and len(at) == 2 and all(_is_count(item) for item in at)):
        return None
    place = (int(at[0]), int(at[1]))
    if frame.get("kind") == "input":
        return Mark(place, line=number_of(frame, "line", _MAX_LINE_NUMBER))
    active = frame.get("active")
    if type(active) is int and active in (0, 1):
        return Mark(place, active=active, is_exact=frame.get("exact") == 1)
    return None


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < _MAX_COUNT


def number_of(frame: Frame, name: str, limit: int = _MAX_COUNT) -> int:
    """A whole number from 0 up to ``limit``; 0 for anything else."""
    value = frame.get(name)
    return value if type(value) is int and 0 <= value < limit else 0


def text_of(frame: Frame, name: str) -> str:
    """A text, cut to 4,096 characters and free of lone surrogates; "" for anything else."""
    value = frame.get(name)
    if not isinstance(value, str):
        return ""
    return value[:_MAX_TEXT].encode("utf-8", "replace").decode("utf-8")


def names_of(frame: Frame, name: str) -> tuple[str, ...]:
    """A list of texts; whatever else the list holds is left out."""
    value = frame.get(name)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
