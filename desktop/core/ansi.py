"""A program's raw output as pieces of styled text.

Hides UTF-8, SGR colours and other escape sequences, wherever the chunks are cut; nothing is lost silently.
"""

from __future__ import annotations

import codecs
import functools
import re
from dataclasses import dataclass, replace
from typing import NamedTuple

Colour = str | int | tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece looks. Colours are names (``red``, ``bright_red``), 16 to 255 of the palette, or (r, g, b).

    ``control`` marks the name of a character that cannot be shown as itself, such as ``U+202E``.
    """

    fg: Colour | None = None
    bg: Colour | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    inverse: bool = False
    control: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of one style. A lone carriage return is a piece of its own, ``\\r``."""

    text: str
    style: Style


_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
# What is never plain text: C0 but tab and newline, DEL, C1, marks that change the direction of text, line and
# paragraph separators, and three characters that Qt gives a meaning of its own.
_SPECIAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0\ufdd1\ufffc]"
)
# ECMA-48: a control sequence, a control string (its end is ST, or BEL as in xterm), another escape sequence.
# The bounds keep a lone ESC from swallowing what follows: 64 characters, for strings (links, titles) 2,048
# and no more than their line.
_SEQUENCE = re.compile(
    "\x1b(?:"
    r"\[(?P<parameters>[0-?]{0,60})(?P<between>[ -/]{0,2})(?P<final>[@-~])"
    "|[]PX^_][^\n\x07\x1b\x18\x1a]{0,2048}(?:\x07|\x1b\\\\)"
    "|[ -/]{1,3}[0-~]"
    "|[0-OQ-WYZ`-~\\\\]"
    ")"
)
_BEGINNING = re.compile(
    "\x1b(?:"
    r"\[[0-?]{0,60}[ -/]{0,2}"
    "|[]PX^_][^\n\x07\x1b\x18\x1a]{0,2048}\x1b?"
    "|[ -/]{0,3}"
    r")\Z"
)
_CODES = re.compile(rb"\x1b\[([0-?]{0,60})m")
_SHOWN = bytes((*range(0x20, 0x7F), 0x09, 0x0A))
_LONGEST = 4 * 2052  # bytes that a sequence may have begun with


class Sgr(NamedTuple):
    """What the codes so far have switched on."""

    fg: Colour | None = None
    bg: Colour | None = None
    bold: bool = False
    blink: bool = False
    italic: bool = False
    underline: bool = False
    inverse: bool = False

    def style(self) -> Style:
        """Blinking is shown as bold."""
        bold = self.bold or self.blink
        return Style(self.fg, self.bg, bold, self.italic, self.underline, self.inverse)


class AnsiDecoder:
    """Turns chunks of bytes into pieces. The pieces do not depend on where the chunks are cut."""

    def __init__(self, sgr: Sgr | None = None) -> None:
        """``sgr``: what codes before the first chunk have switched on."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending = ""  # an escape sequence or a "\r" that the next chunk may complete
        self._sgr = sgr or Sgr()
        self._style = self._sgr.style()

    @property
    def sgr(self) -> Sgr:
        """What the codes so far have switched on."""
        return self._sgr

    def feed(self, data: bytes, final: bool = False) -> list[Piece]:
        """The pieces of the next chunk; ``final`` gives out what was still waiting for its end."""
        text = self._decoder.decode(data, final)
        if self._pending:
            text = self._pending + text
            self._pending = ""
        if "\r\n" in text:
            text = text.replace("\r\n", "\n")
        pieces: list[Piece] = []
        start = 0
        while special := _SPECIAL.search(text, start):
            place = special.start()
            if place > start:
                pieces.append(Piece(text[start:place], self._style))
            start = self._special(text, place, pieces, final)
        if start < len(text):
            pieces.append(Piece(text[start:], self._style))
        return pieces

    def _special(self, text: str, place: int, pieces: list[Piece], final: bool) -> int:
        """Deal with the special character at ``place``; where the text goes on."""
        char = text[place]
        sequence = _SEQUENCE.match(text, place) if char == "\x1b" else None
        if sequence:
            if sequence["final"] == "m" and not sequence["between"]:
                self._sgr, self._style = _applied(self._sgr, sequence["parameters"])
            return sequence.end()
        if not final and _may_go_on(text, place):
            self._pending = text[place:]
            return len(text)
        if char == "\r":
            pieces.append(Piece("\r", self._style))
        else:
            pieces.append(Piece(f"U+{ord(char):04X}", replace(self._style, control=True)))
        return place + 1


def _may_go_on(text: str, place: int) -> bool:
    """Whether the next chunk decides what stands at ``place``."""
    if text[place] == "\r":
        return place + 1 == len(text)
    return text[place] == "\x1b" and _BEGINNING.match(text, place) is not None


def without_sequences(text: str) -> str:
    """``text`` without its complete escape sequences. What is left of others has to be shown by its name."""
    return _SEQUENCE.sub("", text)


def sequence_length(data: bytes) -> int:
    """How many bytes the sequence has that ``data`` begins with; 0 where it is none."""
    found = _SEQUENCE.match(data.decode("utf-8", "replace"))
    return len(found.group().encode()) if found else 0


def is_plain(data: bytes) -> bool:
    """Whether these bytes are shown as the text they are: no control characters, no byte beyond ASCII."""
    return data.isascii() and not data.translate(None, _SHOWN)


def has_special(text: str) -> bool:
    """Whether there is a character in it that is not shown as itself."""
    return _SPECIAL.search(text) is not None


def whole_length(data: bytes) -> int:
    """How much of ``data`` means the same whatever follows it: the rest is a character or sequence begun."""
    if data[-1:].isascii() and b"\x1b" not in data[-_LONGEST:]:
        return len(data) - data.endswith(b"\r")
    end = len(data) - _begun_character(data[-4:])
    last = data.rfind(b"\x1b", max(0, end - _LONGEST), end)
    if last >= 0:
        before = data.rfind(b"\x1b", max(0, end - _LONGEST), last) if last == end - 1 else -1
        for start in (before, last):
            if start >= 0 and _BEGINNING.match(data[start:end].decode("utf-8", "replace")):
                return start
    return end - data.endswith(b"\r", 0, end)


def _begun_character(tail: bytes) -> int:
    """How many bytes at the end are the beginning of a character."""
    for length in range(1, min(3, len(tail)) + 1):
        if 0xC2 <= tail[-length] <= 0xF4:
            is_begun = codecs.utf_8_decode(tail[-length:], "replace", False)[1] == 0
            return length if is_begun else 0
    return 0


def sgr_after(sgr: Sgr, data: bytes) -> Sgr:
    """What is switched on after ``data``.

    Codes set things and never ask what was set before, so of equal ones only the last counts.
    """
    start = max(data.rfind(b"\x1b[0m"), data.rfind(b"\x1b[m"))
    if start >= 0:
        sgr, data = Sgr(), data[start:]
    codes = list(dict.fromkeys(reversed(_CODES.findall(data))))
    for code in reversed(codes):
        sgr, _style = _applied(sgr, code.decode("ascii"))
    return sgr


@functools.lru_cache(maxsize=1024)
def _applied(state: Sgr, parameters: str) -> tuple[Sgr, Style]:
    """What the parameters between ``ESC [`` and ``m`` make of ``state``.

    This is "select graphic rendition" of ECMA-48, with xterm's colours, written with semicolons or colons.
    What is not known changes nothing.
    """
    if parameters[:1] not in {"<", "=", ">", "?"}:
        groups = [[_number(part) for part in group.split(":")] for group in parameters.split(";")]
        while groups:
            code, *rest = groups.pop(0)
            if code in {38, 48, 58}:
                state = _coloured(state, code, _colour(rest) if rest else _take_colour(groups))
            else:
                state = _switched(state, code, is_off=rest == [0])
    return state, state.style()


def _switched(state: Sgr, code: int, *, is_off: bool) -> Sgr:
    """The effect of one plain code; ``is_off`` for ``4:0``, an underline of the kind "none"."""
    if code == 0:
        return Sgr()
    if code in _FLAGS:
        name, is_on = _FLAGS[code]
        return state._replace(**{name: is_on and not is_off})
    if code in _FOREGROUNDS:
        return state._replace(fg=_FOREGROUNDS[code])
    if code in _BACKGROUNDS:
        return state._replace(bg=_BACKGROUNDS[code])
    return state


def _coloured(state: Sgr, code: int, colour: Colour | None) -> Sgr:
    """58 is the colour of an underline, which is not shown; its numbers still belong to it."""
    if colour is None or code == 58:
        return state
    return state._replace(fg=colour) if code == 38 else state._replace(bg=colour)


_FLAGS = {
    1: ("bold", True),
    3: ("italic", True),
    4: ("underline", True),
    5: ("blink", True),
    6: ("blink", True),
    7: ("inverse", True),
    21: ("underline", True),
    22: ("bold", False),
    23: ("italic", False),
    24: ("underline", False),
    25: ("blink", False),
    27: ("inverse", False),
}
_FOREGROUNDS: dict[int, str | None] = {
    **{30 + place: name for place, name in enumerate(_NAMES)},
    **{90 + place: f"bright_{name}" for place, name in enumerate(_NAMES)},
    39: None,
}
_BACKGROUNDS = {code + 10: name for code, name in _FOREGROUNDS.items()}


def _number(text: str) -> int:
    """An empty parameter is 0; -1, which means nothing, stands for what is no small number."""
    if not text:
        return 0
    return int(text) if text.isdecimal() and len(text) <= 4 else -1


def _take_colour(groups: list[list[int]]) -> Colour | None:
    """The colour written with semicolons after 38, 48 or 58; takes its numbers off ``groups``."""
    kind = groups.pop(0)[0] if groups else -1
    count = {5: 1, 2: 3}.get(kind, 0)
    numbers = [group[0] for group in groups[:count]]
    del groups[:count]
    return _colour([kind, *numbers])


def _colour(parts: list[int]) -> Colour | None:
    """``5, n`` or ``2, r, g, b``; with colons a colour space may stand before the red."""
    match parts:
        case [5, number, *_] if 0 <= number <= 255:
            return _palette(number)
        case [2, red, green, blue] | [2, _, red, green, blue, *_] if max(red, green, blue) <= 255:
            return (red, green, blue) if min(red, green, blue) >= 0 else None
    return None


def _palette(number: int) -> Colour:
    """The first sixteen colours have names, so that they follow the theme."""
    if number < 8:
        return _NAMES[number]
    return f"bright_{_NAMES[number - 8]}" if number < 16 else number
