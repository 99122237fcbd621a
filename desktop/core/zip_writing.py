"""Writes a folder of programs as a zip that can be imported again, here and on every other system.

Reads the folder and changes nothing in it; what cannot be kept is named.
"""

from __future__ import annotations

import io
import os
import stat
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop.core import files
from desktop.core.errors import StateError
from desktop.core.example import MAX_FILE_BYTES
from desktop.core.folder import why_passed_by
from desktop.core.portable_names import FORBIDDEN
from desktop.core.zip_format import (
    MOST_ARCHIVE_BYTES,
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
    is_text,
    parts_of,
)

GoesOn = Callable[[int, int], bool]
"""Is told how many files of how many are done, 0 of which are all while that is not known; False stops."""
_RIGHTS = (stat.S_IFREG | 0o644) << 16
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
_LONGEST, _NAMELESS = 60, "Library"
_MB = 1_000_000
_LIST_BYTES = 4 * _MB  # of the entries, which comes last


@dataclass(frozen=True, slots=True)
class Exported:
    """An archive that was written."""

    file: Path
    files: int
    left_out: tuple[LeftOut, ...]


def write_zip(folder: Path, name: str, target: Path, goes_on: GoesOn) -> Exported | None:
    """Write the programs and texts of a folder, in one folder called ``name``; None where it was stopped.

    Raises StateError: then ``target`` is as it was.
    """
    packing = _Packing(folder, portable(name))
    try:
        data = packing.packed(goes_on)
        if data is None:
            return None
        files.write_atomic(target, data)
    except UnfitZipError as error:
        raise StateError(f"“{folder}” was not exported: it {error}.") from None
    except OSError as error:
        raise StateError(files.refused(target, error)) from None
    return Exported(target, packing.files, tuple(packing.left_out))


def portable(name: str) -> str:
    """A name for one folder that every system takes, as near to ``name`` as can be."""
    clean = "".join(" " if char in FORBIDDEN or not char.isprintable() else char for char in name)
    clean = " ".join(clean.split())[:_LONGEST].strip(" .") or _NAMELESS
    try:
        return parts_of(clean)[0]
    except UnfitZipError:
        return _NAMELESS


@dataclass
class _Packing:
    folder: Path
    root: str
    files: int = 0
    left_out: list[LeftOut] = field(default_factory=list)

    def packed(self, goes_on: GoesOn) -> bytes | None:
        """The whole archive, None where it was stopped. Raises UnfitZipError where that is too much."""
        found = []
        for parts, path in self._walk(self.folder, ()):
            found.append((parts, path))
            if len(found) > MOST_ENTRIES:
                raise UnfitZipError(f"holds more than {MOST_ENTRIES:,} files")
            if not goes_on(len(found), 0):
                return None
        buffer, names, total = io.BytesIO(), Names(), 0
        with zipfile.ZipFile(buffer, "w") as archive:
            for done, (parts, path) in enumerate(found, 1):
                total += self._add(archive, names, parts, path)
                if total > MOST_BYTES or buffer.tell() > MOST_ARCHIVE_BYTES - _LIST_BYTES:
                    raise UnfitZipError(
                        f"holds more than {MOST_BYTES // _MB} MB of text or does not pack small"
                    )
                if not goes_on(done, len(found)):
                    return None
        if not self.files:
            raise UnfitZipError("holds no Python file and no plain text")
        return buffer.getvalue()

    def _walk(self, folder: Path, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Path]]:
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            if not above:
                raise UnfitZipError(f"cannot be read ({files.reason(error)})") from None
            self._leave_out(above, files.reason(error))
            return
        for entry in entries:
            parts = (*above, entry.name)
            if is_passed_over(parts):
                continue
            why = _why_not(entry) or self._unfit(parts)
            if why:
                self._leave_out(parts, why)
            elif entry.is_dir(follow_symlinks=False):
                yield from self._walk(Path(entry.path), parts)
            else:
                yield parts, Path(entry.path)

    def _unfit(self, parts: tuple[str, ...]) -> str:
        try:
            parts_of("/".join((self.root, *parts)))
        except UnfitZipError as error:
            return f"it {error}"
        return ""

    def _add(self, archive: zipfile.ZipFile, names: Names, parts: tuple[str, ...], path: Path) -> int:
        """The size of the file, 0 where it is left out."""
        try:
            whole = (self.root, *parts)
            data = files.read(path, MAX_FILE_BYTES)
            if not is_text(data):
                raise UnfitZipError("is not UTF-8 text")
            names.add(whole, is_folder=False)
        except UnfitZipError as error:
            self._leave_out(parts, f"it {error}")
            return 0
        except OSError as error:
            self._leave_out(parts, files.reason(error))
            return 0
        archive.writestr(_info("/".join(whole), path), data, *_method(data))
        self.files += 1
        return len(data)

    def _leave_out(self, parts: tuple[str, ...], why: str) -> None:
        self.left_out.append(LeftOut("/".join(parts), why))


def _why_not(entry: os.DirEntry[str]) -> str:
    """Why a file or folder is not packed, as the rest of a sentence; empty where it is."""
    try:
        if entry.is_symlink():
            return "a link"
        if entry.is_dir(follow_symlinks=False):
            return "no programs of yours" if why_passed_by(entry) else ""
        if not entry.is_file(follow_symlinks=False):
            return "no regular file"
    except OSError as error:
        return files.reason(error)
    return "" if is_kept(entry.name) else NO_TEXT_KIND


def _info(name: str, path: Path) -> zipfile.ZipInfo:
    changed = time.localtime(path.stat().st_mtime)
    year = min(max(changed.tm_year, _FIRST_YEAR), _LAST_YEAR)
    info = zipfile.ZipInfo(name, (year, *changed[1:6]))
    info.create_system = 3  # rights are those of Unix, whatever packs
    info.external_attr = _RIGHTS
    return info


def _method(data: bytes) -> tuple[int]:
    """What would pack so small that it looks like a trap is not packed."""
    is_bomb = len(data) > SMALL_BYTES and len(data) > MOST_TIMES / 2 * len(zlib.compress(data))
    return (zipfile.ZIP_STORED if is_bomb else zipfile.ZIP_DEFLATED,)
