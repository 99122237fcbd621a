"""The lines of a run's output as they are shown: streams, colours, links, what was written over, what is cut.

Knows nothing of Qt. A line is read from the store when it is looked at, and hides that it was bytes.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from desktop.core.ansi import (
    AnsiDecoder,
    Piece,
    Style,
    has_special,
    is_plain,
    sequence_length,
    whole_length,
    without_sequences,
)
from desktop.core.output_store import MAX_CHARACTERS, Colours, OutputStore, Source, Span

PLAIN = Style()
# More bytes of one line are counted only: this is 2,000 characters of four bytes, and room for colour codes.
_MAX_LINE_BYTES = 16 * 1024
_PART_BYTES = 64 * 1024  # of a line that is copied
_MAX_READ_BYTES = 256 * 1024  # at once, to look at
_LOOKED_BACK = 200  # lines of one step of a traceback
_KEPT_LINES = 2_000
_NAME_OF_RETURN = "U+000D"
_LINK = re.compile(r'File "(?P<path>[^"\n]+)", line (?P<line>\d{1,7})')
_TRACEBACK = re.compile(r"[\s|+]*(?:Exception Group )?Traceback \(most recent call last\):$")
_PLACE = re.compile(r'\s+File "')
_SEQUENCE_BYTES = 80  # before a cut are looked at, for a sequence that it would go through


@dataclass(frozen=True, slots=True)
class Part:
    """Some text of a line."""

    text: str
    source: Source
    style: Style = PLAIN
    link: tuple[str, int] | None = None


@dataclass(slots=True)
class Line:
    """One line. ``extra`` characters of it are not shown; ``is_last_of_traceback`` makes it bold."""

    parts: list[Part] = field(default_factory=list)
    extra: int = 0
    is_last_of_traceback: bool = False

    @property
    def text(self) -> str:
        """The text that is shown of it."""
        return "".join(part.text for part in self.parts)

    @property
    def is_error(self) -> bool:
        """Whether any of it came from standard error."""
        return any(part.source is Source.ERR for part in self.parts)


class OutputLines:
    """Reads lines from a store."""

    def __init__(self, store: OutputStore) -> None:
        self._store = store
        self._files: Mapping[str, str] = {}
        self._kept: OrderedDict[int, Line] = OrderedDict()
        self._generation = store.generation

    def set_run_files(self, files: Mapping[str, str]) -> None:
        """Absolute path to shown name, of the files whose lines can be gone to."""
        self._files = dict(files)
        self._kept.clear()

    def on(self, store: OutputStore) -> OutputLines:
        """The lines of another store, with the same links."""
        lines = OutputLines(store)
        lines.set_run_files(self._files)
        return lines

    def line(self, number: int) -> Line:
        """A line as it is shown; of a finished one the same object as long as it is remembered."""
        store = self._store
        if self._generation != store.generation:
            self._kept.clear()
            self._generation = store.generation
        if number >= store.last_line:
            return self._built(number)
        found = self._kept.get(number)
        if found is None:
            found = self._kept[number] = self._built(number)
            found.is_last_of_traceback = found.is_error and self._ends_traceback(number, found.text)
            if len(self._kept) > _KEPT_LINES:
                self._kept.popitem(last=False)
        return found

    def length(self, number: int) -> int:
        """The bytes of a line."""
        return self._store.end_of(number) - self._store.start_of(number)

    def piece(self, number: int, index: int, piece_bytes: int) -> Line:
        """One piece of a line that is shown whole, as it was written: nothing in it is written over."""
        first, end = self._store.start_of(number), self._store.end_of(number)
        start = self._between(first + index * piece_bytes, first, end)
        stop = self._between(first + (index + 1) * piece_bytes, first, end)
        line = _Builder()
        for source, pieces in self._pieces(start, stop):
            line.add_raw(source, pieces)
        return line.line

    def texts(self, first: int, stop: int) -> list[str]:
        """What is shown of some lines, quicker than one by one."""
        store = self._store
        start, end = store.start_of(first), store.end_of(stop - 1)
        if stop - first == 1 or end - start > (stop - first) * _MAX_LINE_BYTES:
            return [self.line(number).text for number in range(first, stop)]
        data = store.read(start, end)
        if is_plain(data) and not (self._files and b'File "' in data):
            texts = data.decode("ascii").split("\n")
            return texts if len(max(texts, key=len)) <= MAX_CHARACTERS else self._mended(texts, first)
        text = "".join(map(_decoded, store.spans(start, end))).replace("\r\n", "\n")
        return self._mended(text.split("\n"), first)

    def whole_texts(self, first: int, stop: int) -> Iterator[str]:
        """The same for copying, long lines whole: in parts that are read in a moment, together the text."""
        store, begin = self._store, first
        while first < stop:
            after = min(stop, max(first + 1, store.lines_in(store.block_of(first))[1]))
            texts = self.texts(first, after)
            yield "\n" if first > begin else ""
            begun = 0
            for place in range(len(texts)) if self._has_long(first, after) else ():
                if self.length(first + place) > MAX_CHARACTERS:
                    yield "".join(f"{each}\n" for each in texts[begun:place])
                    yield from self.whole_parts(first + place)
                    yield "\n" if place + 1 < len(texts) else ""
                    begun = place + 1
            yield "\n".join(texts[begun:])
            first = after

    def _has_long(self, first: int, stop: int) -> bool:
        """Whether of one of some lines something may be cut: few characters of many colours are, too."""
        start, end = self._store.start_of(first), self._store.end_of(stop - 1)
        if end - start > _MAX_READ_BYTES:
            return True
        return max(map(len, self._store.read(start, end).split(b"\n"))) > MAX_CHARACTERS

    def whole(self, number: int) -> str:
        """All the text of a line. Of one that was written over again and again what was left of it."""
        return "".join(self.whole_parts(number))

    def whole_parts(self, number: int) -> Iterator[str]:
        """The same in parts. In a line of more than one, paths stay as the program wrote them."""
        store = self._store
        start, end = self._visible_span(number)
        is_one = end - start <= _PART_BYTES
        while start < end:
            # Only at the start of so long a span can be a carriage return, with nothing to write over.
            stop = self._between(start + _PART_BYTES, start, end)
            line = _Builder(limit=None)
            for source, pieces in self._pieces(start, stop):
                line.add(source, pieces)
            yield line.finished(self._files if is_one and end < store.size else {}).text
            start = stop

    def arrival(self, number: int) -> float:
        """When the first of a line came."""
        return self._store.arrival(self._store.start_of(number))

    def _mended(self, texts: list[str], first: int) -> list[str]:
        """Lines that need more than their escape sequences taken out are read one by one."""
        for place, text in enumerate(texts):
            if len(text) > MAX_CHARACTERS or has_special(text) or (self._files and 'File "' in text):
                texts[place] = self.line(first + place).text
        return texts

    def _built(self, number: int) -> Line:
        store = self._store
        start, end = self._visible_span(number)
        stop = end
        if end - start > _MAX_LINE_BYTES:
            stop = start + (whole_length(store.read(start, start + _MAX_LINE_BYTES)) or _MAX_LINE_BYTES)
        line = _Builder()
        for source, pieces in self._pieces(start, stop):
            line.add(source, pieces)
        line.line.extra += store.characters(stop, end)
        if number == store.last_line:
            return line.line
        if stop == end:
            store.know(store.end_of(number) + 1, store.colours_at(end))
        return line.finished(self._files)

    def _visible_span(self, number: int) -> tuple[int, int]:
        """From where a line has to be read so that what was written over it comes out right.

        Of a progress bar that has written megabytes into one line only the last of it matters.
        """
        store = self._store
        start, end = store.start_of(number), store.end_of(number)
        if number < store.last_line and end > start and store.read(end - 1, end) == b"\r":
            end -= 1  # the line end of Windows
        if end - start > _MAX_LINE_BYTES:
            last = store.rfind(b"\r", start, end)
            if last >= 0:
                first = store.rfind(b"\r", max(start, end - _MAX_LINE_BYTES), last)
                start = last if first < 0 else self._first_return(max(start, end - _MAX_LINE_BYTES), last)
        return start, end

    def _first_return(self, start: int, stop: int) -> int:
        return start + self._store.read(start, stop + 1).index(b"\r")

    def _pieces(self, start: int, stop: int) -> Iterator[tuple[Source, Iterable[Piece]]]:
        """What stands between two places, decoded; then, under no source, the colours after it."""
        colours = list(self._store.colours_at(start))
        for source, data in self._store.spans(start, stop):
            if source > Source.ERR:
                yield source, (Piece(data.decode("utf-8", "replace"), PLAIN),)
                continue
            decoder = AnsiDecoder(colours[source])
            pieces = decoder.feed(data, final=True)
            colours[source] = decoder.sgr
            yield source, pieces
        self._store.know(stop, Colours(*colours))

    def _between(self, place: int, first: int, end: int) -> int:
        """The next place from ``place`` on that goes through no character and no sequence."""
        if place <= first or place >= end:
            return max(first, min(place, end))
        before = max(first, place - _SEQUENCE_BYTES)
        data = self._store.read(before, min(end, place + _SEQUENCE_BYTES))
        at = place - before
        while at < len(data) and 0x80 <= data[at] < 0xC0:
            at += 1
        escape = data.rfind(b"\x1b", 0, at)
        if escape >= 0 and whole_length(data[escape:at]) == 0:
            at = max(at, escape + sequence_length(data[escape:]))
        return before + at

    def _ends_traceback(self, number: int, text: str) -> bool:
        """Python's message is the first line of a traceback that is not indented."""
        if not text or not _is_outside(text) or _TRACEBACK.match(text):
            return False
        for before in range(number - 1, max(self._store.first_line, number - _LOOKED_BACK) - 1, -1):
            if not self._store.has_errors(self._store.start_of(before), self._store.end_of(before)):
                continue
            line = self._built(before)
            words = line.text if line.is_error else ""
            if _TRACEBACK.match(words) or _PLACE.match(words):
                return True
            if words and _is_outside(words):
                break
        return False


def _is_outside(text: str) -> bool:
    """Whether a line of an error is neither indented nor an edge of an exception group."""
    return not text.lstrip("| ").startswith("+-") and text[:1] not in (" ", "\t")


def _decoded(span: Span) -> str:
    """Its text without escape sequences; none goes on in the next span."""
    source, data = span
    text = data.decode("utf-8", "replace")
    return without_sequences(text) if source <= Source.ERR and "\x1b" in text else text


class _Builder:
    """One line as it is written, by bytes that may go back to its start."""

    def __init__(self, limit: int | None = MAX_CHARACTERS) -> None:
        self.line = Line()
        self.limit = limit if limit is not None else 1 << 62
        self._column: int | None = None  # where text goes after a carriage return
        self._length = 0

    def add(self, source: Source, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if piece.text == "\r" and not piece.style.control:
                self._column = 0
            else:
                self._add(Part(piece.text, source, piece.style))

    def add_raw(self, source: Source, pieces: Iterable[Piece]) -> None:
        """Carriage returns by their name."""
        for piece in pieces:
            is_return = piece.text == "\r"
            text = _NAME_OF_RETURN if is_return else piece.text
            style = replace(piece.style, control=True) if is_return else piece.style
            self.line.parts.append(Part(text, source, style))

    def finished(self, files: Mapping[str, str]) -> Line:
        """The line, with links where the files are known."""
        text = self.line.text if files else ""
        if 'File "' in text:
            self.line.parts = _linked(self.line.parts, text, files)
        return self.line

    def _add(self, part: Part) -> None:
        if self._column is not None:
            self._overwrite(part)
            return
        room = self.limit - self._length
        if len(part.text) > room:
            self.line.extra += len(part.text) - room
            part = replace(part, text=part.text[:room])
        if part.text:
            self.line.parts.append(part)
            self._length += len(part.text)

    def _overwrite(self, part: Part) -> None:
        """Text after a carriage return takes the place of as many characters, as in a terminal."""
        line, start = self.line, self._column or 0
        end = min(start + len(part.text), self.limit)
        new = replace(part, text=part.text[: end - start])
        line.parts = [*cut(line.parts, 0, start), new, *cut(line.parts, end, self.limit)]
        self._length = sum(len(each.text) for each in line.parts)
        line.extra = max(line.extra, start + len(part.text) - self.limit)
        self._column = end if end < self.limit else None


def cut(parts: list[Part], start: int, end: int) -> list[Part]:
    """The parts between two columns."""
    result: list[Part] = []
    place = 0
    for part in parts:
        text = part.text[max(0, start - place) : max(0, end - place)]
        if text:
            result.append(replace(part, text=text))
        place += len(part.text)
    return result


def _linked(parts: list[Part], text: str, files: Mapping[str, str]) -> list[Part]:
    """The parts of a line with ``"path", line N`` made a link where the file is one of the run's."""
    result: list[Part] = []
    place = 0
    for match in _LINK.finditer(text):
        shown = files.get(match["path"])
        if shown is None:
            continue
        start = match.start() + len("File ")
        first = cut(parts, start, match.end())[0]
        result += cut(parts, place, start)
        words = f'"{shown}", line {match["line"]}'
        result.append(Part(words, first.source, PLAIN, (match["path"], int(match["line"]))))
        place = match.end()
    return result + cut(parts, place, len(text))
