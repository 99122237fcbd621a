"""A Python file from anywhere on the disk, shown and run like an example.

Reads, never runs; what the learner changes becomes a copy of their own, as with any example.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from desktop.core.errors import UnknownTargetError
from desktop.core.example import Example, ExampleKind, Level, UnreadableError, decoded, read_bytes
from desktop.core.header import docstring

_FLOOR = (3, 11)


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
    title, _newline, rest = docstring(text).strip().partition("\n")
    digest = hashlib.sha256(str(file).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    slug = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "file"
    return Example(
        id=f"files/{slug}-{digest}",
        chapter="",
        section="",
        number=1,
        title=file.name,
        goal=title.strip() or str(file.parent),
        level=Level.BEGINNER,
        kind=ExampleKind.SCRIPT,
        tags=(),
        explanation=rest.strip(),
        gate=_FLOOR,
        since="",
        files=(file,),
        stem=file.with_suffix(""),
        digest=hashlib.sha256(data).hexdigest(),
    )
