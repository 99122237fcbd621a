"""The paragraphs of the console: a line each, or several for a line that is shown whole.

Hides our notes on what is not shown, and that an enormous line is laid out in pieces.
"""

from __future__ import annotations

from bisect import bisect_left

from desktop.core.output_lines import Line, OutputLines, Part
from desktop.core.output_store import OutputStore, Source
from desktop.ui.localised import number

SHOW_ALL = ""  # as the path of a link: all of its line
_PIECE_BYTES = 2_000


class Paragraphs:
    """Numbered so that what comes at the end changes no number; ``expand`` alone does."""

    def __init__(self, store: OutputStore, lines: OutputLines) -> None:
        self._store, self._lines = store, lines
        self._pieces: dict[int, int] = {}  # how many each line that is shown whole has
        self._piece_bytes = _PIECE_BYTES

    def on(self, store: OutputStore, lines: OutputLines) -> Paragraphs:
        """Those of a snapshot of the store, as they are now."""
        paragraphs = Paragraphs(store, lines)
        paragraphs._pieces, paragraphs._piece_bytes = dict(self._pieces), self._piece_bytes
        return paragraphs

    def clear(self) -> None:
        """There are other lines now."""
        self._pieces.clear()

    def set_columns(self, columns: int) -> None:
        """Pieces fill rows of so many characters, so that no row ends early."""
        self._piece_bytes = columns * max(1, _PIECE_BYTES // columns) if columns else _PIECE_BYTES
        self.refresh(every=True)

    def expand(self, line: int) -> None:
        """Show all of a line."""
        self._pieces[line] = 1
        self.refresh(every=True)

    def refresh(self, *, every: bool = False) -> None:
        """Counts the pieces of the line that grows, or of all of them, again."""
        for line in self._pieces:
            if every or line == self._store.last_line:
                self._pieces[line] = max(1, -(-self._lines.length(line) // self._piece_bytes))

    @property
    def has_note(self) -> bool:
        """Whether lines have gone at the front, which the first paragraph says."""
        return self._store.first_line > 0

    @property
    def first(self) -> int:
        """The first there is."""
        return self.of_line(self._store.first_line) - self.has_note

    @property
    def last(self) -> int:
        """The last there is."""
        line = self._store.last_line
        return self.of_line(line) + self._pieces.get(line, 1) - 1

    def of_line(self, line: int) -> int:
        """The first paragraph of a line."""
        return line + self._extra_before(line)

    def line_of(self, paragraph: int) -> tuple[int, int]:
        """The line, from 0, and which piece of it."""
        if not self._pieces:
            return paragraph, 0
        line = bisect_left(range(paragraph + 1), paragraph + 1, key=lambda at: self.of_line(at + 1))
        return line, paragraph - self.of_line(line)

    def whole_lines(self) -> tuple[int, ...]:
        """The lines of which all is shown."""
        return tuple(self._pieces)

    def pieces_of(self, line: int) -> int:
        """How many paragraphs a line is."""
        return self._pieces.get(line, 1)

    def is_note(self, paragraph: int) -> bool:
        """Whether it is our note on earlier lines."""
        return self.has_note and paragraph == self.first

    def content(self, paragraph: int) -> Line:
        """What it shows."""
        if self.is_note(paragraph):
            count = self._store.first_line
            words = f"… {number(count)} earlier {'line is' if count == 1 else 'lines are'} not shown"
            return Line([Part(words, Source.NOTE)])
        line, piece = self.line_of(paragraph)
        if line in self._pieces:
            return self._lines.piece(line, piece, self._piece_bytes)
        found = self._lines.line(line)
        if found.extra <= 0:
            return found
        count = found.extra
        words = f" … {number(count)} more {'character' if count == 1 else 'characters'} in this line: "
        ours = [Part(words, Source.NOTE), Part("show all", Source.NOTE, link=(SHOW_ALL, line))]
        return Line([*found.parts, *ours], found.extra, found.is_last_of_traceback)

    def _extra_before(self, line: int) -> int:
        return sum(count - 1 for other, count in self._pieces.items() if other < line)
