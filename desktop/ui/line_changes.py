"""Which lines of a text differ from another.

Pure text; bounded work however long the texts are.
"""

from __future__ import annotations

import difflib

_COMPARED_LINES = 1000


def changed_lines(original: str, text: str) -> frozenset[int]:
    """Numbers, from 0, of the lines of ``text`` that are new or different from ``original``.

    What is equal at both ends is set aside first; where more than 1,000 lines remain, each counts.
    """
    old, new = original.split("\n"), text.split("\n")
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(old_middle), len(new_middle)) > _COMPARED_LINES:
        return frozenset(range(start, len(new) - end))
    matcher = difflib.SequenceMatcher(None, old_middle, new_middle, autojunk=False)
    return frozenset(
        start + line
        for tag, _, _, first, last in matcher.get_opcodes()
        if tag != "equal"
        for line in range(first, last)
    )


def _common(one: list[str], other: list[str]) -> int:
    """How many lines at the beginning are the same."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
