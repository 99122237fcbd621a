"""Two pipes become one text in the order of the program, and no byte is lost whatever the marks say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.child.protocol import Stream
from desktop.services.frames import Mark
from desktop.services.interleave import Interleaver, Piece

OUT, ERR = Stream.STDOUT, Stream.STDERR


def test_without_marks_bytes_pass_at_once() -> None:
    interleaver = Interleaver()
    assert interleaver.feed(b"a", b"", []) == [(OUT, b"a")]
    assert not interleaver.is_waiting


def test_a_mark_splits_what_was_read_together() -> None:
    marks = [Mark((1, 0), active=1), Mark((1, 1), active=0)]
    assert Interleaver().feed(b"ac", b"b", marks) == [(OUT, b"a"), (ERR, b"b"), (OUT, b"c")]


def test_a_mark_waits_for_bytes_that_were_not_read_yet() -> None:
    interleaver = Interleaver()
    assert interleaver.feed(b"", b"b", [Mark((1, 0), active=1)]) == []
    assert interleaver.is_waiting
    assert interleaver.feed(b"a", b"", []) == [(OUT, b"a"), (ERR, b"b")]


def test_what_waits_in_vain_is_handed_out_by_flush() -> None:
    interleaver = Interleaver()
    interleaver.feed(b"x", b"y", [Mark((99, 0), active=1)])
    assert interleaver.flush() == [(ERR, b"y")]
    assert not interleaver.is_waiting


def test_a_mark_given_up_does_not_hold_up_later_ones() -> None:
    interleaver = Interleaver()
    interleaver.feed(b"x", b"", [Mark((99, 0), active=1)])
    interleaver.flush()
    assert interleaver.feed(b"", b"y", [Mark((99, 1), active=0)]) == [(ERR, b"y")]


def test_the_wait_for_input_comes_after_its_prompt() -> None:
    interleaver = Interleaver()
    assert interleaver.feed(b"Na", b"", [Mark((6, 0), line=3)]) == [(OUT, b"Na")]
    assert interleaver.feed(b"me? ", b"", []) == [(OUT, b"me? "), 3]


def test_bytes_of_other_processes_shift_later_marks() -> None:
    interleaver = Interleaver()
    assert interleaver.feed(b"ab", b"", []) == [(OUT, b"ab")]  # the program counted one of them
    assert interleaver.feed(b"", b"c", [Mark((1, 0), active=1)]) == [(ERR, b"c")]
    marks = [Mark((1, 1), active=0), Mark((2, 1), active=1)]
    assert interleaver.feed(b"d", b"e", marks) == [(OUT, b"d"), (ERR, b"e")]


def test_an_exact_mark_comes_after_all_that_was_read() -> None:
    interleaver = Interleaver()
    pieces = interleaver.feed(b"a-others-", b"", [Mark((1, 0), active=1, is_exact=True)])
    assert pieces == [(OUT, b"a-others-")]
    assert interleaver.feed(b"c", b"b", [Mark((1, 1), active=0)]) == [(ERR, b"b"), (OUT, b"c")]


def test_a_flood_of_marks_is_bounded() -> None:
    interleaver = Interleaver()
    interleaver.feed(b"x", b"", [Mark((10**9, 0), active=1)] * 100_001)
    assert not interleaver.is_waiting


def test_bytes_behind_a_mark_that_lies_are_bounded() -> None:
    interleaver = Interleaver()
    interleaver.feed(b"", b"", [Mark((10**9, 0), active=1)])
    handed_out = sum(len(interleaver.feed(b"", b"x" * 100_000, [])) for _ in range(100))
    assert handed_out > 0
    assert len(interleaver._held[1]) <= 1024 * 1024


writes = st.lists(st.tuples(st.integers(0, 1), st.binary(min_size=1, max_size=5)), max_size=30)


def _reads(data: st.DataObject, parts: list[bytes]) -> list[bytes]:
    """The same bytes, cut where reading happened to cut them."""
    whole = b"".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=5)))
    return [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]


def _joined(pieces: list[Piece]) -> list[tuple[Stream, bytes]]:
    joined: list[tuple[Stream, bytes]] = []
    for piece in pieces:
        assert not isinstance(piece, int)
        if joined and joined[-1][0] is piece[0]:
            joined[-1] = (piece[0], joined[-1][1] + piece[1])
        else:
            joined.append(piece)
    return joined


@given(writes, st.data())
def test_any_reading_of_any_writing_gives_the_order_of_the_program(
    written: list[tuple[int, bytes]], data: st.DataObject
) -> None:
    """Each mark is there before the bytes behind it, as the program sends it; pipes are read piecemeal."""
    counts, active, marks = [0, 0], 0, []
    for stream, chunk in written:
        if stream != active:
            marks.append(Mark((counts[0], counts[1]), active=stream))
            active = stream
        counts[stream] += len(chunk)
    interleaver = Interleaver()
    pieces = interleaver.feed(b"", b"", marks)
    for stream in (0, 1):
        for part in _reads(data, [chunk for number, chunk in written if number == stream]):
            pieces += interleaver.feed(*((part, b"") if stream == 0 else (b"", part)), [])
    assert not interleaver.is_waiting
    assert _joined(pieces) == _joined([((OUT, ERR)[stream], chunk) for stream, chunk in written])


marks = st.builds(
    Mark,
    st.tuples(st.integers(0, 50), st.integers(0, 50)),
    active=st.one_of(st.none(), st.integers(0, 1)),
    line=st.one_of(st.none(), st.integers(0, 9)),
    is_exact=st.booleans(),
)


@given(
    st.lists(
        st.tuples(st.binary(max_size=9), st.binary(max_size=9), st.lists(marks, max_size=4)), max_size=20
    )
)
def test_lying_marks_lose_and_repeat_nothing(rounds: list[tuple[bytes, bytes, list[Mark]]]) -> None:
    interleaver = Interleaver()
    pieces: list[Piece] = []
    for stdout, stderr, lies in rounds:
        pieces += interleaver.feed(stdout, stderr, lies)
    pieces += interleaver.flush()
    for stream, index in ((OUT, 0), (ERR, 1)):
        got = b"".join(piece[1] for piece in pieces if not isinstance(piece, int) and piece[0] is stream)
        assert got == b"".join(one[index] for one in rounds)
