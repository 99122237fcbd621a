"""What the console keeps of a program's output, and what it says about the rest."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.child.protocol import Stream
from desktop.core import output_lines, output_store
from desktop.core.ansi import AnsiDecoder, Style
from desktop.core.output_lines import Line, OutputLines
from desktop.core.output_store import MAX_CHARACTERS, OutputStore

OUT, ERR = Stream.STDOUT, Stream.STDERR


class Text:
    """Everything that was written, as a sequence of lines."""

    def __init__(self, files: dict[str, str]) -> None:
        self.store = OutputStore()
        self.lines = OutputLines(self.store)
        self.lines.set_run_files(files)

    def __iter__(self) -> Iterator[Line]:
        return map(self.lines.line, range(self.store.last_line + 1))

    def __getitem__(self, index: int) -> Line:
        return list(self)[index]


def _text(*chunks: tuple[Stream, bytes], files: dict[str, str] | None = None) -> Text:
    text = Text(files or {})
    for stream, data in chunks:
        text.store.put(stream, data, 0.0)
    text.store.finish(0.0)
    return text


def _lines(text: Text) -> list[str]:
    return [line.text for line in text]


def test_the_streams_keep_the_order_in_which_they_were_written() -> None:
    text = _text((OUT, b"one\n"), (ERR, b"two\n"), (OUT, b"three"))
    assert [(line.text, line.is_error) for line in text] == [
        ("one", False),
        ("two", True),
        ("three", False),
    ]


def test_a_character_cut_between_chunks_is_whole_again() -> None:
    euro = "€".encode()
    assert _lines(_text((OUT, b"5 " + euro[:1]), (ERR, b""), (OUT, euro[1:]))) == ["5 €"]


def test_every_line_of_a_flood_is_kept_in_order_however_it_is_cut() -> None:
    data = b"".join(b"line %d\n" % number for number in range(30_000))
    text = _text(*[(OUT, data[place : place + 7_777]) for place in range(0, len(data), 7_777)])
    assert text.store.last_line == 30_000
    assert text.lines.texts(0, 30_001) == [*(f"line {number}" for number in range(30_000)), ""]
    for number in (0, 1, 9_999, 12_345, 29_999):
        assert text.lines.line(number).text == f"line {number}"


def test_beyond_its_bound_whole_blocks_go_at_the_front_and_are_counted() -> None:
    store = OutputStore(max_bytes=1_000_000)
    for number in range(300_000):
        store.put(OUT, b"line %d\n" % number, 0.0)
    assert store.last_line == 300_000
    assert 0 < store.first_line < 300_000
    assert store.size - store.blocks[0].offset < 1_200_000
    assert OutputLines(store).line(store.first_line).text == f"line {store.first_line}"


def test_the_store_takes_little_more_memory_than_the_bytes() -> None:
    data = b"".join(b"a line of an ordinary program %d\n" % number for number in range(200_000))
    tracemalloc.start()
    store = OutputStore()
    for place in range(0, len(data), 8_192):
        store.put(OUT, data[place : place + 8_192], place / 1e6)
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(data) <= taken < 1.2 * len(data)


def test_of_a_long_line_the_first_characters_stay_and_the_others_are_counted_and_kept() -> None:
    text = _text((OUT, b"x" * 1_000_000), (OUT, "é".encode() * 5_000 + b"\nend"))
    first, last = text
    assert len(first.text) == MAX_CHARACTERS
    assert len(first.text) + first.extra == 1_005_000
    assert last.text == "end"
    assert text.lines.whole(0) == "x" * 1_000_000 + "é" * 5_000


def test_the_pieces_of_a_line_that_is_shown_whole_are_all_of_it() -> None:
    written = "aé😀\u202e" * 3_000
    data = "".join(f"\x1b[{31 + place % 7}m{char}" for place, char in enumerate(written)).encode()
    text = _text((OUT, data + b"\n"))
    pieces = [text.lines.piece(0, index, 2_000) for index in range(-(-len(data) // 2_000))]
    assert "".join(piece.text for piece in pieces) == written.replace("\u202e", "U+202E")


def test_a_progress_bar_of_megabytes_in_one_line_shows_its_last_state() -> None:
    data = b"".join(b"\r%d of 500000" % number for number in range(500_001))
    text = _text((OUT, data))
    assert text[0].text == "500000 of 500000"
    assert _text((OUT, data + b"\rab"))[0].text == "ab0000 of 500000"


def test_colours_begun_long_before_still_hold() -> None:
    data = b"\x1b[31m" + b"".join(b"line %d\n" % number for number in range(12_000))
    assert _text((OUT, data))[-2].parts[0].style.fg == "red"


def test_the_time_of_a_line_is_that_of_its_first_byte() -> None:
    store = OutputStore()
    for moment, data in ((1.0, b"one\ntw"), (2.0, b"o\nthree"), (3.0, b"\n")):
        store.put(OUT, data, moment)
    lines = OutputLines(store)
    assert [lines.arrival(number) for number in range(3)] == [1.0, 1.0, 2.0]


def test_a_lone_carriage_return_writes_over_the_line() -> None:
    assert _lines(_text((OUT, b"10 %\r"), (OUT, b"100 %\r99"))) == ["990 %"]


def test_a_carriage_return_before_a_newline_is_a_line_end() -> None:
    assert _lines(_text((OUT, b"one\r"), (OUT, b"\ntwo\r\n"))) == ["one", "two", ""]


TRACEBACK = b"""Traceback (most recent call last):
  File "/tmp/run 1/main.py", line 12, in <module>
    go()
  File "/usr/lib/python3.13/json/__init__.py", line 3, in go
ValueError: no
and more
"""


def test_only_files_of_the_run_become_links_and_are_shown_by_their_name() -> None:
    text = _text((ERR, TRACEBACK), files={"/tmp/run 1/main.py": "main.py"})
    links = [part for line in text for part in line.parts if part.link]
    assert [(part.text, part.link) for part in links] == [('"main.py", line 12', ("/tmp/run 1/main.py", 12))]
    assert _lines(text)[1] == '  File "main.py", line 12, in <module>'
    assert "/usr/lib/python3.13/json/__init__.py" in _lines(text)[3]


def test_the_message_at_the_end_of_a_traceback_is_found() -> None:
    text = _text((ERR, TRACEBACK))
    assert [line.text for line in text if line.is_last_of_traceback] == ["ValueError: no"]


def test_the_message_of_a_syntax_error_is_found() -> None:
    text = _text((ERR, b'  File "a.py", line 1\n    x = \n       ^\nSyntaxError: invalid syntax\n'))
    assert [line.text for line in text if line.is_last_of_traceback] == ["SyntaxError: invalid syntax"]


def test_the_indented_body_of_a_chained_traceback_does_not_end_it_early() -> None:
    data = (
        TRACEBACK + b"\nDuring handling of the above exception, another exception occurred:\n\n" + TRACEBACK
    )
    text = _text((ERR, data))
    assert [line.text for line in text if line.is_last_of_traceback] == ["ValueError: no"] * 2


ATOMS = st.sampled_from(
    [
        *(b"a", b"bc ", b"\n", b"\r\n", b"\r", b"\x08", b"\xff", b"\xe2\x82", b"\x1b", b"[", b"m"),
        *("é".encode(), "😀".encode(), "\u202e".encode(), b"\x1b[31m", b"\x1b[0m", b"\x1b[38;5;20m"),
        *(b"\x1b]0;title\x07", b"x" * 40),
    ]
)


@given(
    st.lists(ATOMS, max_size=60), st.lists(st.integers(0, 400), max_size=20), st.sampled_from([16, 50, 65536])
)
def test_lines_do_not_depend_on_where_chunks_and_blocks_are_cut(
    atoms: list[bytes], places: list[int], block: int
) -> None:
    data = b"".join(atoms)
    cuts = [0, *sorted(place for place in places if place < len(data)), len(data)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output_store, "BLOCK_BYTES", block)
        cut = _text(*[(OUT, data[start:stop]) for start, stop in pairwise(cuts)])
    whole = _text((OUT, data))
    assert [_drawn(line) for line in cut] == [_drawn(line) for line in whole]
    assert cut.lines.texts(0, len(list(cut))) == [line.text for line in whole]
    assert "".join(cut.lines.whole_texts(0, len(list(cut)))) == "\n".join(line.text for line in whole)


@given(st.lists(ATOMS.filter(lambda atom: b"\r" not in atom), max_size=60))
def test_the_parts_of_a_text_with_long_lines_are_all_of_it(atoms: list[bytes]) -> None:
    whole = "\n".join(line.text for line in _text((OUT, b"".join(atoms))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output_store, "BLOCK_BYTES", 50)
        for name in ("MAX_CHARACTERS", "_MAX_LINE_BYTES", "_PART_BYTES"):
            patch.setattr(output_lines, name, 16)
        text = _text((OUT, b"".join(atoms)))
        parts = list(text.lines.whole_texts(0, text.store.last_line + 1))
    assert "".join(parts) == whole


def test_a_line_that_is_cut_because_of_its_many_colours_is_copied_whole() -> None:
    colours = "".join(f"\x1b[38;2;{number % 256};100;100m{number % 10}" for number in range(1_000))
    text = _text((OUT, colours.encode() + b"\nend"))
    assert len(text[0].text) < 1_000
    assert "".join(text.lines.whole_texts(0, 2)) == "0123456789" * 100 + "\nend"


def test_no_part_of_a_line_of_megabytes_is_long() -> None:
    text = _text((OUT, b"one\n\r"), (OUT, "é".encode() * 1_000_000), (OUT, b"\nend"))
    parts = list(text.lines.whole_texts(0, 3))
    assert "".join(parts) == f"one\n{'é' * 1_000_000}\nend"
    assert max(map(len, parts)) <= 64 * 1024


@given(st.lists(ATOMS.filter(lambda atom: b"\r" not in atom), max_size=60))
def test_lines_are_the_text_that_the_bytes_are(atoms: list[bytes]) -> None:
    data = b"".join(atoms)
    pieces = AnsiDecoder().feed(data, final=True)
    assert "\n".join(line.text for line in _text((OUT, data))) == "".join(piece.text for piece in pieces)


def _drawn(line: Line) -> list[tuple[str, Style]]:
    """Each character with its look."""
    return [(char, part.style) for part in line.parts for char in part.text]
