"""A Python file from anywhere on the disk, shown and run like an example.

Reads, never runs; what the learner changes becomes a copy of their own, as with any example.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.core.errors import UnknownTargetError
from desktop.core.example import (
    OLDEST_PYTHON,
    Example,
    ExampleKind,
    Level,
    UnreadableError,
    decoded,
    read_bytes,
)
from desktop.core.header import docstring

_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 60  # it names a folder of the data folder; the digest behind it tells files apart


def read_file(path: Path) -> Example:
    """The file as an example whose id is made from its place. Raises UnknownTargetError with a sentence."""
    file = path.expanduser().absolute()
    if not file.exists():
        raise UnknownTargetError(f"There is no file {path}. Check its name and folder.")
    if not file.is_file() or file.suffix != ".py":
        raise UnknownTargetError(f"{path} is no Python file. Give the path of a .py file, or an example id.")
    try:
        data = read_bytes(file)
        text = decoded(data)
    except UnreadableError as error:
        raise UnknownTargetError(f"{file} {error}") from None
    import hashlib

    title, _newline, rest = docstring(text).strip().partition("\n")
    return replace(
        bare_example(file),
        title=file.name,
        goal=title.strip() or str(file.parent),
        explanation=rest.strip(),
        digest=hashlib.sha256(data).hexdigest(),
    )


def bare_example(file: Path, title: str = "", number: int = 1, **known: Any) -> Example:
    """What the path of a file alone tells, and what is ``known`` besides; the file is not looked at."""
    return Example(
        id=file_id(file),
        chapter="",
        section="",
        number=number,
        title=title or file.name,
        level=Level.BEGINNER,
        kind=ExampleKind.SCRIPT,
        tags=(),
        since="",
        files=(file,),
        stem=file.with_suffix(""),
        **{"goal": "", "explanation": "", "gate": OLDEST_PYTHON, **known},
    )


def file_id(file: Path) -> str:
    """The id of a file from elsewhere, made from its place."""
    import hashlib  # not before a first file from elsewhere

    digest = hashlib.sha256(str(file).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    slug = _BETWEEN_WORDS.sub("-", file.stem.lower())[:_LONGEST_SLUG].strip("-") or "file"
    return f"files/{slug}-{digest}"


def in_words(name: str) -> str:
    """``starred_target`` as ``Starred target``; a name with nothing to read in it stays as it is."""
    words = re.sub(r"[-_\s]+", " ", name).strip() or name
    shown = words if words.isprintable() else ascii(words)[1:-1]
    return shown[:1].upper() + shown[1:]
