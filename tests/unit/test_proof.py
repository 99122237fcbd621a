"""What the runs of a question or an exercise prove, and what they do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.child.protocol import ExceptionFacts, Outcome, OutcomeKind
from desktop.core.proof import ExampleProof, ExerciseProof, OrderProof, PredictProof, Ran, shown
from desktop.core.quiz import Exercise, Mutation, Option, Order, Predict
from tests.small_packs import make_example

GATE = (3, 11)
OPTIONS = (Option("2"), Option("11", "no"), Option("3", "no"))


def ran(text: str = "", error: str = "", **facts: object) -> Ran:
    exception = ExceptionFacts(error, "", "x.py", 1) if error else None
    kind = OutcomeKind.FAILED if error else OutcomeKind.OK
    return Ran(Outcome(kind, exception=exception, **facts), text.encode())  # type: ignore[arg-type]


def predict(*mutations: Mutation, options: tuple[Option, ...] = OPTIONS, lead: str = "") -> PredictProof:
    asked = Predict("q", "?", "why", "chapter/a", lead, "print(1 + 1)\n", "", options, mutations, False)
    return PredictProof("chapter/quiz#q", GATE, asked)


def verdict(proof: PredictProof | OrderProof | ExerciseProof, *runs: Ran) -> str:
    return proof.verdict(GATE, runs)


def test_predict_is_proven_when_one_option_is_what_the_code_prints() -> None:
    assert verdict(predict(), ran(), ran("2\n")) == ""


@pytest.mark.parametrize(
    ("printed", "told"),
    [("4\n", "None of the options"), ("11\n", "`why_not` says it is wrong"), ("", "prints nothing")],
)
def test_predict_fails_when_the_code_prints_something_else(printed: str, told: str) -> None:
    assert told in verdict(predict(), ran(), ran(printed))


def test_predict_fails_when_a_mutation_prints_what_is_there_already() -> None:
    changed = Mutation("print(1 - 1)\n", "no")
    assert verdict(predict(changed), ran(), ran("2\n"), ran("0\n")) == ""
    assert "Two options are “2”" in verdict(predict(changed), ran(), ran("2\n"), ran("2\n"))
    assert "Two options are “11”" in verdict(predict(changed), ran(), ran("2\n"), ran("11\n"))


def test_predict_needs_three_options_all_in_all() -> None:
    changed = Mutation("print(1 - 1)\n", "no")
    assert "fewer than 3" in verdict(predict(changed, options=()), ran(), ran("2\n"), ran("0\n"))
    both = predict(changed, changed, options=())
    assert verdict(both, ran(), ran("2\n"), ran("0\n"), ran("1\n")) == ""


def test_predict_asks_only_for_what_comes_after_the_lead() -> None:
    assert verdict(predict(lead="print(5)\n"), ran("5\n"), ran("5\n2\n")) == ""
    assert "something else each time" in verdict(predict(lead="..."), ran("5\n"), ran("6\n2\n"))


def test_an_error_that_ends_the_code_is_a_line_of_the_answer() -> None:
    assert shown(ran("1\n", "zipfile.BadZipFile")) == "1\nBadZipFile"
    options = (Option("ValueError"), Option("1", "no"), Option("2", "no"))
    assert verdict(predict(options=options), ran(), ran("", "ValueError")) == ""


def test_order_is_proven_when_the_lines_run_and_turned_round_do_something_else() -> None:
    proof = OrderProof("chapter/quiz#o", GATE, Order("o", "?", "why", "chapter/a", ("a = 1", "print(a)")))
    assert [program.text for program in proof.programs()] == ["a = 1\nprint(a)\n", "print(a)\na = 1\n"]
    assert verdict(proof, ran("1\n"), ran("", "NameError")) == ""
    assert "print the same" in verdict(proof, ran("1\n"), ran("1\n"))
    assert "does not run" in verdict(proof, ran("", "NameError"), ran("1\n"))
    assert "prints nothing" in verdict(proof, ran(""), ran("1\n"))


def judged(passed: bool, message: str = "", is_fair: bool = True) -> Ran:
    return ran("\n" + json.dumps({"passed": passed, "message": message, "is_fair": is_fair}) + "\n")


def test_exercise_is_proven_when_start_fails_and_solution_passes() -> None:
    here = Path()
    proof = ExerciseProof("chapter/exercises/e", GATE, Exercise("e", "E", "Do.", ("h",), here, here, here))
    assert verdict(proof, judged(False, "No."), judged(True)) == ""
    assert "passes check.py already" in verdict(proof, judged(True), judged(True))
    assert "does not pass check.py: No." in verdict(proof, judged(False), judged(False, "No."))
    assert "it breaks: Oh" in verdict(proof, judged(False, "Oh", is_fair=False), judged(True))
    assert "it breaks" in verdict(proof, ran("no verdict"), judged(True))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"duration_ms": 2100}, "It took 2.1 s"),
        ({"peak_memory_mb": 70.0}, "70 MB"),
        ({"files_written": ("left.txt",)}, "left.txt"),
    ],
)
def test_an_example_that_is_slow_large_or_untidy_is_not_proven(
    tmp_path: Path, facts: dict[str, object], told: str
) -> None:
    (tmp_path / "a.out").write_text("1\n")
    proof = ExampleProof(make_example(tmp_path, slug="a"))
    assert proof.verdict(GATE, [ran("1\n")]) == ""
    assert told in proof.verdict(GATE, [ran("1\n", **facts)])
