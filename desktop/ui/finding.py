"""What is looked for, where it stands, and what takes its place.

Hides the engine (Qt's, whose work on a pattern has a bound) and how the work is cut into slices.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from time import perf_counter
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRegularExpression

from desktop.ui.localised import number

MOST_HITS = 10_000
LONGEST_LINE = 5_000  # of a pattern's; its work may grow with the square
_MOST_S = 1.0
# PCRE gives up on a place after so many steps back; without a bound some patterns take centuries.
_MOST_STEPS = 10_000
_BOUND = f"(*LIMIT_MATCH={_MOST_STEPS})(*LIMIT_DEPTH={_MOST_STEPS})"
_NOTHING = "(?:)"  # after it no pattern can lift the bound: such words count only at the very start
_GROUP = re.compile(r"\\(?:([0-9]{1,2})|g<(\w+)>|(.)|$)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\"}


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """One place: ``start`` to ``end`` are characters, from 0, of the line with the number ``line``."""

    line: int
    start: int
    end: int


class Finding(Protocol):
    """One pass over a text; as a sequence the hits so far, in order."""

    @property
    def query(self) -> Query:
        """What is looked for."""

    @property
    def problem(self) -> str:
        """What could not be searched and why, as a sentence, or an empty text."""

    @property
    def is_done(self) -> bool:
        """Whether all was searched, or the search was ended."""

    @property
    def is_cut(self) -> bool:
        """Whether there are more hits than are kept."""

    def work(self, budget_s: float) -> None:
        """Search on for about ``budget_s``."""

    def before(self, line: int, column: int) -> int:
        """How many hits come before a place."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Hit: ...


class Findable(Protocol):
    """A text that a find bar searches."""

    def search(self, query: Query) -> Finding:
        """A search of the text as it is now; it may go on from one before for the same words."""

    def find_start(self) -> tuple[int, int]:
        """Line, from 1, and column, from 0, after which the next hit is wanted."""

    def selected_words(self) -> str:
        """What is selected within one line, to begin with."""

    def show_hits(self, hits: Finding | None, current: Hit | None) -> None:
        """Mark these, and no others; ``current`` differently."""

    def reveal_hit(self, hit: Hit) -> None:
        """Scroll it into view and select it; the focus stays where it is."""

    def take_focus(self) -> None:
        """The learner comes back to the text."""


@runtime_checkable
class Replaceable(Findable, Protocol):
    """A text in which hits can be replaced."""

    @property
    def can_replace(self) -> bool:
        """Whether the text may be changed."""

    def find_lines(self) -> Sequence[str]:
        """The lines as they are now."""

    def replace_hits(self, changes: Sequence[tuple[Hit, str]]) -> None:
        """Put a text in place of each hit; the hits are in order, and all is one step of undo."""


@runtime_checkable
class Folding(Findable, Protocol):
    """A text of which a part may be folded away."""

    def is_folded(self, hit: Hit) -> bool:
        """Whether going there would unfold something."""


@dataclass(frozen=True)
class Query:
    """What is looked for. A pattern is a regular expression and looks at one line at a time."""

    text: str
    matches_case: bool = False
    whole_word: bool = False
    is_pattern: bool = False

    @cached_property
    def problem(self) -> str:
        """Why nothing can be found with it, as a sentence, or an empty text."""
        if not self.is_pattern:
            return ""
        alone = QRegularExpression(_NOTHING + self.text, self._options())
        if alone.isValid():
            return ""
        place = alone.patternErrorOffset() - len(_NOTHING)
        return f"This pattern cannot be read: {alone.errorString()}, at character {place}."

    def hits_in(self, line: str) -> Iterator[tuple[int, int]] | None:
        """Where it stands in ``line``, in characters; None where the pattern took too long there."""
        found: list[tuple[int, int]] = []
        searched = line[:LONGEST_LINE] if self.is_pattern else line
        matches = self._engine.globalMatch(searched)
        end = 0
        while matches.hasNext():
            match = matches.next()
            end = match.capturedEnd()
            if match.capturedLength():
                found.append((match.capturedStart(), end))
        # The iterator ends without a word where the engine gave up.
        if self.is_pattern and not self._engine.match(searched, end).isValid():
            return None
        return iter(found) if line.isascii() else _characters(line, found)

    def template_problem(self, template: str) -> str:
        """Why ``template`` cannot take the place of a hit, or an empty text."""
        if not self.is_pattern:
            return ""
        names = {name for name in self._engine.namedCaptureGroups() if name}
        for match in _GROUP.finditer(template):
            number, name, letter = match.groups()
            if name is not None and not name.isdecimal() and name not in names:
                return f"The pattern has no group called “{name}”."
            if (number or name or "0").isdecimal() and int(number or name or 0) > self._group_count:
                return f"The pattern has no group {number or name}."
            if number is None and name is None and letter not in _ESCAPES:
                return f"“\\{letter or ''}” means nothing here. Write \\\\ for one backslash."
        return ""

    def replacement(self, line: str, hit: Hit, template: str) -> str:
        r"""What takes the place of ``hit``: in a pattern's template ``\1`` or ``\g<name>`` is a group."""
        if not self.is_pattern:
            return template
        start = hit.start if line.isascii() else len(line[: hit.start].encode("utf-16-le")) // 2
        match = self._engine.match(line, start)

        def part(found: re.Match[str]) -> str:
            number, name, letter = found.groups()
            if letter is not None:
                return _ESCAPES[letter]
            if name is not None and not name.isdecimal():
                return match.captured(name)
            return match.captured(int(number or name))

        return _GROUP.sub(part, template)

    @cached_property
    def _engine(self) -> QRegularExpression:
        """The word edges stand only beside a letter of the query: after ``f(`` anything may follow."""
        body = self.text if self.is_pattern else QRegularExpression.escape(self.text)
        if self.whole_word:
            first, last = self.text[:1], self.text[-1:]
            before = "(?<!\\w)" if self.is_pattern or _is_word(first) else ""
            after = "(?!\\w)" if self.is_pattern or _is_word(last) else ""
            body = f"{before}(?:{body}){after}"
        return QRegularExpression(_BOUND + _NOTHING + body, self._options())

    @property
    def _group_count(self) -> int:
        return self._engine.captureCount()

    def _options(self) -> QRegularExpression.PatternOption:
        option = QRegularExpression.PatternOption
        result = option.UseUnicodePropertiesOption
        return result if self.matches_case else result | option.CaseInsensitiveOption


class Search:
    """One pass of a query over lines, in slices, so that the window stays alive."""

    def __init__(self, query: Query, lines: Sequence[str]) -> None:
        self._query, self._lines = query, lines
        self._next = 0
        self._spent_s = 0.0
        self._is_cut = False
        self.hits: list[Hit] = []
        self.problem = query.problem
        self.is_done = not query.text or bool(self.problem)

    @property
    def is_cut(self) -> bool:
        """Whether there are more hits than are kept."""
        return self._is_cut

    @property
    def query(self) -> Query:
        """What is looked for."""
        return self._query

    def before(self, line: int, column: int) -> int:
        """How many hits come before a place."""
        return bisect_left(self.hits, Hit(line, column, 0))

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, index: int, /) -> Hit:
        return self.hits[index]

    def work(self, budget_s: float) -> None:
        """Searches on for about ``budget_s``."""
        begin = perf_counter()
        while not self.is_done and perf_counter() - begin < budget_s:
            self._look_at_next()
        self._spent_s += perf_counter() - begin
        if not self.is_done and self._spent_s > _MOST_S:
            self._end(
                f"The search was ended at line {self._number + 1}, because it took longer than a second."
            )

    @property
    def _number(self) -> int:
        """Of the line that was looked at last."""
        return self._next

    def _look_at_next(self) -> None:
        if self._next == len(self._lines):
            self.is_done = True
            return
        line = self._lines[self._next]
        self._next += 1
        places = self._query.hits_in(line)
        if places is None:
            self._end(f"This pattern takes too long in line {self._number}. Write it with fewer repetitions.")
            return
        self.hits.extend(Hit(self._number, start, end) for start, end in places)
        if self._query.is_pattern and len(line) > LONGEST_LINE:
            self.problem = (
                f"Of line {self._number} only the first {number(LONGEST_LINE)} characters were searched."
            )
        if len(self.hits) > MOST_HITS:
            del self.hits[MOST_HITS:]
            self._is_cut = self.is_done = True

    def _end(self, problem: str) -> None:
        self.problem = problem
        self.is_done = True


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _characters(line: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places in UTF-16, as Qt counts, as places in characters."""
    raw = line.encode("utf-16-le", "surrogatepass")
    for start, end in found:
        yield tuple(len(raw[: 2 * at].decode("utf-16-le", "replace")) for at in (start, end))  # type: ignore[misc]
