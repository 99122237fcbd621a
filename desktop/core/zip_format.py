"""What a library in a zip may be: its limits, the files that are kept, and the names that are taken.

Shared by reading and writing, so that what is written can always be read. Knows no disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from desktop.core.example import UnreadableError, decoded
from desktop.core.portable_names import FORBIDDEN, bad_character, folded, is_reserved

MOST_ARCHIVE_BYTES = 64 * 2**20
MOST_ENTRIES = 10_000
MOST_BYTES = 100_000_000
"""Of all files together, unpacked."""
MOST_TIMES = 100
"""How many times its size in the archive a file may be; a bomb is up to a thousand."""
SMALL_BYTES = 50_000
"""Below this a file may be any number of times its packed size."""
_LONGEST_PART, _LONGEST_PART_BYTES, _LONGEST_PATH, _DEEPEST = 100, 200, 200, 20
_KEPT_KINDS = frozenset(
    {".py", ".pyi", ".in", ".out", ".toml", ".md", ".rst", ".txt", ".log"}
    | {".csv", ".tsv", ".json", ".jsonl", ".yaml", ".yml", ".ini", ".cfg", ".xml", ".html", ".css", ".sql"}
)
_KEPT_NAMES = frozenset({"license", "licence", "copying", "notice", "authors", "readme"})
_PASSED_OVER = frozenset({"__pycache__", "__MACOSX"})
NO_TEXT_KIND = "no Python file and no plain text"
_SHOWN = 80
_NAMED = 3


class UnfitZipError(Exception):
    """An archive that is not taken; the text is the rest of a sentence that begins with its name."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not kept, and why: the rest of a sentence without its full stop."""

    name: str
    why: str


def is_passed_over(parts: tuple[str, ...]) -> bool:
    """Whether a file is nobody's text: hidden, or left by Python or a packer. Nothing is said about it."""
    return any(part.startswith(".") or part in _PASSED_OVER for part in parts)


def is_kept(name: str) -> bool:
    """Whether a file of this name is kept: Python, the files of a pack, plain text data. The name decides."""
    path = PurePosixPath(name.lower())
    return path.suffix in _KEPT_KINDS or path.name in _KEPT_NAMES


def is_text(data: bytes) -> bool:
    """Whether bytes are UTF-8 text; what is not cannot be shown and is not kept."""
    try:
        return "\0" not in decoded(data)
    except UnreadableError:
        return False


def parts_of(name: str) -> tuple[str, ...]:
    """The folders and the file of a name in an archive. Raises UnfitZipError unless every system takes it.

    A slash at the end, which marks a folder, is passed over.
    """
    if not name.strip("/"):
        raise UnfitZipError("holds an entry without a name")
    whole = _shown(name)
    if "\\" in name:
        raise UnfitZipError(f"holds a name with a backslash, which is a folder on Windows only: {whole}")
    if name.startswith("/"):
        raise UnfitZipError(f"holds a name that begins at the root of the disk: {whole}")
    if re.match("[A-Za-z]:", name):
        raise UnfitZipError(f"holds a name with a drive letter: {whole}")
    parts = tuple(name.removesuffix("/").split("/"))
    if ".." in parts:
        raise UnfitZipError(f"holds a name that leads out of its folder: {whole}")
    if problem := next(filter(None, map(_problem, parts)), "") or _too_long(parts):
        raise UnfitZipError(f"holds a name {problem}: {whole}")
    return parts


def _problem(part: str) -> str:
    if part in ("", "."):
        return "with an empty part"
    if bad := bad_character(part):
        return f"with {bad!a}, which {'some systems refuse' if bad in FORBIDDEN else 'nobody can see'}"
    if part != part.rstrip(" .") or part != part.lstrip(" "):
        return "that begins with a space or ends with a space or a dot"
    return "that is a device on Windows" if is_reserved(part) else ""


def _too_long(parts: tuple[str, ...]) -> str:
    longest = max(parts, key=len)
    is_long = len(longest) > _LONGEST_PART or len(os.fsencode(longest)) > _LONGEST_PART_BYTES
    if is_long or sum(map(len, parts)) + len(parts) > _LONGEST_PATH:
        return "that is too long for some systems"
    return f"with more than {_DEEPEST} folders in each other" if len(parts) > _DEEPEST else ""


def _shown(name: str) -> str:
    """A hostile name as it can be shown: no hidden characters, and not longer than a line."""
    shown = name if name.isprintable() else ascii(name)[1:-1]
    return f"“{shown}”" if len(shown) <= _SHOWN else f"“{shown[:_SHOWN]}…”"


class Names:
    """The names of one archive, of which no two may be one file anywhere."""

    def __init__(self) -> None:
        self._spelled: dict[str, str] = {}
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def add(self, parts: tuple[str, ...], *, is_folder: bool) -> None:
        """One more. Raises UnfitZipError for a twin, and for what would be a file and a folder."""
        for end in range(1, len(parts) + 1):
            is_file = end == len(parts) and not is_folder
            path = "/".join(parts[:end])
            key = folded(path)
            known = self._spelled.setdefault(key, path)
            if known != path:
                raise UnfitZipError(
                    f"holds two names that are one file on some systems: {_shown(known)} and {_shown(path)}"
                )
            if key in self._files:
                raise UnfitZipError(f"holds {_shown(path)} {'twice' if is_file else 'as file and as folder'}")
            if is_file and key in self._folders:
                raise UnfitZipError(f"holds {_shown(path)} as file and as folder")
            (self._files if is_file else self._folders).add(key)


def told(left_out: Iterable[LeftOut]) -> str:
    """What was left out as one sentence, empty for nothing."""
    files = tuple(left_out)
    if not files:
        return ""
    count = "1 file was" if len(files) == 1 else f"{len(files):,} files were"
    more = f" and {len(files) - _NAMED:,} more" if len(files) > _NAMED else ""
    if len({each.why for each in files}) == 1:
        named = ", ".join(_shown(each.name) for each in files[:_NAMED])
        return f"{count} left out ({files[0].why}): {named}{more}."
    named = ", ".join(f"{_shown(each.name)} ({each.why})" for each in files[:_NAMED])
    return f"{count} left out: {named}{more}."
