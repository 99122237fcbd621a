"""The lines of the console: what a program wrote, line by line, bounded, with links and what was cut.

Knows nothing of Qt; hides carriage returns, tracebacks and the counting of what is not shown.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from desktop.child.protocol import Stream
from desktop.core.ansi import AnsiDecoder, Piece, Style
from desktop.ui.console_backlog import MAX_CHARACTERS, MAX_LINES, Data, Item, Skipped, Surplus

PLAIN = Style()
_LINK = re.compile(r'File "(?P<path>[^"\n]+)", line (?P<line>\d{1,7})')
_TRACEBACK = re.compile(r"[\s|+]*(?:Exception Group )?Traceback \(most recent call last\):$")
_PLACE = re.compile(r'\s+File "')


@dataclass(frozen=True, slots=True)
class Part:
    """Some text of a line. ``kind``: out, err, typed, prompt (the mark before it), note (our own words)."""

    text: str
    kind: str
    style: Style = PLAIN
    link: tuple[str, int] | None = None


@dataclass(slots=True)
class Line:
    """One line. ``extra`` characters of it are not kept; ``is_last_of_traceback`` makes it bold."""

    parts: list[Part] = field(default_factory=list)
    extra: int = 0
    is_last_of_traceback: bool = False

    @property
    def text(self) -> str:
        """The text that is kept."""
        return "".join(part.text for part in self.parts)

    @property
    def is_error(self) -> bool:
        """Whether any of it came from standard error."""
        return any(part.kind == "err" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Update:
    """What changed since the last update: ``lines`` replace the last line shown and follow it."""

    is_reset: bool
    lines: list[Line]


class ConsoleText:
    """At most 10,000 lines of at most 2,000 characters, the last one unfinished."""

    def __init__(self) -> None:
        self._files: Mapping[str, str] = {}
        self.clear()

    def clear(self) -> None:
        """Forgets everything that was written."""
        self._decoders = {stream: AnsiDecoder() for stream in Stream}
        self.lines: deque[Line] = deque([Line()], maxlen=MAX_LINES)
        self.earlier = 0
        self._fresh: list[Line] = [self.lines[-1]]
        self._is_reset = True
        self._column: int | None = None  # where text goes after a carriage return
        self._length = 0
        self._is_in_traceback = False

    def set_run_files(self, files: Mapping[str, str]) -> None:
        """Absolute path to shown name, of the files whose lines can be gone to."""
        self._files = dict(files)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return len(self.lines) == 1 and not self.lines[0].parts and not self.earlier

    def update(self) -> Update:
        """What to show; the next call gives what came after this one."""
        result = Update(self._is_reset, self._fresh)
        self._fresh = [self.lines[-1]]
        self._is_reset = False
        return result

    @property
    def fresh_lines(self) -> int:
        """How many lines the next update has."""
        return len(self._fresh)

    def apply(self, item: Item) -> None:
        """The next piece of the backlog."""
        if isinstance(item, Data):
            self._write(item.stream, self._decoders[item.stream].feed(item.data))
        elif isinstance(item, Surplus):
            self._current.extra += item.characters
        else:
            self._skip(item)

    def finish(self) -> None:
        """The program has ended: what its last bytes began is shown as it is."""
        for stream, decoder in self._decoders.items():
            self._write(stream, decoder.feed(b"", final=True))
        self._decoders = {stream: AnsiDecoder() for stream in Stream}

    def add_line(self, parts: Iterable[Part]) -> None:
        """A line of ours, after the line begun."""
        if self._current.parts:
            self._end_line()
        self._current.parts.extend(parts)
        self._end_line()

    @property
    def _current(self) -> Line:
        return self.lines[-1]

    def _skip(self, item: Skipped) -> None:
        earlier = self.earlier + len(self.lines) - 1 + item.lines
        decoders = self._decoders
        self.clear()
        self._decoders = decoders
        self.earlier = earlier
        self._current.extra = item.characters
        for data in item.colours:
            self.apply(data)

    def _write(self, stream: Stream, pieces: Iterable[Piece]) -> None:
        kind = "err" if stream is Stream.STDERR else "out"
        for piece in pieces:
            if piece.text == "\r":
                self._column = 0
            elif piece.style.control or "\n" not in piece.text:
                self._add(piece.text, kind, piece.style)
            else:
                self._add_lines(piece.text, kind, piece.style)

    def _add_lines(self, text: str, kind: str, style: Style) -> None:
        first, *rest = text.split("\n")
        self._add(first, kind, style)
        for line in rest:
            self._end_line()
            self._add(line, kind, style)

    def _add(self, text: str, kind: str, style: Style) -> None:
        if not text:
            return
        if self._column is not None:
            self._overwrite(text, kind, style)
            return
        room = MAX_CHARACTERS - self._length
        line = self._current
        if len(text) > room:
            line.extra += len(text) - room
            text = text[:room]
        if text:
            line.parts.append(Part(text, kind, style))
            self._length += len(text)

    def _overwrite(self, text: str, kind: str, style: Style) -> None:
        """Text after a carriage return takes the place of as many characters, as in a terminal."""
        line, start = self._current, self._column or 0
        end = min(start + len(text), MAX_CHARACTERS)
        new = Part(text[: end - start], kind, style)
        line.parts = [*_cut(line.parts, 0, start), new, *_cut(line.parts, end, MAX_CHARACTERS)]
        self._length = sum(len(part.text) for part in line.parts)
        line.extra = max(line.extra, start + len(text) - MAX_CHARACTERS)
        self._column = end if end < MAX_CHARACTERS else None

    def _end_line(self) -> None:
        line = self._current
        self._finish_line(line)
        if len(self.lines) == MAX_LINES:
            self.earlier += 1
        self.lines.append(Line())
        self._fresh.append(self._current)
        self._column = None
        self._length = 0

    def _finish_line(self, line: Line) -> None:
        if not line.parts:
            return
        text = line.text
        if self._files and 'File "' in text:
            line.parts = _linked(line.parts, text, self._files)
        if line.is_error:
            self._follow_traceback(line, text)

    def _follow_traceback(self, line: Line, text: str) -> None:
        """Python's message is the first line of a traceback that is not indented."""
        if _TRACEBACK.match(text) or (not self._is_in_traceback and _PLACE.match(text)):
            self._is_in_traceback = True
        elif self._is_in_traceback and not text.lstrip("| ").startswith("+-") and text[:1] not in (" ", "\t"):
            line.is_last_of_traceback = True
            self._is_in_traceback = False


def _cut(parts: list[Part], start: int, end: int) -> list[Part]:
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
        first = _cut(parts, start, match.end())[0]
        result += _cut(parts, place, start)
        words = f'"{shown}", line {match["line"]}'
        result.append(Part(words, first.kind, PLAIN, (match["path"], int(match["line"]))))
        place = match.end()
    return result + _cut(parts, place, len(text))
