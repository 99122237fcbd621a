"""The colours that a start shows before it can lex: of exactly the text that was kept, or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.core.colouring import Colouring
from desktop.core.kept_colours import KeptColours

TEXT = 'name = "Ada"\nprint(f"hello {name}", 3)\n# a comment\n'


def lexed(text: str) -> Colouring:
    colouring = Colouring()
    colouring.replace(0, 1, text.split("\n"))
    while not colouring.is_done:
        colouring.work(1.0)
    return colouring


@pytest.fixture
def kept(tmp_path: Path) -> KeptColours:
    kept = KeptColours(tmp_path / "cache" / "colours.json")
    kept.keep(TEXT, lexed(TEXT).packed())
    return kept


def test_what_was_kept_is_shown_and_lexing_changes_no_line_of_it(kept: KeptColours) -> None:
    lines = kept.of(TEXT)
    assert lines is not None
    colouring = Colouring()
    colouring.replace(0, 1, TEXT.split("\n"))
    assert not colouring.is_known
    colouring.assume(lines)
    assert colouring.is_known
    assert not colouring.is_done
    before = [(colouring.version(line), colouring.spans(line)) for line in range(colouring.count)]
    while not colouring.is_done:
        colouring.work(1.0)
    assert [(colouring.version(line), colouring.spans(line)) for line in range(colouring.count)] == before
    assert [spans for _, spans in before] == [lexed(TEXT).spans(line) for line in range(colouring.count)]


def test_wrong_colours_are_mended_by_the_lexing() -> None:
    colouring = Colouring()
    colouring.replace(0, 1, TEXT.split("\n"))
    colouring.assume([(4, 1)] * colouring.count)
    while not colouring.is_done:
        colouring.work(1.0)
    assert colouring.packed() == lexed(TEXT).packed()


def test_a_change_is_lexed_and_no_longer_assumed(kept: KeptColours) -> None:
    colouring = Colouring()
    colouring.replace(0, 1, TEXT.split("\n"))
    colouring.assume(kept.of(TEXT) or [])
    colouring.replace(0, 1, ["name = 3"])
    assert not colouring.is_known


def test_another_text_has_none(kept: KeptColours) -> None:
    assert kept.of(TEXT + "x") is None


@pytest.mark.parametrize(
    "damage",
    [
        {"version": "0.0"},
        {"lines": [[1]]},
        {"lines": [[1, 99]]},
        {"lines": [[-1, 0]]},
        {"lines": [["1", 0]]},
        {"lines": 3},
        {"text": 5},
    ],
    ids=str,
)
def test_a_file_that_makes_no_sense_gives_none(
    kept: KeptColours, tmp_path: Path, damage: dict[str, object]
) -> None:
    file = tmp_path / "cache" / "colours.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | damage), encoding="utf-8")
    assert kept.of(TEXT) is None


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"[" * 100_000, b"\xff\x00"])
def test_a_broken_file_gives_none(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "colours.json"
    file.write_bytes(data)
    assert KeptColours(file).of(TEXT) is None


def test_of_another_number_of_lines_nothing_is_assumed(kept: KeptColours) -> None:
    colouring = Colouring()
    colouring.replace(0, 1, ["one line"])
    colouring.assume(kept.of(TEXT) or [])
    assert not colouring.is_known


def test_a_long_text_is_not_kept(tmp_path: Path) -> None:
    kept = KeptColours(tmp_path / "colours.json")
    kept.keep("x" * 3_000_000, [(3_000_000, 0)])
    assert kept.of("x" * 3_000_000) is None
    assert not (tmp_path / "colours.json").exists()
