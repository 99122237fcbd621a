"""What the proof of a pack plans and what it takes for proven."""

import json
from pathlib import Path

from desktop.child.protocol import ExceptionFacts, Outcome, OutcomeKind
from desktop.core.check import Check, Job
from desktop.core.example import Example, ExampleKind
from desktop.core.interpreters import Interpreter
from desktop.core.proof import ExampleProof
from tests.small_packs import make_example

OK = Outcome(OutcomeKind.OK, exit_code=0)
SYNTAX_ERROR = Outcome(
    OutcomeKind.FAILED, exit_code=1, exception=ExceptionFacts("SyntaxError", "no", "x.py", 1)
)


def python(minor: int, micro: int = 0) -> Interpreter:
    return Interpreter(Path(f"/python3.{minor}.{micro}"), (3, minor, micro), f"3.{minor}.{micro}")


def example(folder: Path, slug: str, gate: int = 12, kind: ExampleKind = ExampleKind.SCRIPT) -> Example:
    (folder / f"{slug}.out").write_text("1\n")
    return make_example(folder, slug=slug, gate=(3, gate), kind=kind)


def numbers(check: Check) -> dict[str, tuple[int, int, int, int]]:
    """For each version: proven, failed, skipped, unproven."""
    return {
        name: (result.proven, len(result.failed), result.skipped, result.unproven)
        for name, result in check.results.items()
    }


def run_all(check: Check, *, below_gate: Outcome = SYNTAX_ERROR) -> None:
    for job in check.jobs:
        check.record(job, below_gate if job.is_below_gate else OK, b"" if job.is_below_gate else b"1\n")


def test_every_example_runs_on_every_interpreter_that_can(tmp_path: Path) -> None:
    examples = [example(tmp_path, "a"), example(tmp_path, "b")]
    pythons = [python(12), python(13)]
    check = Check(examples, pythons)
    assert check.jobs == tuple(
        Job(ExampleProof(one), interpreter) for interpreter in pythons for one in examples
    )
    run_all(check)
    assert numbers(check) == {"3.12": (2, 0, 0, 0), "3.13": (2, 0, 0, 0)}
    assert check.is_passed


def test_before_the_runs_nothing_is_proven(tmp_path: Path) -> None:
    check = Check([example(tmp_path, "a", gate=14)], [python(13), python(14)])
    assert numbers(check) == {"3.13": (0, 0, 0, 0), "3.14": (0, 0, 0, 0)}


def test_a_gated_example_is_skipped_on_an_older_interpreter(tmp_path: Path) -> None:
    check = Check([example(tmp_path, "a"), example(tmp_path, "new", gate=13)], [python(12), python(13)])
    run_all(check)
    assert numbers(check) == {"3.12": (1, 0, 1, 0), "3.13": (2, 0, 0, 0)}


def test_a_missing_interpreter_is_skipped_and_never_passed(tmp_path: Path) -> None:
    check = Check([example(tmp_path, "a"), example(tmp_path, "new", gate=14)], [python(12)])
    run_all(check)
    assert numbers(check) == {"3.12": (1, 0, 1, 1), "3.14": (0, 0, 2, 1)}
    assert check.is_passed


def test_without_any_interpreter_everything_is_unproven(tmp_path: Path) -> None:
    check = Check([example(tmp_path, "a")], [])
    assert check.jobs == ()
    assert numbers(check) == {"3.12": (0, 0, 1, 1)}


def test_only_the_newest_interpreter_below_the_gate_is_asked(tmp_path: Path) -> None:
    check = Check([example(tmp_path, "new", gate=14)], [python(11), python(13), python(12)])
    assert [(job.interpreter.version[1], job.is_below_gate) for job in check.jobs] == [(13, True)]


def test_a_gate_that_is_too_high_is_a_failure(tmp_path: Path) -> None:
    check = Check([example(tmp_path, "new", gate=14)], [python(12), python(13)])
    (job,) = check.jobs
    why = check.record(job, OK, b"1\n")
    assert "gate is too high" in why
    assert "3.13.0" in why
    assert numbers(check)["3.13"] == (0, 1, 0, 1)
    assert not check.is_passed


def test_what_needs_a_person_is_never_run_nor_proven(tmp_path: Path) -> None:
    check = Check([example(tmp_path, "window", kind=ExampleKind.GUI)], [python(12)])
    assert check.jobs == ()
    assert numbers(check) == {"3.12": (0, 0, 1, 1)}


def test_a_failure_is_told_with_its_example_and_reason(tmp_path: Path) -> None:
    check = Check([example(tmp_path, "a"), example(tmp_path, "b")], [python(12)])
    first, second = check.jobs
    assert check.record(first, OK, b"1\n") == ""
    assert "differs from b.out" in check.record(second, OK, b"2\n")
    assert not check.is_passed
    told = json.loads(json.dumps(check.to_json(1.23456)))
    (failed,) = told["interpreters"]["3.12"].pop("failed")
    assert failed["id"] == "chapter/b"
    assert failed["why"].startswith("Line 1")
    assert told == {
        "examples": 2,
        "interpreters": {"3.12": {"proven": 1, "skipped": 0, "unproven": 0}},
        "questions": 0,
        "exercises": 0,
        "seconds": 1.23,
    }


def test_two_releases_of_one_version_are_told_apart(tmp_path: Path) -> None:
    check = Check([example(tmp_path, "a")], [python(12, 1), python(12, 4), python(13)])
    run_all(check)
    assert list(check.results) == ["3.12.1", "3.12.4", "3.13"]
