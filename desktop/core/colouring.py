"""The colours of a text that is being edited, line by line, always those of its whole lexing.

Hides how little of it is lexed again: from the last line before the change at which a pass may begin, to the
first line behind it before which all is as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from time import perf_counter

from desktop.core.highlight import LONGEST_LINE, START, Line, Role, Span, State, lex

_MOST_VERSIONS = 2**31 - 1  # what a line of Qt's can hold

_ROLES = tuple(Role)
_NUMBERS = {role: number for number, role in enumerate(_ROLES)}
# The spans of a line as lengths and roles in turn: as objects those of a long file would be looked through
# at each collection of garbage, for longer than a frame.
Packed = tuple[int, ...]


class Colouring:
    """Lines count from 0. ``replace`` is quick; ``work`` does the lexing in pieces of time."""

    def __init__(self) -> None:
        self._lines = [""]  # of the text, but the long ones empty
        self._long: dict[int, int] = {}  # their lengths
        self._spans: list[Packed] = [()]
        self._versions = [0]
        self._newest = 0
        self._before: list[State | None] = [START]
        # To lex: from the first line of each to the last, and on until all is as it was. In order, apart.
        self._gaps: list[tuple[int, int]] = []
        self._pass: Iterator[Line | None] | None = None
        self._next = 0  # the line the pass gives next
        self._is_assumed = False

    @property
    def is_done(self) -> bool:
        """Whether every line has its colours."""
        return not self._gaps

    @property
    def is_known(self) -> bool:
        """Whether every line has colours, lexed or assumed."""
        return self.is_done or self._is_assumed

    def assume(self, lines: Sequence[Packed]) -> None:
        """Until they are lexed, lines have the colours that ``packed`` gave for the same text."""
        if len(lines) == len(self._lines):
            self._spans = list(lines)
            self._versions = [self._new_version() for _ in lines]
            self._is_assumed = True

    def packed(self) -> list[Packed]:
        """The colours of every line, for ``assume``."""
        return list(self._spans)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def spans(self, line: int) -> list[Span]:
        """Those of the line; in a line not lexed yet those of before, or none."""
        return _unpacked(self._spans[line])

    def role_at(self, line: int, column: int) -> Role:
        """That of the character at ``column``, in UTF-16; plain text where nothing is known."""
        packed = self._spans[line] if line < len(self._spans) else ()
        for place in range(0, len(packed), 2):
            column -= packed[place]
            if column < 0:
                return _ROLES[packed[place + 1]]
        return Role.TEXT

    def begins_code(self, line: int) -> bool:
        """Whether no string is open where the line begins, as far as is known."""
        state = self._before[line]
        return state is not None and state.stack == START.stack

    def version(self, line: int) -> int:
        """Another number whenever the spans of the line are other ones; 0 for none yet."""
        return self._versions[line]

    def replace(self, first: int, count: int, lines: Iterable[str]) -> None:
        """Puts ``lines`` in place of ``count`` lines from ``first``; at least one for one at least."""
        new = list(lines)
        shift = len(new) - count
        self._move_long(first, count, new)
        self._lines[first : first + count] = [line if len(line) <= LONGEST_LINE else "" for line in new]
        kept = min(count, len(new))
        self._spans[first + kept : first + count] = [()] * (len(new) - kept)
        self._versions[first + kept : first + count] = [0] * (len(new) - kept)
        self._before[first + 1 : first + count] = [None] * (len(new) - 1)
        moved = ((_moved(a, first, count, shift), _moved(b, first, count, shift)) for a, b in self._gaps)
        self._gaps = _joined([*moved, (first, first + len(new) - 1)])
        self._pass = None
        self._is_assumed = False

    def renew(self) -> None:
        """Every line that has colours gets another number."""
        self._versions = [self._new_version() if version else 0 for version in self._versions]

    def work(self, budget_s: float) -> None:
        """Lexes for about so long, one step at least, the first lines first."""
        end = perf_counter() + budget_s
        while self._gaps:
            if self._pass is None:
                self._pass = self._begin()
            line = next(self._pass)
            if line is not None:
                self._take(line)
            if perf_counter() >= end:
                return

    def _begin(self) -> Iterator[Line | None]:
        line = self._gaps[0][0]
        while (state := self._before[line]) is None:
            line -= 1
        self._next = line
        return lex("\n".join(self._lines[line:]), state)

    def _take(self, line: Line) -> None:
        at = self._next
        length = self._long.get(at)
        spans = _packed(line.spans if length is None else [Span(0, length, Role.TEXT)])
        if spans != self._spans[at] or not self._versions[at]:
            self._spans[at], self._versions[at] = spans, self._new_version()
        self._next = at = at + 1
        first, last = self._gaps[0]
        if at == len(self._lines):
            self._gaps, self._pass = [], None
        elif at > last and line.after is not None and line.after == self._before[at]:
            del self._gaps[0]
            self._pass = None
        else:
            self._before[at] = line.after
            start = first if line.after is None else at
            self._gaps = _joined([(start, max(last, at)), *self._gaps[1:]])

    def _new_version(self) -> int:
        self._newest = self._newest % _MOST_VERSIONS + 1
        return self._newest

    def _move_long(self, first: int, count: int, new: list[str]) -> None:
        if not self._long and max(map(len, new)) <= LONGEST_LINE:
            return
        shift = len(new) - count
        self._long = {
            line if line < first else line + shift: length
            for line, length in self._long.items()
            if not first <= line < first + count
        }
        for line, text in enumerate(new, first):
            if len(text) > LONGEST_LINE:
                self._long[line] = len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_packed(line: Sequence[object]) -> bool:
    """Whether these can be the spans of a line."""
    values = [value for value in line if type(value) is int and value >= 0]
    roles = values[1::2]
    return len(values) == len(line) and len(line) % 2 == 0 and all(role < len(_ROLES) for role in roles)


def _packed(spans: list[Span]) -> Packed:
    return tuple(value for span in spans for value in (span.length, _NUMBERS[span.role]))


def _unpacked(packed: Packed) -> list[Span]:
    lengths = packed[::2]
    starts = accumulate(lengths, initial=0)
    return [
        Span(start, length, _ROLES[role])
        for start, length, role in zip(starts, lengths, packed[1::2], strict=False)
    ]


def _moved(line: int, first: int, count: int, shift: int) -> int:
    """Where a line is after a change; one that went is now the last that came."""
    if line < first:
        return line
    return max(first, line + shift) if line >= first + count else first


def _joined(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order; those that touch are one."""
    gaps.sort()
    result = gaps[:1]
    for first, last in gaps[1:]:
        if first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(result[-1][1], last))
        else:
            result.append((first, last))
    return result
