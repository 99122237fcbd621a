"""How far down lines of output stand, as far as that can be known without laying them out.

Estimates wrapped rows from bytes, block by block, so that a scroll bar over a million lines costs nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from desktop.core.output_store import MAX_CHARACTERS, Block, OutputStore


class OutputRows:
    """``columns`` is how many characters a row has; 0 where lines do not wrap."""

    def __init__(self, store: OutputStore) -> None:
        self._store = store
        self._columns = 0
        self._before: list[int] = []  # rows before each settled block, from the first one there is
        self._origin = (-1, -1)
        self._tail: tuple[tuple[int, int, int], list[int]] = ((-1, -1, -1), [])

    def set_columns(self, columns: int) -> None:
        """Lines wrap differently from now on."""
        if columns != self._columns:
            self._columns = columns
            self._before.clear()

    def total(self) -> int:
        """Rows of everything; the last line counts as one at least."""
        return self._rows_before_block(len(self._store.blocks) - 1) + self._tail_rows()[-1]

    def before(self, line: int) -> int:
        """Rows above a line."""
        store = self._store
        index = store.block_of(line)
        block = store.blocks[index]
        above = line - store.lines_in(index)[0]
        if index == len(store.blocks) - 1:
            return self._rows_before_block(index) + self._tail_rows()[above]
        lines = max(1, block.lines)
        return self._rows_before_block(index) + above * self._rows(block) // lines

    def line_at(self, row: int) -> tuple[int, int]:
        """The line of a row, and how many rows of the line are above it."""
        store = self._store
        self._rows_before_block(len(store.blocks) - 1)
        index = max(0, bisect_right(self._before, row) - 1)
        first, stop = store.lines_in(index)
        rest = row - self._before[index]
        if index == len(store.blocks) - 1:
            tail = self._tail_rows()
            above = max(0, min(bisect_right(tail, rest) - 1, len(tail) - 2))
            return first + above, max(0, rest - tail[above])
        rows = max(1, self._rows(store.blocks[index]))
        line = first + rest * store.blocks[index].lines // rows
        return max(store.first_line, min(line, stop - 1 if stop > first else first)), 0

    def _rows(self, block: Block) -> int:
        if not self._columns or block.longest <= self._columns:
            return block.lines
        return block.lines + (len(block.data) - block.lines - block.unshown) // self._columns

    def _rows_before_block(self, index: int) -> int:
        store, before = self._store, self._before
        origin = (store.generation, store.blocks[0].offset)
        if origin != self._origin:
            self._origin = origin
            before.clear()
        if not before:
            before.append(0)
        while len(before) <= index:
            before.append(before[-1] + self._rows(store.blocks[len(before) - 1]))
        return before[index]

    def _tail_rows(self) -> list[int]:
        """Rows above each line of the block that still grows, and of them all."""
        store = self._store
        block = store.blocks[-1]
        key = (store.generation, block.end, self._columns)
        if self._tail[0] != key:
            first = len(store.blocks) - 1
            begun = store.lines_in(first)[0] - block.first_line
            texts = bytes(block.data).split(b"\n")[begun:]
            self._tail = key, list(accumulate(map(self._rows_of, map(len, texts)), initial=0))
        return self._tail[1]

    def _rows_of(self, length: int) -> int:
        if not self._columns or length <= self._columns:
            return 1
        return -(-min(length, MAX_CHARACTERS) // self._columns)
