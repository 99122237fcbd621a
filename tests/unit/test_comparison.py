"""What a comparison of two outputs says first, shows, and does not compare."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from desktop.child.protocol import ExceptionFacts, Outcome, OutcomeKind
from desktop.core.comparison import RunOutput, compare_runs, compare_with_expected, python_of
from tests.small_packs import make_example

OK = Outcome(OutcomeKind.OK, exit_code=0, python_version="3.13.1")


def run(stdout: bytes, outcome: Outcome = OK, *, errors: bytes = b"", **facts: bool) -> RunOutput:
    return RunOutput(outcome, stdout, stdout + errors, {}, **facts)


def verdict(old: bytes, new: bytes) -> str:
    return compare_runs(run(old), run(new)).verdict


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"a\nb\n", b"a\nb\n", "The same as the run before."),
        (b"a\nb\n", b"a\r\nb\r\n", "The same as the run before."),
        (b"a\nb\nc\n", b"a\nB\nc\n", "Line 2 differs from the run before."),
        (b"a\nb\nc\n", b"a\nB\nC\n", "Lines 2 to 3 differ from the run before."),
        (b"a\nb\n", b"a\n", "Line 2 of the run before is missing."),
        (b"a\n", b"a\nb\nc\n", "Lines 2 to 3 are not in the run before."),
        (b"a\n1\nb\n2\n", b"a\n3\nb\n4\n", "2 places differ from the run before, the first at line 2."),
        (b"a\n", b"", "Line 1 of the run before is missing."),
        (b"a\n", b"a", "The same lines as the run before, but one line end fewer after the last."),
        (b"a", b"a\n\n", "The same lines as the run before, but 2 line ends more after the last."),
        (
            b"a\n",
            b"\x1b[31ma\x1b[0m\n",
            "The same text as the run before; its colours or other codes differ.",
        ),
    ],
)
def test_the_verdict_is_one_sentence_and_says_where(old: bytes, new: bytes, words: str) -> None:
    assert verdict(old, new) == words


def test_signs_say_which_line_is_whose() -> None:
    shown = compare_runs(run(b"a\nb\nc\n"), run(b"a\nB\nc\n")).lines
    assert [(line.sign, line.text) for line in shown if line.sign in "+-"] == [("-", "b"), ("+", "B")]


def test_spaces_at_the_end_of_a_line_are_shown_where_they_are_all_that_differs() -> None:
    result = compare_runs(run(b"a\nb\n"), run(b"a\nb  \n"))
    assert ("+", "b··") in [(line.sign, line.text) for line in result.lines]
    assert any("·" in remark for remark in result.remarks)


def test_nothing_in_an_output_is_shown_that_could_deceive() -> None:
    result = compare_runs(run(b"a\n"), run("\u202ea\rb\x1b]0;title\x07\n".encode()))
    assert [line.text for line in result.lines if line.sign == "+"] == ["U+202EaU+000Db"]


def test_how_the_runs_ended_is_said_where_it_differs() -> None:
    failed = Outcome(OutcomeKind.FAILED, 1, exception=ExceptionFacts("ValueError", "no", "x.py", 3))
    result = compare_runs(run(b"a\n", failed), run(b"a\n"))
    assert result.remarks[0] == "The run before: Ended with ValueError. This run: Finished."


def test_the_folder_of_a_run_is_no_difference() -> None:
    old, new = (
        RunOutput(OK, b"", f'File "/runs/{n}/main.py", line 1\n'.encode(), {f"/runs/{n}/main.py": "main.py"})
        for n in (1, 2)
    )
    assert compare_runs(old, new).is_same


def test_the_expected_output_is_that_of_the_python_that_ran(tmp_path: Path) -> None:
    example = make_example(tmp_path)
    (tmp_path / "demo.out").write_text("old\n")
    (tmp_path / "demo.3.13.out").write_text("new\n")
    result = compare_with_expected(example, run(b"new\n"))
    assert result.verdict == "The same as the expected output."
    older = Outcome(OutcomeKind.OK, python_version="3.12.4")
    result = compare_with_expected(example, run(b"new\n", older))
    assert result.verdict == "Line 1 differs from the expected output."


def test_where_nothing_is_stored_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    result = compare_with_expected(make_example(tmp_path), run(b"x\n"))
    assert result.verdict == "No expected output is stored with this example."


def test_what_differs_from_run_to_run_is_left_out_and_named(tmp_path: Path) -> None:
    example = make_example(tmp_path, normalise=("address",))
    (tmp_path / "demo.out").write_text("<A at 0x7fff00001111>\n")
    result = compare_with_expected(example, run(b"<A at 0x7fff00002222>\n"))
    assert result.is_same
    assert any("<address>" in remark for remark in result.remarks)


def test_the_expected_output_with_another_end_is_not_the_same(tmp_path: Path) -> None:
    example = make_example(tmp_path)
    (tmp_path / "demo.out").write_text("a\n")
    result = compare_with_expected(example, run(b"a\n", Outcome(OutcomeKind.TIMED_OUT)))
    assert not result.is_same
    assert result.verdict.startswith("The output is as expected, the end is not: ")


def test_what_was_not_compared_is_said(tmp_path: Path) -> None:
    example = make_example(tmp_path)
    (tmp_path / "demo.out").write_text("a\n")
    result = compare_with_expected(example, run(b"a\n", errors=b"oh\n", is_edited=True, is_cut=True))
    words = " ".join(result.remarks)
    assert "standard error" in words and "Your copy" in words and "first megabyte" in words


def test_a_flood_is_compared_in_part_and_says_so() -> None:
    lines = [b"%d\n" % number for number in range(300_000)]
    result = compare_runs(run(b"".join(lines)), run(b"".join(b"x" + line for line in lines)))
    assert "Only the first 20,000 lines were compared." in result.remarks
    assert len(result.lines) < 1_000
    assert any(line.text.startswith("… 19,800 more lines") for line in result.lines)


def test_lines_that_repeat_are_compared_line_by_line_up_to_a_thousand() -> None:
    """The worst for the engine: a great many ways to pair the lines."""
    random = Random(1)
    old, new = (b"".join(random.choice((b"0\n", b"1\n")) for _ in range(1_000)) for _ in range(2))
    assert " places differ" in verdict(old, new)


def test_a_long_line_is_shown_from_its_beginning() -> None:
    result = compare_runs(run(b"a\n"), run(b"b" * 5_000 + b"\n"))
    assert result.lines[-1].text.endswith("b … 3,000 more characters")


@pytest.mark.parametrize(("release", "version"), [("3.13.0", (3, 13)), ("", (0, 0)), ("x.y", (0, 0))])
def test_the_python_of_a_run_is_what_it_said(release: str, version: tuple[int, int]) -> None:
    assert python_of(Outcome(OutcomeKind.OK, python_version=release)) == version
