"""The files and limits of a run: the original, or private copies, edited or out of a folder that is too wide.

Hides what is copied and why; what runs is what was looked at, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.child.protocol import Limits, OnOutputLimit
from desktop.core.example import Example, UnreadableError, read_bytes
from desktop.core.inference import imported_siblings
from desktop.core.settings import Snapshot
from desktop.services.ending import CHANGED
from desktop.services.protection import RefusedError


def limits_of(snapshot: Snapshot) -> Limits:
    """The limits of a run as the settings in force say."""
    return Limits(
        timeout_s=snapshot.number("execution.timeout_seconds"),
        cpu_s=snapshot.number("execution.cpu_seconds"),
        stop_grace_ms=snapshot.integer("execution.stop_grace_ms"),
        max_memory_mb=snapshot.integer("execution.max_memory_mb"),
        max_output_mb=snapshot.integer("execution.max_output_mb"),
        on_output_limit=OnOutputLimit(snapshot.text("execution.on_output_limit")),
        max_processes=snapshot.integer("execution.max_processes"),
        max_open_files=snapshot.integer("execution.max_open_files"),
        max_file_mb=snapshot.integer("execution.max_file_mb"),
        max_scratch_mb=snapshot.integer("execution.max_scratch_mb"),
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """What runs: ``file``, which holds ``text`` as the bytes of ``digest``. ``remark``: what is special."""

    file: Path
    text: str
    digest: str
    remark: str = ""


def prepare(
    example: Example,
    texts: Callable[[Path], str],
    folder: Path,
    *,
    is_edited: bool,
    is_closed: bool,
) -> Prepared:
    """Make ready what runs.

    ``texts``: the learner's text of each file. ``folder``: private to the run, made when it is needed.
    ``is_closed``: the example's own folder may not be shown to it, so that its modules come along as copies.
    Raises RefusedError when the file is another than was opened, OSError when it cannot be copied.
    """
    text = texts(example.entry)
    original = b"" if is_edited else _checked(example)
    if not is_edited and not is_closed:
        return Prepared(example.entry, text, _digest(original))
    for file in example.files:
        data = texts(file).encode("utf-8", "surrogatepass") if is_edited else original
        _write(folder / example.name_of(file), data)
    siblings = imported_siblings(example.entry, text) if example.is_foreign else ()
    for sibling in siblings:
        _write(folder / sibling.relative_to(example.entry.parent), sibling.read_bytes())
    entry = folder / example.name_of(example.entry)
    remark = _remark(example, siblings) if is_closed else ""
    return Prepared(entry, text, _digest(entry.read_bytes()), remark)


def _checked(example: Example) -> bytes:
    """The bytes of the file that runs; of a file from elsewhere those that were opened."""
    try:
        data = read_bytes(example.entry)
    except UnreadableError as error:
        raise RefusedError(f"{example.entry} {error}") from None
    if example.digest and _digest(data) != example.digest:
        raise RefusedError(CHANGED)
    return data


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _remark(example: Example, siblings: tuple[Path, ...]) -> str:
    """Where a program lies that may not read its own folder."""
    modules = ", ".join(sibling.name for sibling in siblings[:5])
    also = f" with the modules that it imports ({modules})" if modules else ""
    return f"It ran as a copy{also}: {example.entry.parent} holds too much of yours to be shown to a program."


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
