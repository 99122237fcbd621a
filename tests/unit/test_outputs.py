"""Judging a run against what is stored."""

from pathlib import Path

import pytest

from desktop.child.protocol import ExceptionFacts, Outcome, OutcomeKind
from desktop.core.example import ExampleKind, Expectation
from desktop.core.outputs import _SUBSTITUTIONS, check_stdout, normalised
from desktop.core.pack import NORMALISATIONS
from tests.small_packs import make_example

OK = Outcome(OutcomeKind.OK, exit_code=0)


def failed(name: str, message: str) -> Outcome:
    return Outcome(OutcomeKind.FAILED, exit_code=1, exception=ExceptionFacts(name, message, "x.py", 3))


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        (b"one\ntwo\n", b"one\ntwo\n"),
        (b"one\r\ntwo\r\n", b"one\ntwo\n"),
        (b"one\ntwo\n", b"one\r\ntwo\r\n"),
        (b"", b""),
        ("né😀\n".encode(), "né😀\n".encode()),
    ],
)
def test_the_stored_output_is_met_whatever_the_line_ends(
    tmp_path: Path, stored: bytes, printed: bytes
) -> None:
    example = make_example(tmp_path)
    (tmp_path / "demo.out").write_bytes(stored)
    assert check_stdout(example, (3, 11), printed, OK) == ""


@pytest.mark.parametrize(
    "printed", [b"one\ntwo", b"one\ntwo\n\n", b"one \ntwo\n", b"One\ntwo\n", b"", b"\xff\n"]
)
def test_every_other_difference_counts(tmp_path: Path, printed: bytes) -> None:
    example = make_example(tmp_path)
    (tmp_path / "demo.out").write_bytes(b"one\ntwo\n")
    assert "of the output differs from demo.out" in check_stdout(example, (3, 11), printed, OK)


def test_the_difference_begins_at_the_first_line_that_differs_and_is_short(tmp_path: Path) -> None:
    example = make_example(tmp_path)
    (tmp_path / "demo.out").write_text("\n".join(["same", "old", "x" * 500, *("more" for _ in range(50))]))
    why = check_stdout(example, (3, 11), b"same\nnew\nother\n", OK)
    assert why.splitlines()[:2] == ["Line 2 of the output differs from demo.out.", "- old"]
    assert "+ new" in why.splitlines()
    assert len(why) < 800


def test_the_output_of_the_running_version_counts(tmp_path: Path) -> None:
    example = make_example(tmp_path)
    (tmp_path / "demo.out").write_text("old\n")
    (tmp_path / "demo.3.13.out").write_text("new\n")
    assert check_stdout(example, (3, 12), b"old\n", OK) == ""
    assert check_stdout(example, (3, 13), b"new\n", OK) == ""
    assert "demo.3.13.out" in check_stdout(example, (3, 14), b"old\n", OK)


def test_without_a_stored_output_nothing_is_proven(tmp_path: Path) -> None:
    assert "demo.out is missing" in check_stdout(make_example(tmp_path), (3, 11), b"", OK)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome(OutcomeKind.TIMED_OUT), "Stopped at the time limit of 30 s."),
        (Outcome(OutcomeKind.STOPPED), "Stopped by you."),
        (Outcome(OutcomeKind.FAILED, exit_code=3), "Ended with exit code 3."),
        (failed("ValueError", "no such thing"), "Ended with ValueError: no such thing."),
    ],
)
def test_the_right_output_of_a_run_that_ended_badly_is_not_enough(
    tmp_path: Path, outcome: Outcome, words: str
) -> None:
    example = make_example(tmp_path)
    (tmp_path / "demo.out").write_bytes(b"1\n")
    assert check_stdout(example, (3, 11), b"1\n", outcome) == words


def test_an_error_example_must_end_with_its_error(tmp_path: Path) -> None:
    example = make_example(tmp_path, kind=ExampleKind.ERROR, expect=Expectation("TypeError", "unhashable"))
    (tmp_path / "demo.out").write_text("before\n")
    met = failed("TypeError", "unhashable type: 'list'")
    assert check_stdout(example, (3, 11), b"before\n", met) == ""
    assert "differs" in check_stdout(example, (3, 11), b"", met)
    assert "should end with TypeError" in check_stdout(example, (3, 11), b"before\n", OK)
    wrong_type = failed("ValueError", "unhashable type")
    assert check_stdout(example, (3, 11), b"before\n", wrong_type).startswith("Ended with ValueError")
    assert "should say “unhashable”" in check_stdout(
        example, (3, 11), b"before\n", failed("TypeError", "other")
    )


def test_a_qualified_exception_name_is_met_by_its_last_part(tmp_path: Path) -> None:
    example = make_example(
        tmp_path, kind=ExampleKind.ERROR, expect=Expectation("JSONDecodeError", "Expecting")
    )
    got = failed("json.decoder.JSONDecodeError", "Expecting value: line 1")
    assert check_stdout(example, (3, 11), b"", got) == ""


def test_a_syntax_error_is_compared_by_the_beginning_of_its_message(tmp_path: Path) -> None:
    example = make_example(
        tmp_path, kind=ExampleKind.SYNTAX_ERROR, expect=Expectation("SyntaxError", "expected")
    )
    assert check_stdout(example, (3, 11), b"", failed("SyntaxError", "expected ':'")) == ""
    assert "should say" in check_stdout(example, (3, 11), b"", failed("SyntaxError", "an expected ':'"))


def test_every_name_a_pack_may_use_has_a_substitution() -> None:
    assert sorted(_SUBSTITUTIONS) == sorted(NORMALISATIONS)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("address", "<object at 0x7f3a12345678>", "<object at 0x000001F2A3B4C5D6>"),
        ("uuid", "id 123e4567-e89b-12d3-a456-426614174000", "id 00000000-0000-0000-0000-00000000ABCD"),
        ("path", "File '/tmp/abc/x.py', line 3", r"File 'C:\Users\ada\x.py', line 3"),
        ("path", "in /home/ada/", "in /var/tmp/x-1"),
        ("duration", "took 0.0123 s", "took 12 s"),
        ("duration", "took 5 ms and 3e-05 seconds", "took 61.2 ms and 1.0 seconds"),
        ("duration", "0:00:01.5 in all", "10:00:00 in all"),
        ("date", "on 2026-11-24", "on 1999-01-01"),
        ("date", "at 2026-11-24T03:04:05.678+01:00.", "at 2027-01-01 00:00:00Z."),
        ("date", "Tue Nov 24 03:43:50 2026", "Mon Jan 1 00:00:00 1970"),
    ],
)
def test_what_differs_between_runs_is_replaced_by_its_name(name: str, one: str, other: str) -> None:
    assert normalised(one, [name]) == normalised(other, [name])
    assert f"<{name}>" in normalised(one, [name])
    assert normalised(one, []) == one


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("address", "hex 0xff and 0x1f4"),
        ("path", "1 / 2 and and/or, a//b"),
        ("duration", "3 items in 2 sorts, 5 monkeys"),
        ("date", "20-11-2026 and 1:2"),
        ("uuid", "12345678-1234"),
    ],
)
def test_what_only_looks_similar_stays(name: str, text: str) -> None:
    assert normalised(text, [name]) == text


def test_a_normalised_example_is_met_by_another_run(tmp_path: Path) -> None:
    example = make_example(tmp_path, kind=ExampleKind.NORMALISED, normalise=("address",))
    (tmp_path / "demo.out").write_text("<A at 0x7fff00001111> 3\n")
    assert check_stdout(example, (3, 11), b"<A at 0x7fff00002222> 3\n", OK) == ""
    assert check_stdout(example, (3, 11), b"<A at 0x7fff00002222> 4\n", OK) != ""
