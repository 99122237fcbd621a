"""Output that has arrived and is not shown yet: raw, in order, and never more than will be shown.

Hides what is thrown away when a program prints faster than anyone reads; nothing is thrown away uncounted.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from desktop.child.protocol import Stream

MAX_LINES = 10_000
MAX_CHARACTERS = 2_000
_MAX_BYTES = 8 * 1024 * 1024
_SLICE_BYTES = 8 * 1024
# More bytes of one line are counted only: this is 2,000 characters of four bytes, and room for colour codes.
_MAX_LINE_BYTES = 16 * 1024
_COLOURS = re.compile(rb"\x1b\[[0-9;:]{0,60}m")
_CONTINUATION = bytes(range(0x80, 0xC0))


@dataclass(frozen=True, slots=True)
class Data:
    """Bytes to be shown."""

    stream: Stream
    data: bytes


@dataclass(frozen=True, slots=True)
class Surplus:
    """Characters of the line at this place that are more than a line shows."""

    characters: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Whole lines that are more than the console shows, and ``characters`` of the line begun after them.

    What was shown before them is to go too. ``colours`` are the colour codes among them, for each stream.
    """

    lines: int
    characters: int
    colours: tuple[Data, ...] = ()


Item = Data | Surplus | Skipped


def _characters(data: bytes) -> int:
    """How many characters UTF-8 text has: the bytes that begin one."""
    return len(data.translate(None, _CONTINUATION))


def _boundary(data: bytes, place: int) -> int:
    """The nearest place at or before ``place`` where a character begins."""
    while 0 < place < len(data) and 0x80 <= data[place] < 0xC0:
        place -= 1
    return place


def _colour_codes(data: bytes) -> bytes:
    """The last colour codes in ``data``: they count for what follows it."""
    return b"".join(_COLOURS.findall(data)[-8:])


def _cut(data: bytes, lines: int, count: int) -> int:
    """Where to cut so that at least ``lines`` lines and ``count`` bytes go, if ``data`` has them.

    After a line end; before a carriage return where there is none; 0 where neither is.
    """
    present = data.count(b"\n")
    if not present:
        return max(0, data.rfind(b"\r"))
    end = data.rfind(b"\n") + 1
    if lines >= present or count >= end:
        return end
    cut = len(data.rsplit(b"\n", present - lines + 1)[0]) + 1 if lines > 0 else 0
    return max(cut, data.find(b"\n", count - 1) + 1 if count > 0 else 0)


class Backlog:
    """A queue of output with bounds: about 10,000 lines and 8 MB, whatever is put in."""

    def __init__(self) -> None:
        self._items: deque[Item] = deque()
        self._bytes = 0
        self._lines = 0
        self._line_bytes = 0  # of the unfinished line at the end

    def __bool__(self) -> bool:
        return bool(self._items)

    @property
    def size(self) -> int:
        """Bytes that are held."""
        return self._bytes

    def clear(self) -> None:
        """Forgets everything."""
        self._items.clear()
        self._bytes = self._lines = self._line_bytes = 0

    def put(self, stream: Stream, data: bytes) -> None:
        """Adds output, and drops from the front what will not be shown any more."""
        head, newline, _ = data.partition(b"\n")
        rest = data[len(head) :]
        if self._line_bytes + len(head) > _MAX_LINE_BYTES and b"\r" not in head:
            room = _boundary(head, max(0, _MAX_LINE_BYTES - self._line_bytes))
            self._append(stream, head[:room])
            self._put_surplus(_characters(head[room:]))
            rest = _colour_codes(head[room:]) + rest
        else:
            rest = data
        self._append(stream, rest)
        self._line_bytes = len(data) - data.rfind(b"\n") - 1 if newline else self._line_bytes + len(data)
        while self._lines > MAX_LINES or self._bytes > _MAX_BYTES:
            self._drop_front()

    def _append(self, stream: Stream, data: bytes) -> None:
        if data:
            self._items.append(Data(stream, data))
            self._count(data, 1)

    def _put_surplus(self, characters: int) -> None:
        last = self._items[-1] if self._items else None
        if isinstance(last, Surplus):
            self._items.pop()
            characters += last.characters
        self._items.append(Surplus(characters))

    def take(self) -> Item | None:
        """The next piece, data at most 8 kB of it."""
        if not self._items:
            return None
        item = self._items.popleft()
        if not isinstance(item, Data):
            return item
        if len(item.data) > _SLICE_BYTES:
            self._items.appendleft(Data(item.stream, item.data[_SLICE_BYTES:]))
            item = Data(item.stream, item.data[:_SLICE_BYTES])
        self._count(item.data, -1)
        return item

    def _count(self, data: bytes, sign: int) -> None:
        self._bytes += sign * len(data)
        self._lines += sign * data.count(b"\n")

    def _drop_front(self) -> None:
        """Makes the oldest item a part of what is skipped; what follows its last line end stays."""
        before = Skipped(0, 0)
        item = self._items.popleft()
        if isinstance(item, Skipped):
            before, item = item, self._items.popleft()
        if isinstance(item, Surplus):
            after = Skipped(before.lines, before.characters + item.characters, before.colours)
        elif isinstance(item, Data):
            after = self._drop_data(before, item)
        self._items.appendleft(after)

    def _drop_data(self, before: Skipped, item: Data) -> Skipped:
        cut = _cut(item.data, self._lines - MAX_LINES, self._bytes - _MAX_BYTES)
        self._count(item.data, -1)
        dropped, rest = (item.data[:cut], item.data[cut:]) if cut else (item.data, b"")
        if rest:
            self._items.appendleft(Data(item.stream, rest))
            self._count(rest, 1)
        characters = 0 if cut else before.characters + _characters(dropped)
        colours = {data.stream: data.data for data in before.colours}
        colours[item.stream] = _colour_codes(colours.get(item.stream, b"") + dropped)
        return Skipped(
            before.lines + dropped.count(b"\n"),
            characters,
            tuple(Data(stream, codes) for stream, codes in colours.items() if codes),
        )
