"""Where a text differs from another, line by line.

Pure text; bounded work however long the texts are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

COMPARED_LINES = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of the original and what stands in their place; both may be empty. Starts count from 0."""

    old_start: int
    old: tuple[str, ...]
    new_start: int
    new: tuple[str, ...]


def changes(original: str, text: str) -> list[Change]:
    """The changes from ``original`` to ``text`` in order.

    What is equal at both ends is set aside first; where more than 1,000 lines remain, they are one change.
    """
    if original == text:
        return []
    old, new = original.split("\n"), text.split("\n")
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    if not old_middle and not new_middle:
        return []
    if max(len(old_middle), len(new_middle)) > COMPARED_LINES:
        return [Change(start, tuple(old_middle), start, tuple(new_middle))]
    import difflib  # only where something was changed

    matcher = difflib.SequenceMatcher(None, old_middle, new_middle, autojunk=False)
    return [
        Change(start + a, tuple(old_middle[a:b]), start + c, tuple(new_middle[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def changed_lines(original: str, text: str) -> frozenset[int]:
    """Numbers, from 0, of the lines of ``text`` that are new or different from ``original``."""
    return frozenset(
        line
        for change in changes(original, text)
        for line in range(change.new_start, change.new_start + len(change.new))
    )


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line to show: its sign (``+``, ``-``, space; ``@`` is a heading), its text, its change."""

    sign: str
    text: str
    change: int


def diff_lines(
    original: str, text: str, context: int = 3, *, missing: str = "of the original taken away"
) -> Iterator[DiffLine]:
    """Every change with its heading and up to ``context`` equal lines around it.

    ``missing`` follows the lines that are in the original alone.
    """
    new = text.split("\n")
    found = changes(original, text)
    shown = 0
    for number, change in enumerate(found):
        first = max(shown, change.new_start - context)
        yield DiffLine("@", _heading(change, missing), number)
        yield from (DiffLine(" ", line, number) for line in new[first : change.new_start])
        yield from (DiffLine("-", line, number) for line in change.old)
        yield from (DiffLine("+", line, number) for line in change.new)
        end = change.new_start + len(change.new)
        following = found[number + 1].new_start if number + 1 < len(found) else len(new)
        shown = min(end + context, following)
        yield from (DiffLine(" ", line, number) for line in new[end:shown])


def _heading(change: Change, missing: str) -> str:
    if not change.old:
        return f"{line_words(change.new_start, len(change.new))} added"
    if not change.new:
        return f"{line_words(change.old_start, len(change.old))} {missing}"
    place = line_words(change.new_start, len(change.new))
    return f"{place} changed"


def line_words(start: int, count: int) -> str:
    """ "Line 3", "Lines 3 to 5"; ``start`` counts from 0."""
    return f"Line {start + 1}" if count == 1 else f"Lines {start + 1} to {start + count}"


def _common(one: list[str], other: list[str]) -> int:
    """How many lines at the beginning are the same."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
