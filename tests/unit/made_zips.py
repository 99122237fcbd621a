"""Zips made byte by byte, so that they can say what no packer would.

Each entry is honest but for what a test asks to be otherwise.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field

DEFLATED, STORED = 8, 0
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
_UTF8 = 0x800


@dataclass
class Made:
    """One entry. ``local`` and ``listed`` replace fields of its own header and of its line in the list."""

    name: str | bytes
    data: bytes = b"print(1)\n"
    method: int = DEFLATED
    flags: int = _UTF8
    mode: int = 0o100644
    packed: bytes | None = None
    offset: int | None = None
    local: dict[str, int | bytes] = field(default_factory=dict)
    listed: dict[str, int | bytes] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        """The bytes that are packed."""
        if self.packed is not None:
            return self.packed
        return deflated(self.data) if self.method == DEFLATED else self.data

    def fields(self, other: dict[str, int | bytes]) -> dict[str, int | bytes]:
        """What both headers say."""
        name = self.name if isinstance(self.name, bytes) else self.name.encode("utf-8", "surrogatepass")
        honest: dict[str, int | bytes] = {
            "name": name,
            "flags": self.flags,
            "method": self.method,
            "crc": zlib.crc32(self.data),
            "packed": len(self.raw),
            "size": len(self.data),
        }
        return honest | other


def deflated(data: bytes, end: int = zlib.Z_FINISH) -> bytes:
    """As a zip holds it; another ``end`` leaves out what says that it is over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(end)


def made_zip(
    *entries: Made, before: bytes = b"", behind: bytes = b"", end: dict[str, int] | None = None
) -> bytes:
    """A whole archive; ``end`` replaces fields of its last record."""
    body, lines = before, []
    for entry in entries:
        said = entry.fields(entry.local)
        start = len(body) if entry.offset is None else entry.offset
        if entry.offset is None:
            body += _header(_LOCAL, b"PK\x03\x04", (20,), said, (0,)) + entry.raw
        lines.append(_line(entry, start))
    listed = b"".join(lines)
    last = {"disk": 0, "here": len(entries), "entries": len(entries), "size": len(listed), "start": len(body)}
    last |= end or {}
    tail = (last["disk"], 0, last["here"], last["entries"], last["size"], last["start"], 0)
    return body + listed + _END.pack(b"PK\x05\x06", *tail) + behind


def _header(
    form: struct.Struct,
    mark: bytes,
    versions: tuple[int, ...],
    said: dict[str, int | bytes],
    after: tuple[int, ...],
) -> bytes:
    name = said["name"]
    assert isinstance(name, bytes)
    numbers = (said["flags"], said["method"], 0, 0x21, said["crc"], said["packed"], said["size"], len(name))
    return form.pack(mark, *versions, *numbers, *after) + name


def _line(entry: Made, start: int) -> bytes:
    said = entry.fields(entry.listed)
    return _header(_CENTRAL, b"PK\x01\x02", (3 << 8 | 20, 20), said, (0, 0, 0, 0, entry.mode << 16, start))
