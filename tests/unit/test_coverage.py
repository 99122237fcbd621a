"""A claim counts only with evidence, and what Python has and nobody shows is a named gap."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop.child.protocol import Outcome, OutcomeKind
from desktop.core.coverage import Coverage
from desktop.core.errors import PackError
from desktop.core.evidence import Survey
from desktop.core.example import Example
from desktop.core.interpreters import Interpreter
from desktop.core.language import SETS, Item, Language
from tests.small_packs import make_example

OK = Outcome(OutcomeKind.OK, exit_code=0)
PYTHON = Interpreter(Path("/python3.12"), (3, 12, 0), "3.12.0")
OLD = Interpreter(Path("/python3.11"), (3, 11, 0), "3.11.0")
SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "coverage.toml"


def language(*claims: str) -> Language:
    return Language({claim: Item(claim, 1, "chapter") for claim in claims}, {"idlelib": "IDE internals"})


def surveyed(
    known: Language, examples: Iterable[Example], found: Iterable[str], derived: str = "{}", review: str = ""
) -> Coverage:
    coverage = Coverage(known, examples, [OLD, PYTHON], lambda _: review)
    for job in coverage.jobs:
        data = json.dumps(list(found)) if isinstance(job.proof, Survey) else derived
        coverage.record(job, OK, data.encode())
    return coverage


def test_claims_are_proven_by_evidence_and_wrong_without(tmp_path: Path) -> None:
    one = make_example(tmp_path, covers=("ast:For", "ast:While", "ast:Fro"))
    claims = surveyed(language("ast:For", "ast:While"), [one], ["ast:For", "ast:If"]).claims()
    assert claims.proven == [(one.id, "ast:For")]
    assert claims.errors == [
        (one.id, "ast:While", "the example does not use it"),
        (one.id, "ast:Fro", "no set has this item"),
    ]


def test_a_pep_counts_by_review_alone(tmp_path: Path) -> None:
    one = make_example(tmp_path, covers=("pep:8",))
    assert surveyed(language("pep:8"), [one], ["pep:8"]).claims().errors
    claims = surveyed(language("pep:8"), [one], ["ast:For"], review="chapter.md").claims()
    assert claims.by_review == [(one.id, "pep:8", "chapter.md")]


def test_what_no_python_here_can_run_is_unproven(tmp_path: Path) -> None:
    one = make_example(tmp_path, covers=("ast:For",), gate=(3, 14))
    coverage = surveyed(language("ast:For"), [one], ["ast:For"])
    assert coverage.claims().unproven == [(one.id, "ast:For")]
    assert [gap.claim for gap in coverage.gaps(coverage.claims())] == ["ast:For"]


def test_an_example_is_surveyed_on_the_newest_python(tmp_path: Path) -> None:
    coverage = Coverage(language(), [make_example(tmp_path)], [OLD, PYTHON], lambda _: "")
    assert {job.interpreter for job in coverage.jobs} == {PYTHON}


def test_used_and_not_claimed_is_listed_and_covers_nothing(tmp_path: Path) -> None:
    one = make_example(tmp_path)
    coverage = surveyed(language("ast:For"), [one], ["ast:For", "ast:Unheard"])
    assert coverage.also_uses() == {one.id: ["ast:For"]}
    assert coverage.table(coverage.claims())["ast"][1] == (0, 1)


def test_what_only_the_newest_python_has_is_a_gap_that_nobody_planned(tmp_path: Path) -> None:
    derived = json.dumps({"builtin": ["print", "brandnew"], "module": ["idlelib"], "nonsense": 1})
    coverage = surveyed(language("builtin:print"), [make_example(tmp_path)], ["ast:For"], derived)
    gaps = coverage.gaps(coverage.claims())
    assert gaps == [Item("builtin:brandnew"), Item("builtin:print", 1, "chapter")]


def test_what_only_an_older_python_has_is_no_gap() -> None:
    shipped = Language.read(SHIPPED)
    derived = json.dumps({"module": ["asynchat"]}).encode()
    assert "module:asynchat" not in shipped.with_derived(derived, (3, 11)).items
    assert "module:asynchat" in shipped.with_derived(derived, (3, 16)).items


@pytest.mark.parametrize("derived", ["", "[]", "{", '{"ast": [1, null]}'])
def test_a_python_that_tells_nonsense_adds_nothing(derived: str) -> None:
    known = language("ast:For")
    assert known.with_derived(derived.encode(), (3, 12)).items == known.items


def test_the_shipped_sets_are_complete() -> None:
    shipped = Language.read(SHIPPED)
    sizes = {kind: len(shipped.of(kind, 3)) for kind in SETS}
    assert sizes == {
        "ast": 113,
        "field": 82,
        "builtin": 83,
        "exc": 71,
        "keyword": 40,
        "op": 48,
        "lex": 40,
        "dunder": 160,
        "method": 193,
        "module": 179,
        "name": 193,
        "pep": 218,
        "cli": 22,
    }


def test_a_spoilt_file_of_sets_is_told(tmp_path: Path) -> None:
    file = tmp_path / "coverage.toml"
    file.write_text("[ast]\n")
    with pytest.raises(PackError, match=r"coverage\.toml cannot be read"):
        Language.read(file)
