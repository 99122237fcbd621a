"""Which of a few short names fit what is typed, best first: the command palette's order.

Hides how near a misspelt word is; rapidfuzz is loaded at the first one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.search import fold

_WORD = re.compile(r"\w+")
_LEAST_FUZZY = 3  # letters; below that every name is near
_CUTOFF = 75.0  # of 100, as rapidfuzz counts; "setings" against "settings" has 93
_WORD_START, _INSIDE, _ELSEWHERE, _INITIALS = 100.0, 70.0, 50.0, 45.0
_FUZZY_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Name:
    """What is looked for: its words, and other words it is also found by, such as its menu."""

    text: str
    also: str = ""


def ranked(query: str, names: Sequence[Name]) -> list[int]:
    """The places of the names that fit, best first, else in their order; all of them for an empty query.

    Every word of the query must fit: as the start of a word, inside one, by the other words, as the first
    letters of words ("tlc" for "Tab leaves the code"), or nearly.
    """
    words = fold(query)[0].split()
    scores = {
        place: sum(_score(word, name) for word in words) / len(words)
        for place, name in enumerate(names)
        if words and all(_score(word, name) for word in words)
    }
    if not words:
        return list(range(len(names)))
    return sorted(scores, key=lambda place: (-scores[place], place))


def _score(word: str, name: Name) -> float:
    text, also = fold(name.text)[0], fold(name.also)[0]
    parts = _WORD.findall(text)
    if any(part.startswith(word) for part in parts) or word in text.split():
        return _WORD_START + 10 * text.startswith(word)
    if word in text:
        return _INSIDE
    if word in also:
        return _ELSEWHERE
    if len(word) > 1 and _is_among(word, [part[0] for part in parts]):
        return _INITIALS
    return _FUZZY_SHARE * _nearness(word, parts) if len(word) >= _LEAST_FUZZY else 0.0


def _is_among(word: str, initials: list[str]) -> bool:
    """Whether the letters come in this order; some may be left out."""
    rest = iter(initials)
    return all(letter in rest for letter in word)


def _nearness(word: str, parts: list[str]) -> float:
    """0, or how near the nearest word or its beginning is, up to 100."""
    from rapidfuzz.fuzz import ratio

    beginnings = [part[: len(word) + 1] for part in parts]
    return max((ratio(word, part, score_cutoff=_CUTOFF) for part in [*parts, *beginnings]), default=0.0)
