"""The progress file of version 2.0, the command-line predecessor: what it says in terms of this library.

Reads data, no file. Nothing in such a file is a reason to refuse the rest of it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.core.example import Chapter
from desktop.core.record import MOST_STARS, Brought, Status

CHAPTERS = (
    ("Introduction", ("first-steps",)),
    ("Data Types & Variables", ("names-and-objects", "numbers", "strings")),
    ("Control Flow", ("control-flow",)),
    ("Functions", ("functions", "functional")),
    ("Modules & Packages", ("modules-and-packages",)),
    ("Error Handling", ("exceptions", "context-managers")),
    ("Working with Files", ("files-and-paths", "data-and-bytes")),
    (
        "Collections & Iterators",
        ("sequences", "dicts-and-sets", "comprehensions", "iterators-and-generators", "algorithms"),
    ),
    ("Classes & OOP", ("classes", "data-model", "inheritance", "records-and-matching")),
    (
        "Advanced Python",
        (
            "typing",
            "text-and-time",
            "system-and-cli",
            "quality",
            "concurrency",
            "asyncio",
            "network-and-gui",
            "metaprogramming",
            "internals",
        ),
    ),
)
"""The predecessor's chapters 01 to 10, and the chapters of the core library that teach the same."""

_LONGEST_S = 10 * 365 * 24 * 3600


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str | int) for each in value)


def _is_viewed(value: object) -> bool:
    return isinstance(value, dict) and all(each is None or _is_texts(each) for each in value.values())


def _is_scores(value: object) -> bool:
    return isinstance(value, dict) and all(each is None or _is_number(each) for each in value.values())


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_SECTIONS: dict[str, Callable[[object], bool]] = {
    "username": _is_text,
    "completed_chapters": _is_texts,
    "viewed_examples": _is_viewed,
    "quiz_scores": _is_scores,
    "example_ratings": _is_scores,
    "favorites": _is_texts,
    "last_session": _is_text,
    "total_time_spent": _is_number,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the file adds here, a sentence that sums it up, and one for each part that was left out."""

    brought: Brought
    summary: str
    remarks: tuple[str, ...]


def is_predecessor(data: Mapping[str, Any]) -> bool:
    """Whether this can be the content of such a file."""
    return any(key in data for key in _SECTIONS) and "schema" not in data


def read_predecessor(data: Mapping[str, Any], chapters: Iterable[Chapter]) -> Reading:
    """Take over what fits. A chapter that was completed there makes our examples of it ``opened`` here.

    They are other examples, so none is called completed before it ran. ``total_time_spent`` is in seconds.
    Favourites were chapters there: the first example of the first of ours about each becomes one here.
    """
    wrong = [key for key, fits in _SECTIONS.items() if data.get(key) is not None and not fits(data[key])]
    good = {key: value for key, value in data.items() if key not in wrong and value is not None}
    ours = {chapter.slug: chapter for chapter in chapters}
    numbers = [_number(each) for each in good.get("completed_chapters", [])]
    completed = [number for number in dict.fromkeys(numbers) if 1 <= number <= len(CHAPTERS)]
    viewed = {_number(number): names or [] for number, names in good.get("viewed_examples", {}).items()}
    opened = [example for number in completed for example in _examples(number, ours)]
    opened += [
        example
        for number, names in viewed.items()
        for example in _examples(number, ours)
        if example.partition("/")[2] in {str(name).replace("_", "-") for name in names}
    ]
    begun = [_examples(_number(each), ours)[:1] for each in good.get("favorites", [])]
    brought = Brought(
        dict.fromkeys(opened, Status.OPENED),
        predecessor=good,
        predecessor_s=_seconds(good),
        favorites=tuple(dict.fromkeys(example for first in begun for example in first)),
        ratings=_ratings(good, ours.values()),
    )
    remarks = [f"`{key}` is of another form than version 2.0 wrote and was left out." for key in wrong]
    if unknown := [
        str(each) for each in good.get("completed_chapters", []) if _number(each) not in completed
    ]:
        remarks.append(f"Version 2.0 had no chapter {', '.join(unknown)[:100]}, so it was left out.")
    return Reading(brought, _summary(good, completed, viewed, brought), tuple(remarks))


def _ratings(good: Mapping[str, Any], chapters: Iterable[Chapter]) -> dict[str, int]:
    """Stars for our examples that are called as the rated ones were."""
    stars = {
        str(name).replace("_", "-"): round(min(max(1, value), MOST_STARS))
        for name, value in good.get("example_ratings", {}).items()
        if value is not None and value > 0
    }
    examples = [example for chapter in chapters for example in chapter.examples]
    return {example.id: stars[example.slug] for example in examples if example.slug in stars}


def _examples(number: int, ours: Mapping[str, Chapter]) -> list[str]:
    """The ids of our examples about what that chapter was about."""
    if not 1 <= number <= len(CHAPTERS):
        return []
    slugs = CHAPTERS[number - 1][1]
    return [example.id for slug in slugs if slug in ours for example in ours[slug].examples]


def _number(text: object) -> int:
    """3 of ``"03"`` or ``3``; 0 of anything else."""
    word = str(text)
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 4 else 0


def _seconds(good: Mapping[str, Any]) -> int:
    spent = good.get("total_time_spent", 0)
    return 0 if isinstance(spent, float) and math.isnan(spent) else int(min(max(0, spent), _LONGEST_S))


def _summary(
    good: Mapping[str, Any], completed: list[int], viewed: Mapping[int, list[object]], brought: Brought
) -> str:
    names = ", ".join(CHAPTERS[number - 1][0] for number in completed)
    chapters = f"{_count(len(completed), 'completed chapter')}{f' ({names})' if names else ''}"
    seen = _count(sum(map(len, viewed.values())), "viewed example")
    opened = len(brought.statuses)
    sentences = [
        f"From version 2.0: {chapters} and {seen}.",
        f"{_count(opened, 'example')} of this library {'is' if opened == 1 else 'are'} marked as opened.",
    ]
    if brought.favorites:
        sentences.append(
            "The first example of each favourite chapter is a favourite now "
            f"({_count(len(brought.favorites), 'example')})."
        )
    if good.get("example_ratings"):
        rated = len(brought.ratings)
        sentences.append(
            f"{_count(rated, 'rating')} of examples with the same name {_were(rated)} taken over."
        )
    if good.get("quiz_scores"):
        sentences.append("Its quiz scores are kept; this version does not show them.")
    return " ".join(sentences)


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
