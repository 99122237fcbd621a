"""Outputs of runs: the beginning and the end within bounds, in their order, for the owner alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.child.protocol import Stream
from desktop.core.kept_outputs import MAX_BYTES, KeptOutput, KeptOutputs, Tape
from desktop.core.record import RunRecord

OUT, ERR = Stream.STDOUT, Stream.STDERR
RUN = RunRecord("exceptions/try", "ok", "2026-11-24T20:10:00.123+01:00", 40)


def flat(output: KeptOutput) -> list[tuple[Stream, int]]:
    return [(stream, byte) for stream, data in (*output.first, *output.last) for byte in data]


def test_a_short_output_is_kept_whole_and_in_order() -> None:
    tape = Tape()
    for stream, data in ((OUT, b"a"), (OUT, b"b"), (ERR, b"c"), (OUT, b"d")):
        tape.put(stream, data)
    assert tape.output() == KeptOutput(((OUT, b"ab"), (ERR, b"c"), (OUT, b"d")))


@given(st.lists(st.tuples(st.sampled_from(Stream), st.binary(max_size=40)), max_size=30), st.integers(2, 60))
def test_beginning_and_end_are_kept_and_the_rest_is_counted(
    chunks: list[tuple[Stream, bytes]], room: int
) -> None:
    tape = Tape(room)
    for stream, data in chunks:
        tape.put(stream, data)
    output, half = tape.output(), room // 2
    everything = [(stream, byte) for stream, data in chunks for byte in data]
    if len(everything) <= 2 * half:
        assert (flat(output), output.left_out) == (everything, 0)
    else:
        assert flat(output) == everything[:half] + everything[-half:]
        assert output.left_out == len(everything) - 2 * half


def test_a_flood_of_tiny_writes_takes_no_more_room() -> None:
    tape = Tape()
    for _ in range(200_000):
        tape.put(OUT, b"x")
    output = tape.output()
    assert len(flat(output)) == MAX_BYTES
    assert output.left_out == 200_000 - MAX_BYTES


def test_an_output_is_read_back_by_its_run(tmp_path: Path) -> None:
    output = KeptOutput(((OUT, b"\xff\x00a"), (ERR, b"b")), ((OUT, b"c"),), 12)
    outputs = KeptOutputs(tmp_path / "outputs")
    outputs.keep(RUN, output)
    assert KeptOutputs(tmp_path / "outputs").output(RUN) == output
    other = RunRecord(RUN.target, "ok", "2026-11-24T20:10:00.124+01:00", 40)
    assert outputs.output(other) is None


def test_the_most_scattered_output_is_read_back(tmp_path: Path) -> None:
    tape = Tape()
    for place in range(MAX_BYTES):
        tape.put((OUT, ERR)[place % 2], b"x")
    outputs = KeptOutputs(tmp_path / "outputs")
    outputs.keep(RUN, tape.output())
    assert outputs.output(RUN) == tape.output()


def test_an_output_is_readable_for_its_owner_alone(tmp_path: Path) -> None:
    KeptOutputs(tmp_path).keep(RUN, KeptOutput())
    (file,) = tmp_path.glob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage", [b"", b"[]", b"{}", b'{"first": [["stdout", "?"]], "last": [], "left_out": 0}']
)
def test_a_damaged_output_is_none(tmp_path: Path, damage: bytes) -> None:
    outputs = KeptOutputs(tmp_path)
    outputs.keep(RUN, KeptOutput())
    next(tmp_path.glob("*.json")).write_bytes(damage)
    assert outputs.output(RUN) is None


def test_only_the_runs_that_are_named_keep_theirs(tmp_path: Path) -> None:
    outputs = KeptOutputs(tmp_path)
    other = RunRecord("exceptions/other", "ok", RUN.started, 40)
    outputs.keep(RUN, KeptOutput())
    outputs.keep(other, KeptOutput())
    outputs.drop_all_but([other])
    assert outputs.output(RUN) is None
    assert outputs.output(other) == KeptOutput()
