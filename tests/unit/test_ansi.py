"""Decoding what a program prints."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.ansi import AnsiDecoder, Colour, Piece, Style

PLAIN = Style()
CONTROL = Style(control=True)
CONTROLS = (
    "\x00\x07\x08\x0b\x0c\x7f\x85\x9b\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufdd0\ufffc"
)


def joined(pieces: list[Piece]) -> list[tuple[str, Style]]:
    """Neighbours of one style made one; control names and carriage returns stay alone."""
    found: list[tuple[str, Style]] = []
    for piece in pieces:
        is_alone = piece.style.control or piece.text == "\r" or (found and found[-1][0] == "\r")
        if found and found[-1][1] == piece.style and not is_alone:
            found[-1] = (found[-1][0] + piece.text, piece.style)
        else:
            found.append((piece.text, piece.style))
    return found


def decoded(*chunks: bytes) -> list[tuple[str, Style]]:
    decoder = AnsiDecoder()
    pieces = [piece for chunk in chunks for piece in decoder.feed(chunk)]
    return joined([*pieces, *decoder.feed(b"", final=True)])


def style_after(codes: str) -> Style:
    """The style of text after ``ESC [ codes m``."""
    ((text, style),) = decoded(f"\x1b[{codes}mx".encode())
    assert text == "x"
    return style


def test_plain_text_of_any_language_is_one_piece() -> None:
    text = "line 1\n\ttabbed é ß 中文 😀 👩‍👩‍👧\n"
    assert AnsiDecoder().feed(text.encode()) == [Piece(text, PLAIN)]
    assert AnsiDecoder().feed(b"") == []


def test_a_letter_cut_in_two_chunks_is_one_letter() -> None:
    data = "😀é".encode()
    assert decoded(*(data[n : n + 1] for n in range(len(data)))) == [("😀é", PLAIN)]


@pytest.mark.parametrize("data", [b"\xff", b"\xc3", b"\xf0\x9f\x98", b"\x9b31m"[:1]])
def test_bytes_that_are_no_utf_8_are_shown_as_replaced(data: bytes) -> None:
    assert decoded(b"a" + data) == [("a\ufffd", PLAIN)]


@pytest.mark.parametrize(
    ("codes", "style"),
    [
        ("1", Style(bold=True)),
        ("1;3;4;7", Style(bold=True, italic=True, underline=True, inverse=True)),
        ("5", Style(bold=True)),
        ("1;5;25", Style(bold=True)),
        ("1;5;22", Style(bold=True)),
        ("1;5;22;25", PLAIN),
        ("1;22;3;23;4;24;7;27", PLAIN),
        ("21", Style(underline=True)),
        ("4:3", Style(underline=True)),
        ("4;4:0", PLAIN),
        ("1;31;42;0", PLAIN),
        ("1;31;", PLAIN),
        ("1;31;42", Style(fg="red", bg="green", bold=True)),
        ("31;42;39;49", PLAIN),
        ("97;100", Style(fg="bright_white", bg="bright_black")),
        ("2;8;9;26;51;999;99999999999", PLAIN),
        ("58;5;1;3", Style(italic=True)),
        ("58;2;1;2;3;3", Style(italic=True)),
        ("58:2::1:2:3;3", Style(italic=True)),
        ("38;5", PLAIN),
        ("38", PLAIN),
        ("38;5;300;1", Style(bold=True)),
        ("38;2;1;2;256;1", Style(bold=True)),
        ("38;9;1", Style(bold=True)),
        (">1;2", PLAIN),
        ("?1", PLAIN),
    ],
)
def test_sgr_codes_set_the_style(codes: str, style: Style) -> None:
    assert style_after(codes) == style


@pytest.mark.parametrize(
    ("codes", "colour"),
    [
        ("5;1", "red"),
        ("5;15", "bright_white"),
        ("5;16", 16),
        ("5;255", 255),
        ("2;1;2;3", (1, 2, 3)),
        ("2;;;", (0, 0, 0)),
        (":5:200", 200),
        (":2:1:2:3", (1, 2, 3)),
        (":2::1:2:3", (1, 2, 3)),
        (":2::1:2:3:0:1", (1, 2, 3)),
    ],
)
def test_extended_colours_may_be_written_with_semicolons_or_colons(codes: str, colour: Colour) -> None:
    separator = "" if codes.startswith(":") else ";"
    assert style_after(f"38{separator}{codes}") == Style(fg=colour)
    assert style_after(f"48{separator}{codes}") == Style(bg=colour)
    assert style_after(f"38{separator}{codes};1") == Style(fg=colour, bold=True)


def test_all_sixteen_colours_have_names() -> None:
    names = [style_after(str(code)).fg for code in [*range(30, 38), *range(90, 98)]]
    assert names[:2] == ["black", "red"]
    assert names[8:] == [f"bright_{name}" for name in names[:8]]
    assert [style_after(str(code)).bg for code in [*range(40, 48), *range(100, 108)]] == names


def test_a_style_lasts_until_it_is_changed_across_chunks_and_lines() -> None:
    assert decoded(b"\x1b[3", b"1mred\n", b"still\x1b", b"[mplain") == [
        ("red\nstill", Style(fg="red")),
        ("plain", PLAIN),
    ]


@pytest.mark.parametrize(
    "sequence",
    [
        b"\x1b[2J",
        b"\x1b[?25l",
        b"\x1b[10;20H",
        b"\x1b[1 q",
        b"\x1b(B",
        b"\x1b7",
        b"\x1b=",
        b"\x1b#8",
        b"\x1b]0;title\x07",
        b"\x1b]8;;https://docs.python.org/3/library/%s\x1b\\" % (b"x" * 300),
        b"\x1bP1$r\x1b\\",
        b"\x1b_private\x1b\\",
    ],
)
def test_other_escape_sequences_are_removed(sequence: bytes) -> None:
    assert decoded(b"a" + sequence + b"b") == [("ab", PLAIN)]


@pytest.mark.parametrize("rest", ["", "[", "[" + "1;" * 60, "]" + "x" * 3000, "\x1b[", "é", "[31\n"])
def test_an_unfinished_escape_sequence_comes_out_as_visible_text(rest: str) -> None:
    found = decoded(b"a\x1b" + rest.encode())
    assert found[:2] == [("a", PLAIN), ("U+001B", CONTROL)]
    assert "".join(text for text, _ in found) == "aU+001B" + rest.replace("\x1b", "U+001B")


def test_an_escape_sequence_longer_than_its_bound_is_text_however_it_is_cut() -> None:
    data = b"\x1b[" + b"1;" * 40 + b"m"
    assert (
        decoded(data)
        == decoded(data[:30], data[30:])
        == decoded(*(data[n : n + 1] for n in range(len(data))))
    )
    assert decoded(data)[0] == ("U+001B", CONTROL)


def test_a_lone_escape_does_not_hold_back_more_than_its_bound() -> None:
    decoder = AnsiDecoder()
    assert decoder.feed(b"\x1b[" + b"1" * 30) == []
    assert decoder.feed(b"1" * 40) != []
    decoder = AnsiDecoder()
    assert decoder.feed(b"\x1b]" + b"x" * 2000) == []
    assert decoder.feed(b"x" * 100) != []


@pytest.mark.parametrize("char", CONTROLS)
def test_control_and_direction_characters_are_shown_by_their_name(char: str) -> None:
    name = f"U+{ord(char):04X}"
    assert decoded(f"a{char}{char}b".encode()) == [
        ("a", PLAIN),
        (name, CONTROL),
        (name, CONTROL),
        ("b", PLAIN),
    ]


def test_a_shown_control_character_keeps_the_style_around_it() -> None:
    assert decoded(b"\x1b[31ma\x00b") == [
        ("a", Style(fg="red")),
        ("U+0000", Style(fg="red", control=True)),
        ("b", Style(fg="red")),
    ]


@pytest.mark.parametrize("chunks", [(b"a\r\nb",), (b"a\r", b"\nb"), (b"a", b"\r\n", b"b")])
def test_a_windows_line_end_is_one_newline(chunks: tuple[bytes, ...]) -> None:
    assert decoded(*chunks) == [("a\nb", PLAIN)]


@pytest.mark.parametrize("chunks", [(b"50%\r100%\r",), (b"50%\r", b"100%", b"\r")])
def test_a_lone_carriage_return_is_a_piece_of_its_own(chunks: tuple[bytes, ...]) -> None:
    assert decoded(*chunks) == [("50%", PLAIN), ("\r", PLAIN), ("100%", PLAIN), ("\r", PLAIN)]


PARTS = ["a", "é", "😀", "\x1b", "[", "]", "P", "m", "3", ";", ":", "1", "\r", "\n", "\x07", "\\", "\x18"]
PARTS += ["\x9b", "\x00", " ", "(", "\x1b[31m", "\x1b]8;;", "x" * 50]
BYTE_PARTS = [*(part.encode() for part in PARTS), b"\xff", b"\xf0\x9f"]


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(BYTE_PARTS), max_size=60), st.lists(st.integers(1, 40), min_size=1))
def test_the_pieces_do_not_depend_on_where_the_chunks_are_cut(parts: list[bytes], sizes: list[int]) -> None:
    data = b"".join(parts)
    chunks, start, turn = [], 0, 0
    while start < len(data):
        size = sizes[turn % len(sizes)]
        chunks.append(data[start : start + size])
        start, turn = start + size, turn + 1
    assert decoded(*chunks) == decoded(data)


@settings(deadline=None)
@given(st.text())
def test_no_text_is_lost_but_escape_sequences(text: str) -> None:
    text = text.replace("\x1b", "").encode("utf-8", "replace").decode()
    shown = "".join(name_of(char) for char in text.replace("\r\n", "\n"))
    assert "".join(text for text, _ in decoded(text.encode())) == shown


def name_of(char: str) -> str:
    """The character, or its name where it is shown by that."""
    ((_, style),) = decoded(char.encode())
    return f"U+{ord(char):04X}" if style.control else char
