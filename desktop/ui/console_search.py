"""A search over everything the console keeps: block by block, in slices, and on from there when more comes.

Hides that hits are counted and not listed: of a block only its number of hits is kept, and where they are is
found again when somebody looks there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import overload

from desktop.core.output_lines import OutputLines
from desktop.core.output_store import MAX_CHARACTERS, OutputStore
from desktop.ui.finding import LONGEST_LINE, Hit, Query
from desktop.ui.localised import counted, number

_MOST_S = 60.0
_KEPT_BLOCKS = 24


@dataclass(frozen=True, slots=True)
class _Count:
    """The hits of one block, and the lines of the first and the last of them."""

    hits: int = 0
    first: int = 0
    last: int = 0


class ConsoleSearch(Sequence[Hit]):
    """The hits so far, in order. ``work`` until ``is_done``."""

    def __init__(self, query: Query, store: OutputStore, lines: OutputLines) -> None:
        self.query = query
        self._store, self._lines = store, lines
        self._generation = store.generation
        self._origin = store.blocks[0].offset
        self._counts: list[_Count] = []  # of the blocks from the first there was
        self._before = [0]  # hits before each block
        self._next = 0
        self._kept: OrderedDict[int, list[Hit]] = OrderedDict()
        self._spent_s = 0.0
        self.is_cut = False
        self.problem = query.problem
        self._cut_lines = 0
        self.is_done = not query.text or bool(self.problem)

    def goes_on(self, query: Query) -> bool:
        """Whether this search can be carried on for ``query``; if so it looks at what has come since."""
        store = self._store
        is_same = self._generation == store.generation and self._origin == store.blocks[0].offset
        if not is_same or query != self.query or query.problem or not query.text or self._spent_s > _MOST_S:
            return False
        if self.is_done:
            self._next = max(0, len(self._counts) - 1)
            self._kept.pop(self._next, None)
            self.is_done = False
        return True

    def work(self, budget_s: float) -> None:
        """Searches on for about ``budget_s``."""
        begin = perf_counter()
        while not self.is_done and perf_counter() - begin < budget_s:
            self._look_at_next()
        self._spent_s += perf_counter() - begin
        if not self.is_done and self._spent_s > _MOST_S:
            line = self._store.lines_in(min(self._next, len(self._store.blocks) - 1))[0] + 1
            self._end(f"The search was ended at line {number(line)}, because it took longer than a minute.")

    def before(self, line: int, column: int) -> int:
        """How many hits come before a place."""
        index = self._store.block_of(max(self._store.first_line, min(line - 1, self._store.last_line)))
        if index >= len(self._counts):
            return len(self)
        found = bisect_left(self._hits_of(index), Hit(line, column, 0))
        return self._before[index] + min(found, self._counts[index].hits)

    def sampled_lines(self) -> list[int]:
        """Lines with hits: all of them while they are in few blocks, else some of each block."""
        blocks = [index for index, count in enumerate(self._counts) if count.hits]
        if len(blocks) < _KEPT_BLOCKS:
            return [hit.line for index in blocks for hit in self._hits_of(index)]
        return [line for index in blocks for line in (self._counts[index].first, self._counts[index].last)]

    def __len__(self) -> int:
        return self._before[-1]

    @overload
    def __getitem__(self, index: int) -> Hit: ...

    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...

    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        index += len(self) if index < 0 else 0
        if not 0 <= index < len(self):
            raise IndexError(index)
        block = bisect_right(self._before, index) - 1
        return self._hits_of(block)[index - self._before[block]]

    def _look_at_next(self) -> None:
        index = self._next
        if index >= len(self._store.blocks):
            self.is_done = True
            return
        count = self._counted(index)
        if count is None:
            return
        del self._counts[index:]
        self._counts.append(count)
        del self._before[index + 1 :]
        self._before.append(self._before[index] + count.hits)
        self._next += 1

    def _counted(self, index: int) -> _Count | None:
        """The hits of a block; None where the pattern took too long."""
        first, stop = self._store.lines_in(index)
        if first >= stop:
            return _Count()
        texts = self._lines.texts(first, stop)
        if self._store.blocks[index].longest > MAX_CHARACTERS:
            self._note_cut(first, texts)
        if self.query.is_pattern:
            return self._counted_by_lines(first, texts)
        joined, words = "\n".join(texts), self.query.text
        if not self.query.matches_case:
            if not (joined.isascii() and words.isascii()):
                return self._counted_by_engine(first, joined)
            joined, words = joined.lower(), words.lower()
        if self.query.whole_word:
            return self._counted_by_engine(first, joined) if words in joined else _Count()
        hits = joined.count(words)
        if not hits:
            return _Count()
        at, last = joined.find(words), joined.rfind(words)
        return _Count(hits, first + 1 + joined.count("\n", 0, at), first + 1 + joined.count("\n", 0, last))

    def _counted_by_engine(self, first: int, joined: str) -> _Count:
        places = list(self.query.hits_in(joined) or ())
        if not places:
            return _Count()
        ends = (joined.count("\n", 0, places[which][0]) for which in (0, -1))
        return _Count(len(places), *(first + 1 + line for line in ends))

    def _counted_by_lines(self, first: int, texts: list[str]) -> _Count | None:
        hits = self._listed(first, texts)
        if hits is None:
            return None
        return _Count(len(hits), hits[0].line, hits[-1].line) if hits else _Count()

    def _hits_of(self, index: int) -> list[Hit]:
        """Where the hits of a block are."""
        if not self._counts[index].hits:
            return []
        found = self._kept.get(index)
        if found is None:
            first, stop = self._store.lines_in(index)
            found = self._listed(first, self._lines.texts(first, stop)) or []
            self._kept[index] = found = found[: self._counts[index].hits]
            if len(self._kept) > _KEPT_BLOCKS:
                self._kept.popitem(last=False)
        return found

    def _listed(self, first: int, texts: list[str]) -> list[Hit] | None:
        query, hits = self.query, list[Hit]()
        words = query.text if query.matches_case else query.text.lower()
        for line, text in enumerate(texts, first + 1):
            is_sure = not query.is_pattern and text.isascii() and words.isascii()
            if is_sure and words not in (text if query.matches_case else text.lower()):
                continue
            places = query.hits_in(text)
            if places is None:
                self._end(
                    f"This pattern takes too long in line {number(line)}. Write it with fewer repetitions."
                )
                return None
            hits.extend(Hit(line, start, end) for start, end in places)
            if query.is_pattern and len(text) > LONGEST_LINE:
                self.problem = (
                    f"Of line {number(line)} only the first {number(LONGEST_LINE)} characters were searched."
                )
        return hits

    def _note_cut(self, first: int, texts: list[str]) -> None:
        cut = sum(
            len(text) >= MAX_CHARACTERS and self._lines.length(first + place) > MAX_CHARACTERS
            for place, text in enumerate(texts)
        )
        if cut:
            self._cut_lines += cut
            self.problem = (
                f"Of {counted(self._cut_lines, 'long line')} only what is shown was searched,"
                f" the first {number(MAX_CHARACTERS)} characters."
            )

    def _end(self, problem: str) -> None:
        self.problem = problem
        self.is_done = True
