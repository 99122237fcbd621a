"""Frames of the child survive the way whole; what is no frame is dropped and bounded."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.child.frames import frame
from desktop.services.frames import FrameReader, Mark, mark_of, names_of, number_of, text_of


@given(st.text(st.characters(codec=None)), st.integers(-(2**60), 2**60), st.lists(st.text()))
def test_what_the_child_writes_is_json_of_one_line(text: str, number: int, names: list[str]) -> None:
    line = frame(kind=text, number=number, nothing=None, names=names)
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert json.loads(line) == {"kind": text, "number": number, "nothing": None, "names": names}


@given(st.lists(st.integers(1, 40)))
def test_frames_are_read_however_they_are_cut(cuts: list[int]) -> None:
    data = b"".join(frame(kind="x", number=number) for number in range(20))
    reader, found = FrameReader(), []
    for cut in [*cuts, len(data)]:
        found += reader.feed(data[:cut])
        data = data[cut:]
    assert [number_of(one, "number") for one in found] == list(range(20))


@pytest.mark.parametrize(
    "line", [b"\xff\x00", b"[1]", b"7", b"null", b"{", b"[" * 100_000, b'{"a": 1e999999}x', b'"\\ud800', b""]
)
def test_garbage_is_dropped_and_the_next_frame_is_read(line: bytes) -> None:
    assert FrameReader().feed(line + b"\n" + frame(kind="next")) == [{"kind": "next"}]


def test_a_line_without_end_is_not_kept() -> None:
    reader = FrameReader(max_line=1000)
    for _ in range(100):
        assert reader.feed(b"x" * 10_000) == []
        assert len(reader._rest) <= 1000
    assert reader.feed(b"x\n" + frame(kind="next")) == [{"kind": "next"}]


def test_a_mark_is_read() -> None:
    reader = FrameReader()
    frames = reader.feed(
        frame(kind="order", at=[3, 4], active=1) + frame(kind="input", at=[3, 4], line=7, exact=1)
    )
    assert [mark_of(one) for one in frames] == [Mark((3, 4), active=1), Mark((3, 4), line=7)]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"at": "34"},
        {"at": [1]},
        {"at": [1, -1], "active": 0},
        {"at": [1, 2**60], "active": 0},
        {"at": [1, True], "active": 0},
        {"at": [1, 1.0], "active": 0},
        {"at": [1, 1], "active": 2},
        {"at": [1, 1], "active": "0"},
        {"at": [1, 1]},
    ],
)
def test_a_mark_of_another_shape_is_none(facts: dict[str, object]) -> None:
    assert mark_of({"kind": "order", **facts}) is None


@pytest.mark.parametrize("value", [-1, 2**60, "1", 1.5, True, None, [1]])
def test_a_number_out_of_range_is_0(value: object) -> None:
    assert number_of({"n": value}, "n") == 0


def test_texts_are_cut_and_free_of_lone_surrogates() -> None:
    assert text_of({"t": "x" * 10_000}, "t") == "x" * 4096
    assert text_of({"t": "a\ud800"}, "t") == "a?"
    assert text_of({"t": 1}, "t") == ""
    assert names_of({"l": ["a", 1, "b"]}, "l") == ("a", "b")
    assert names_of({"l": "ab"}, "l") == ()
