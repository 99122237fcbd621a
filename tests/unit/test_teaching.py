"""Beginners meet nothing before it is taught, but for what a pack allows with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.core.example import Chapter, Level, Section
from desktop.core.language import Item, Language
from desktop.core.proof import Ran
from desktop.core.teaching import TeachingProof, teaching_proofs
from tests.small_packs import make_example

OK = Outcome(OutcomeKind.OK, exit_code=0)
LANGUAGE = Language({"ast:Lambda": Item("ast:Lambda", 1, "late")}, {}, ("early", "middle", "late"))


def chapter(folder: Path, slug: str, number: int, **changes: Any) -> Chapter:
    example = make_example(folder, slug=slug, id=f"{slug}/{slug}", chapter=slug, **changes)
    return Chapter(slug, number, slug.title(), Level.BEGINNER, "", (Section("", (example,)),))


def proofs(
    folder: Path, order: str, *, level: Level = Level.BEGINNER
) -> tuple[dict[str, TeachingProof], list[str]]:
    (folder / "order.toml").write_text(order)
    chapters = [
        chapter(folder, "early", 1, level=level),
        chapter(folder, "middle", 2, covers=("ast:While",), level=level),
        chapter(folder, "late", 3, level=level),
    ]
    problems: list[str] = []
    found = teaching_proofs(folder, chapters, LANGUAGE, problems)
    return {proof.example.slug: proof for proof in found}, problems


def verdict(proof: TeachingProof, *seen: str) -> str:
    return proof.verdict((3, 11), [Ran(OK, json.dumps(seen).encode())])


def test_what_a_later_chapter_claims_or_is_planned_to_teach_is_too_early(tmp_path: Path) -> None:
    found, problems = proofs(tmp_path, "")
    assert problems == []
    assert "ast:While (taught in Middle)" in verdict(found["early"], "ast:While")
    assert "ast:Lambda (taught in Late)" in verdict(found["middle"], "ast:Lambda")
    assert verdict(found["middle"], "ast:While") == ""
    assert verdict(found["late"], "ast:Lambda", "ast:While") == ""


def test_what_is_allowed_with_a_reason_may_come_early(tmp_path: Path) -> None:
    order = (
        '[[early]]\nitems = ["ast:Lambda"]\nfrom = "middle"\nwhy = "Yes."\n'
        '[[exception]]\nexample = "early/early"\nitems = ["ast:While"]\nwhy = "Yes."\n'
    )
    found, problems = proofs(tmp_path, order)
    assert problems == []
    assert verdict(found["middle"], "ast:Lambda") == ""
    assert verdict(found["early"], "ast:Lambda") != ""
    assert verdict(found["early"], "ast:While") == ""


def test_a_program_that_hides_what_it_uses_is_not_proven(tmp_path: Path) -> None:
    found, _ = proofs(tmp_path, "")
    assert "could not be surveyed" in verdict(found["late"])


def test_only_beginners_and_only_packs_with_an_order_are_looked_at(tmp_path: Path) -> None:
    assert proofs(tmp_path, "", level=Level.EXPERT)[0] == {}
    (tmp_path / "order.toml").unlink()
    assert teaching_proofs(tmp_path, [chapter(tmp_path, "early", 1)], LANGUAGE, []) == ()


@pytest.mark.parametrize(
    "order",
    [
        '[[early]]\nitems = ["ast:Lambda"]\nfrom = "nowhere"\nwhy = "x"\n',
        '[[early]]\nitems = ["ast:Lambda"]\nfrom = "early"\n',
        '[[exception]]\nexample = "no/where"\nitems = []\nwhy = "x"\n',
        '[[exception]]\nexample = "early/early"\nitems = []\n',
        "[[later]]\n",
        "early = 1\n",
    ],
)
def test_a_mistake_in_the_order_is_told(tmp_path: Path, order: str) -> None:
    assert len(proofs(tmp_path, order)[1]) == 1
