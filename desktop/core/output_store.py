"""Everything a run wrote, as bytes in the order of their arrival, with an index of the lines.

Hides blocks and how places in them are found; decodes nothing. Memory is that of the bytes and little more.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from desktop.child.protocol import Stream
from desktop.core.ansi import Sgr, sgr_after, whole_length

MAX_BYTES = 256 * 1024 * 1024  # where the run itself has no limit
MAX_CHARACTERS = 2_000  # of a line, as long as nobody asks for all of it
BLOCK_BYTES = 64 * 1024
_TICK_S = 0.01  # arrivals closer than this are told as one
_KEPT_INDEXES = 64
_CONTINUATION = bytes(range(0x80, 0xC0))


class Source(IntEnum):
    """Where text of the console comes from. Typed, its prompt and notes are ours."""

    OUT = 0
    ERR = 1
    TYPED = 2
    PROMPT = 3
    NOTE = 4

    @property
    def is_of_program(self) -> bool:
        """Whether the program wrote it."""
        return self <= Source.ERR


_STREAMS = {Stream.STDOUT: Source.OUT, Stream.STDERR: Source.ERR}
_PROGRAM = (Source.OUT, Source.ERR)
Span = tuple[Source, bytes]


class Colours(NamedTuple):
    """What each of the program's streams has switched on."""

    out: Sgr = Sgr()
    err: Sgr = Sgr()


class Block:
    """Some bytes in a row. The last block of a store grows, the others are ``settled``."""

    __slots__ = (
        *("colours", "data", "first_line", "is_settled", "lines", "longest", "offset", "source_at"),
        *("sources", "time_at", "times", "unshown", "_characters"),
    )

    def __init__(self, offset: int, first_line: int, source: Source, now_s: float) -> None:
        self.offset, self.first_line = offset, first_line
        self.data: bytes | bytearray = b""
        self.lines = 0  # line ends in it
        self.longest = 0  # bytes of its longest line, or part of a line
        self.unshown = 0  # bytes of lines that are too long to be shown whole
        self.is_settled = False
        self.source_at, self.sources = array("I", (0,)), bytearray((source,))
        self.time_at, self.times = array("I", (0,)), array("d", (now_s,))
        self.colours: Colours | None = None  # at its start
        self._characters = -1

    @property
    def end(self) -> int:
        """The place after its last byte."""
        return self.offset + len(self.data)

    def settle(self, *, continues: bool) -> None:
        """Nothing will be added any more. ``continues``: it begins within a line."""
        self.data = bytes(self.data)
        lengths = list(map(len, self.data.split(b"\n")))
        self.longest = max(lengths)
        if self.longest > MAX_CHARACTERS:
            self.unshown = sum(max(0, length - MAX_CHARACTERS) for length in lengths[continues:])
            self.unshown += lengths[0] if continues else 0
        self.is_settled = True

    def characters(self, start: int = 0, stop: int | None = None) -> int:
        """How many characters some of it has."""
        if start == 0 and stop is None and self.is_settled:
            if self._characters < 0:
                self._characters = _characters(self.data)
            return self._characters
        return _characters(self.data[start:stop])

    def add(self, source: Source, data: bytes, now_s: float) -> None:
        """Appends what comes from ``source``, now."""
        place = len(self.data)
        if not place:
            self.sources[0], self.times[0] = source, now_s
            self.data = data
        else:
            if isinstance(self.data, bytes):
                self.data = bytearray(self.data)
            self.data += data
        if self.sources[-1] != source:
            self.source_at.append(place)
            self.sources.append(source)
        if now_s - self.times[-1] >= _TICK_S:
            self.time_at.append(place)
            self.times.append(now_s)
        self.lines += data.count(b"\n")

    def spans(self, start: int, stop: int) -> Iterator[Span]:
        """The bytes between two places in it, each run of one source."""
        index = bisect_right(self.source_at, start) - 1
        while start < stop:
            following = self.source_at[index + 1] if index + 1 < len(self.source_at) else stop
            end = min(stop, following)
            yield Source(self.sources[index]), bytes(self.data[start:end])
            start, index = end, index + 1

    def colours_after(self, colours: Colours, stop: int) -> Colours:
        """What is switched on at ``stop``, with ``colours`` at its start."""
        if b"\x1b" not in self.data:
            return colours
        written: dict[Source, list[bytes]] = {source: [] for source in Source}
        for source, data in self.spans(0, stop):
            written[source].append(data)
        return Colours(*(sgr_after(colours[source], b"".join(written[source])) for source in _PROGRAM))


class OutputStore:
    """Appends at the end; beyond ``max_bytes`` whole blocks go at the front. Lines are numbered from 0."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self.max_bytes = max_bytes
        self.generation = 0
        self.clear()

    def clear(self) -> None:
        """Forgets everything."""
        self.generation += 1
        self.blocks = [Block(0, 0, Source.OUT, 0.0)]
        self._begun = {source: b"" for source in _PROGRAM}
        self._ends: OrderedDict[int, array[int]] = OrderedDict()
        self._known: OrderedDict[int, Colours] = OrderedDict()
        self._is_cut = False

    def snapshot(self) -> OutputStore:
        """What is there now, for another thread; shares all but the block that grows."""
        copy = OutputStore(self.max_bytes)
        last = self.blocks[-1]
        tail = Block(last.offset, last.first_line, Source(last.sources[0]), last.times[0])
        tail.data, tail.lines = bytes(last.data), last.lines
        tail.source_at, tail.sources = last.source_at[:], last.sources[:]
        tail.time_at, tail.times = last.time_at[:], last.times[:]
        copy.blocks = [*self.blocks[:-1], tail]
        copy._is_cut = self._is_cut
        return copy

    # ---- writing ----

    def put(self, stream: Stream, data: bytes, now_s: float) -> None:
        """Adds output of the program. A character or sequence that is begun waits for its other half."""
        source = _STREAMS[stream]
        if self._begun[source]:
            data = self._begun[source] + data
        length = whole_length(data)
        self._begun[source] = data[length:]
        self._write(source, data[:length] if length < len(data) else data, now_s)

    def finish(self, now_s: float) -> None:
        """The program has ended: what was begun stays as it is."""
        for source in _PROGRAM:
            data, self._begun[source] = self._begun[source], b""
            self._write(source, data, now_s)

    def add_line(self, parts: Iterable[tuple[Source, str]], now_s: float) -> None:
        """A line of ours, after the line begun."""
        if self.is_line_begun:
            self._write(Source.NOTE, b"\n", now_s)
        for source, text in parts:
            self._write(source, text.encode("utf-8", "replace").replace(b"\n", b" "), now_s)
        self._write(Source.NOTE, b"\n", now_s)

    def _write(self, source: Source, data: bytes, now_s: float) -> None:
        if len(data) <= BLOCK_BYTES:
            self._append(source, data, now_s)
            return
        place = 0
        while place < len(data):
            stop = _cut(data, place) if len(data) - place > BLOCK_BYTES else len(data)
            self._append(source, data[place:stop], now_s)
            place = stop

    def _append(self, source: Source, data: bytes, now_s: float) -> None:
        if not data:
            return
        last = self.blocks[-1]
        if len(last.data) + len(data) > BLOCK_BYTES:
            last = self._next_block(source, now_s)
        last.add(source, data, now_s)

    def _next_block(self, source: Source, now_s: float) -> Block:
        last = self.blocks[-1]
        last.settle(continues=len(self.blocks) > 1 and not self.blocks[-2].data.endswith(b"\n"))
        self._ends.pop(last.offset, None)
        block = Block(last.end, last.first_line + last.lines, source, now_s)
        self.blocks.append(block)
        while block.offset - self.blocks[0].offset > self.max_bytes and len(self.blocks) > 1:
            self._drop_first()
        return block

    def _drop_first(self) -> None:
        self._colours_of(1)
        first = self.blocks.pop(0)
        self._is_cut = not first.data.endswith(b"\n")
        self._ends.pop(first.offset, None)

    # ---- lines ----

    @property
    def size(self) -> int:
        """The place after the last byte."""
        return self.blocks[-1].end

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self.size

    @property
    def is_line_begun(self) -> bool:
        """Whether the last line has text already."""
        return self.size > 0 and not self.blocks[-1].data.endswith(b"\n")

    @property
    def first_line(self) -> int:
        """Those before it have gone."""
        return min(self.last_line, self.blocks[0].first_line + self._is_cut)

    @property
    def last_line(self) -> int:
        """The unfinished one; empty where the text ends with a line end."""
        last = self.blocks[-1]
        return last.first_line + last.lines

    def block_of(self, line: int) -> int:
        """The index of the block in which a line starts."""
        index = bisect_left(self.blocks, line, key=_first_line) - 1
        if index < 0:
            return 0
        block = self.blocks[index]
        is_at_end = line == block.first_line + block.lines and block.data.endswith(b"\n")
        return index + 1 if is_at_end and index + 1 < len(self.blocks) else index

    def start_of(self, line: int) -> int:
        """The place of a line's first byte."""
        index = bisect_left(self.blocks, line, key=_first_line) - 1
        if index < 0:
            return self.blocks[0].offset
        block = self.blocks[index]
        return block.offset + self._line_ends(index)[line - block.first_line - 1] + 1

    def end_of(self, line: int) -> int:
        """The place after a line's last byte, which is that of its line end."""
        return self.start_of(line + 1) - 1 if line < self.last_line else self.size

    def line_at(self, place: int) -> int:
        """The line in which a byte stands."""
        index = self._index_at(place)
        return self.blocks[index].first_line + bisect_left(
            self._line_ends(index), place - self.blocks[index].offset
        )

    def lines_in(self, index: int) -> tuple[int, int]:
        """The lines that start in a block: the first, and the one after the last."""
        block = self.blocks[index]
        starts_here = index == 0 or self.blocks[index - 1].data.endswith(b"\n")
        first = block.first_line + (0 if starts_here else 1)
        is_last = index + 1 == len(self.blocks)
        ends_here = bool(block.data) and block.data.endswith(b"\n")
        return max(first, self.first_line), block.first_line + block.lines + (is_last or not ends_here)

    def spans(self, start: int, stop: int) -> list[Span]:
        """The bytes between two places, with where they come from."""
        found: list[Span] = []
        for block, first, last in self._parts(start, stop):
            for source, data in block.spans(first, last):
                if found and found[-1][0] is source:
                    found[-1] = (source, found[-1][1] + data)
                else:
                    found.append((source, data))
        return found

    def read(self, start: int, stop: int) -> bytes:
        """The bytes between two places, whoever wrote them."""
        return b"".join(bytes(block.data[first:last]) for block, first, last in self._parts(start, stop))

    def characters(self, start: int, stop: int) -> int:
        """How many characters stand between two places, those of escape sequences too."""
        return sum(
            block.characters() if last - first == len(block.data) else block.characters(first, last)
            for block, first, last in self._parts(start, stop)
        )

    def rfind(self, byte: bytes, start: int, stop: int) -> int:
        """The last place between two where ``byte`` stands, or -1."""
        while start < stop:
            block = self.blocks[self._index_at(stop - 1)]
            first = max(start, block.offset)
            found = block.data.rfind(byte, first - block.offset, stop - block.offset)
            if found >= 0:
                return block.offset + found
            stop = first
        return -1

    def has_errors(self, start: int, stop: int) -> bool:
        """Whether any of the bytes between two places came from standard error."""
        for block, first, last in self._parts(start, stop):
            if len(block.sources) == 1:
                if block.sources[0] == Source.ERR:
                    return True
            elif any(source is Source.ERR for source, _data in block.spans(first, last)):
                return True
        return False

    def arrival(self, place: int) -> float:
        """When a byte came, as ``put`` was told."""
        block = self.blocks[self._index_at(place)]
        return block.times[bisect_right(block.time_at, place - block.offset) - 1]

    def colours_at(self, place: int) -> Colours:
        """What is switched on before the byte at ``place``."""
        found = self._known.get(place)
        if found is None:
            index = self._index_at(place)
            block = self.blocks[index]
            found = block.colours_after(self._colours_of(index), place - block.offset)
            self.know(place, found)
        return found

    def know(self, place: int, colours: Colours) -> None:
        """Who has just read up to ``place`` knows what is switched on there."""
        self._known[place] = colours
        if len(self._known) > 1024:
            self._known.popitem(last=False)

    def _colours_of(self, index: int) -> Colours:
        """Those at the start of a block, from the nearest block before where they are known."""
        known = index
        while known > 0 and self.blocks[known].colours is None:
            known -= 1
        colours = self.blocks[known].colours or Colours()
        for block, following in zip(
            self.blocks[known:index], self.blocks[known + 1 : index + 1], strict=True
        ):
            colours = block.colours_after(colours, len(block.data))
            following.colours = colours
        return colours

    def _index_at(self, place: int) -> int:
        return max(0, bisect_right(self.blocks, place, key=_offset) - 1)

    def _parts(self, start: int, stop: int) -> Iterator[tuple[Block, int, int]]:
        start = max(start, self.blocks[0].offset)
        index = self._index_at(start)
        while start < stop and index < len(self.blocks):
            block = self.blocks[index]
            end = min(stop, block.end)
            if end > start:
                yield block, start - block.offset, end - block.offset
            start, index = end, index + 1

    def _line_ends(self, index: int) -> array[int]:
        """Where in a block lines end. That of the growing block is carried on."""
        block = self.blocks[index]
        ends = self._ends.get(block.offset)
        if ends is None:
            ends = self._ends[block.offset] = array("I")
            if len(self._ends) > _KEPT_INDEXES:
                self._ends.popitem(last=False)
        if len(ends) < block.lines:
            ends.extend(_places(block.data, ends[-1] + 1 if ends else 0))
        return ends


def _first_line(block: Block) -> int:
    return block.first_line


def _offset(block: Block) -> int:
    return block.offset


def _places(data: bytes | bytearray, start: int) -> Iterator[int]:
    """Where line ends stand."""
    place = start - 1
    for line in bytes(data[start:]).split(b"\n")[:-1]:
        place += len(line) + 1
        yield place


def _cut(data: bytes, start: int) -> int:
    """Where to cut so that a block is filled: after a line end, or else between characters and sequences."""
    end = data.rfind(b"\n", start, start + BLOCK_BYTES) + 1
    return end or start + (whole_length(data[start : start + BLOCK_BYTES]) or BLOCK_BYTES)


def _characters(data: bytes | bytearray) -> int:
    return len(data) if data.isascii() else len(data.translate(None, _CONTINUATION))
