"""A library: the examples of one pack or folder, by id and in reading order.

Knows nothing of files; every lookup by id goes through here.
"""

from __future__ import annotations

from desktop.core.errors import UnknownTargetError
from desktop.core.example import Chapter, Example, Pack


class Catalog:
    """Finds examples. Ids are unique because a pack's chapters and the slugs in a chapter are."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.chapters = pack.chapters
        self.examples = tuple(example for chapter in pack.chapters for example in chapter.examples)
        self._place = {example.id: place for place, example in enumerate(self.examples)}
        self._chapter = {example.id: chapter for chapter in pack.chapters for example in chapter.examples}

    def __contains__(self, example_id: str) -> bool:
        return example_id in self._place

    def example(self, example_id: str) -> Example:
        """The example with this id. Raises UnknownTargetError, which names the nearest ids."""
        return self.examples[self._position(example_id)]

    def next(self, example_id: str) -> Example | None:
        """The example after this one in reading order, across chapters."""
        place = self._position(example_id) + 1
        return self.examples[place] if place < len(self.examples) else None

    def previous(self, example_id: str) -> Example | None:
        """The example before this one in reading order, across chapters."""
        place = self._position(example_id) - 1
        return self.examples[place] if place >= 0 else None

    def chapter_of(self, example: Example) -> Chapter:
        """The chapter that holds ``example``."""
        return self._chapter[example.id]

    def near(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Ids that somebody who wrote ``text`` may have meant, nearest first."""
        import difflib  # only for an unknown id

        by_slug = {example.slug: example.id for example in reversed(self.examples)}
        words = text.strip().lower().rpartition("/")[2]
        slugs = difflib.get_close_matches(words, by_slug, n=limit, cutoff=0.6)
        whole = difflib.get_close_matches(text.strip().lower(), self._place, n=limit, cutoff=0.7)
        return tuple(dict.fromkeys([*(by_slug[slug] for slug in slugs), *whole]))[:limit]

    def _position(self, example_id: str) -> int:
        place = self._place.get(example_id)
        if place is None:
            raise UnknownTargetError(self._unknown(example_id))
        return place

    def _unknown(self, example_id: str) -> str:
        near = " or ".join(f"`{name}`" for name in self.near(example_id))
        hint = f"Did you mean {near}?" if near else "`python-explorer list` shows all of them."
        return f"There is no example `{example_id}`. {hint}"
