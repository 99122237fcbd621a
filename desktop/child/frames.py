"""What the child processes report, written as one JSON object for each line.

Written by hand: ``json`` would stay in the learner's ``sys.modules`` and cost more than all else.
"""

from __future__ import annotations

Value = str | int | None | list[int] | list[str]

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def frame(**fields: Value) -> bytes:
    """One line of ASCII, newline included."""
    inner = ", ".join(f'"{name}": {_json(value)}' for name, value in fields.items())
    return f"{{{inner}}}\n".encode("ascii")


def _json(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, str):
        return '"' + "".join([_character(char) for char in value]) + '"'
    return "[" + ", ".join([_json(item) for item in value]) + "]"


def _character(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    code = ord(char)
    if 0x20 <= code < 0x7F:
        return char
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
