"""The order of teaching: what a beginner meets in an example must have been taught by then.

Hides ``order.toml`` of a pack: what may be met early, and why. A pack without it has no order to keep.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.core.evidence import Survey, evidence_of
from desktop.core.example import Chapter, Example, Level, UnreadableError, read_text
from desktop.core.language import Language
from desktop.core.proof import Ran
from desktop.core.tables import Table, parse_table

_KINDS = ("ast", "builtin")
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, eq=False)
class Teaching:
    """``homes``: the place of the chapter that teaches an item, ``early``: that it may be used from."""

    homes: Mapping[str, int]
    titles: Mapping[int, str]
    early: Mapping[str, int]
    exceptions: Mapping[str, frozenset[str]]

    def too_early(self, example: Example, place: int, seen: frozenset[str]) -> list[str]:
        """What a beginner cannot know yet in the chapter at ``place``, as words for people."""
        allowed = self.exceptions.get(example.id, frozenset())
        return [
            f"{claim} (taught in {self.titles.get(home, 'a later chapter')})"
            for claim, home in sorted(self.homes.items())
            if claim in seen and place < min(home, self.early.get(claim, home)) and claim not in allowed
        ]


@dataclass(frozen=True, slots=True)
class TeachingProof(Survey):
    """A beginner's example uses nothing that only a later chapter teaches."""

    teaching: Teaching
    place: int

    def verdict(self, version: tuple[int, int], runs: Sequence[Ran]) -> str:
        outcome, data = runs[0]
        seen = evidence_of(data)
        if not seen:
            return f"It could not be surveyed: {outcome.sentence()}."
        early = self.teaching.too_early(self.example, self.place, seen)
        named = ", ".join(early[:_MOST_NAMED])
        return f"It uses what comes later: {named}. Reword it, or say why in order.toml." if early else ""


def teaching_proofs(
    folder: Path, chapters: Sequence[Chapter], language: Language, problems: list[str]
) -> tuple[TeachingProof, ...]:
    """One for each beginner's example; ``problems`` gets what is wrong with the pack's file."""
    file = folder / "order.toml"
    if not file.is_file():
        return ()
    order = [*language.chapters, *(chapter.slug for chapter in chapters)]
    places = {slug: order.index(slug) for slug in order}
    try:
        table = parse_table(read_text(file), file.name, problems)
    except UnreadableError as error:
        problems.append(f"{file.name} {error}")
        return ()
    table.expect_only(("early", "exception"))
    teaching = Teaching(
        homes=_homes(chapters, language, places),
        titles={places[chapter.slug]: chapter.title for chapter in chapters},
        early=_early(table, places),
        exceptions=_exceptions(table, {example.id for each in chapters for example in each.examples}),
    )
    return tuple(
        TeachingProof(example, teaching, places[chapter.slug])
        for chapter in chapters
        for example in chapter.examples
        if example.level is Level.BEGINNER
    )


def _homes(chapters: Sequence[Chapter], language: Language, places: Mapping[str, int]) -> dict[str, int]:
    """The first chapter that claims an item, or is planned to."""
    homes = {
        item.claim: places[item.chapter]
        for item in language.items.values()
        if item.kind in _KINDS and item.stage == 1 and item.chapter in places
    }
    for chapter in chapters:
        for example in chapter.examples:
            for claim in example.covers:
                if claim.partition(":")[0] in _KINDS:
                    homes[claim] = min(places[chapter.slug], homes.get(claim, len(places)))
    return homes


def _early(table: Table, places: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in table.tables("early"):
        each.expect_only(("items", "from", "why"))
        chapter = each.text("from")
        if chapter not in places:
            each.report(f"there is no chapter `{chapter}`")
        elif not each.text("why"):
            each.report("`why` is missing: say why these may be used early")
        else:
            found |= dict.fromkeys(each.words("items"), places[chapter])
    return found


def _exceptions(table: Table, examples: set[str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for each in table.tables("exception"):
        each.expect_only(("example", "items", "why"))
        example = each.text("example")
        if example not in examples:
            each.report(f"there is no example `{example}`")
        elif not each.text("why"):
            each.report(f"`why` is missing for `{example}`")
        else:
            found[example] = frozenset(each.words("items"))
    return found
