"""Reads a zip that somebody else made: everything that it says is checked, and nothing goes to the disk here.

The standard library lists the entries; their bytes are unpacked here, within bounds that no header can move.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.core.example import MAX_FILE_BYTES
from desktop.core.zip_format import (
    MOST_BYTES,
    MOST_ENTRIES,
    MOST_TIMES,
    NO_TEXT_KIND,
    SMALL_BYTES,
    LeftOut,
    Names,
    UnfitZipError,
    is_kept,
    is_passed_over,
    parts_of,
)

_LOCAL_START, _END_START, _ZIP64_START = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
_END = struct.Struct("<4s4H2LH")  # section 4.3.16 of the format's specification, APPNOTE 6.3.10
_LOCAL = struct.Struct("<4s5H3L2H")  # section 4.3.7
_ZIP64_LOCATOR_BYTES = 20
_LONGEST_COMMENT = 0xFFFF
_LONGEST_DIRECTORY = MOST_ENTRIES * 1000
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_SIZES_FOLLOW = 0x8
_UTF8 = 0x800
_DAMAGED, _DISHONEST = "is damaged", "is no honest archive"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive: its name there, and where it goes.

    ``start`` and ``packed`` are bytes of the archive.
    """

    name: str
    parts: tuple[str, ...]
    start: int
    packed: int
    size: int
    crc: int
    is_stored: bool


class ZipReading:
    """One archive in memory: what it holds, and the bytes of each file."""

    def __init__(self, data: bytes) -> None:
        """Looks at every entry and unpacks none. ``data`` is as long as may be read. Raises UnfitZipError."""
        self._data = data
        self._directory = _directory(data)
        self.left_out: tuple[LeftOut, ...] = ()
        self.root = ""
        """The one folder that holds all that is kept, empty where there is none."""
        self.entries = self._checked(_listed(data))

    def read(self, entry: Entry) -> bytes:
        """The bytes of one file, which are as many as was said. Raises UnfitZipError."""
        packed = self._data[entry.start : entry.start + entry.packed]
        data = packed if entry.is_stored else _inflated(entry, packed)
        if len(data) != entry.size:
            raise UnfitZipError(f"{_DISHONEST}: “{entry.name}” is not as long as it says")
        if zlib.crc32(data) != entry.crc:
            raise UnfitZipError(f"{_DAMAGED}: the checksum of “{entry.name}” does not match")
        return data

    def _checked(self, infos: Sequence[zipfile.ZipInfo]) -> tuple[Entry, ...]:
        if len(infos) > MOST_ENTRIES:
            raise UnfitZipError(f"holds more than {MOST_ENTRIES:,} entries")
        names, entries, left_out = Names(), [], []
        end_before = 0
        for info in sorted(infos, key=lambda info: info.header_offset):
            parts = parts_of(_name(info))
            is_folder = _is_folder(info)
            names.add(parts, is_folder=is_folder)
            entry = self._entry(info, parts)
            if info.header_offset < end_before or entry.start + entry.packed > self._directory:
                raise UnfitZipError(f"{_DISHONEST}: “{entry.name}” shares its bytes with another entry")
            end_before = entry.start + entry.packed
            if is_folder or is_passed_over(parts):
                continue
            if not is_kept(parts[-1]):
                left_out.append(LeftOut(entry.name, NO_TEXT_KIND))
                continue
            _check_size(info, entry)
            entries.append(entry)
        if sum(entry.size for entry in entries) > MOST_BYTES:
            raise UnfitZipError(f"would take more than {MOST_BYTES // 1_000_000} MB unpacked")
        self.left_out = tuple(left_out)
        return self._without_root(sorted(entries, key=lambda entry: entry.parts))

    def _without_root(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Most archives hold one folder with everything in it; that folder is the library."""
        roots = {entry.parts[0] for entry in entries}
        if len(roots) != 1 or any(len(entry.parts) == 1 for entry in entries):
            return tuple(entries)
        self.root = roots.pop()
        return tuple(replace(entry, parts=entry.parts[1:]) for entry in entries)

    def _entry(self, info: zipfile.ZipInfo, parts: tuple[str, ...]) -> Entry:
        """Where the entry's bytes are; its own header must say what the directory says."""
        name = "/".join(parts)
        header = self._data[info.header_offset : info.header_offset + _LOCAL.size]
        if len(header) < _LOCAL.size or not header.startswith(_LOCAL_START):
            raise UnfitZipError(f"{_DAMAGED}: “{name}” is not where it should be")
        _start, _version, flags, method, _time, _date, crc, packed, size, name_bytes, extra_bytes = (
            _LOCAL.unpack(header)
        )
        after_header = info.header_offset + _LOCAL.size
        raw = self._data[after_header : after_header + name_bytes]
        says = (info.CRC, info.compress_size, info.file_size)
        has_sizes = not flags & _SIZES_FOLLOW
        if (
            raw != _raw_name(info)
            or method != info.compress_type
            or (has_sizes and (crc, packed, size) != says)
        ):
            raise UnfitZipError(f"{_DISHONEST}: it says two different things about “{name}”")
        if (info.flag_bits | flags) & _ENCRYPTED:
            raise UnfitZipError(f"is encrypted (“{name}”). Make it anew without a password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnfitZipError(f"is packed in an unusual way (“{name}”). Make it anew as a plain zip")
        start = after_header + name_bytes + extra_bytes
        is_stored = method == zipfile.ZIP_STORED
        return Entry(name, parts, start, info.compress_size, info.file_size, info.CRC, is_stored)


def _directory(data: bytes) -> int:
    """Where the list of entries begins. Raises UnfitZipError unless it is the only list, at the very end.

    What is read here a second time keeps the standard library from listing millions of entries, and from
    taking another list than the one that other programs show.
    """
    if not data.startswith((_LOCAL_START, _END_START)):
        raise UnfitZipError("is no zip archive")
    at = data.rfind(_END_START, max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if at < 0 or at + _END.size > len(data):
        raise UnfitZipError("is not whole: its end is missing. Fetch it again")
    _mark, disk, first_disk, here, entries, size, start, comment = _END.unpack_from(data, at)
    if data[at - _ZIP64_LOCATOR_BYTES : at].startswith(_ZIP64_START) or entries == 0xFFFF:
        raise UnfitZipError(f"is made for more than {MOST_ENTRIES:,} entries or for huge files (zip64)")
    if disk or first_disk or here != entries:
        raise UnfitZipError("is one part of an archive in several parts")
    if start + size != at or at + _END.size + comment != len(data):
        raise UnfitZipError(f"{_DISHONEST}: other data lies before its list of entries or behind it")
    if size > _LONGEST_DIRECTORY:
        raise UnfitZipError("has a list of entries that is too long")
    return int(start)


def _listed(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError, struct.error) as error:
        raise UnfitZipError(f"{_DAMAGED}: its list of entries cannot be read ({error})") from None


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")


def _name(info: zipfile.ZipInfo) -> str:
    """The whole name: the standard library's ends at a NUL. Many packers write UTF-8 and do not say so."""
    try:
        return _raw_name(info).decode("utf-8")
    except UnicodeDecodeError:
        return info.orig_filename


def _is_folder(info: zipfile.ZipInfo) -> bool:
    """Raises UnfitZipError for a link or another thing that is neither a file nor a folder."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    is_folder = info.orig_filename.endswith("/")
    if stat.S_ISLNK(kind):
        raise UnfitZipError(f"holds a link: “{_name(info)}”")
    if kind and not stat.S_ISREG(kind) and not (is_folder and stat.S_ISDIR(kind)):
        raise UnfitZipError(f"holds something that is no regular file: “{_name(info)}”")
    return is_folder


def _check_size(info: zipfile.ZipInfo, entry: Entry) -> None:
    if entry.size > MAX_FILE_BYTES:
        raise UnfitZipError(f"holds a text larger than 1 MB: “{entry.name}”")
    if entry.size > SMALL_BYTES and entry.size > MOST_TIMES * entry.packed:
        raise UnfitZipError(
            f"looks like a trap: “{entry.name}” would grow to more than {MOST_TIMES} times its packed size"
        )


def _inflated(entry: Entry, packed: bytes) -> bytes:
    """One byte more than was said is asked for, and no more."""
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = inflating.decompress(packed, entry.size + 1)
    except zlib.error:
        raise UnfitZipError(f"{_DAMAGED}: “{entry.name}” cannot be unpacked") from None
    if len(data) <= entry.size and (not inflating.eof or inflating.unused_data):
        raise UnfitZipError(f"{_DAMAGED}: “{entry.name}” does not end where it should")
    return data
