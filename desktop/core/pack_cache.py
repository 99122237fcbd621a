"""The pack that ships with the window, as it was read last: a start reads one file instead of hundreds.

Hides how that file is written and when it no longer holds; losing it costs some time and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import Any

from desktop import __version__
from desktop.core.example import Chapter, Example, ExampleKind, Expectation, Level, Pack, Section
from desktop.core.files import write_atomic
from desktop.core.pack import read_pack

_PLAIN = tuple(
    field.name
    for field in fields(Example)
    if field.name not in ("level", "kind", "gate", "files", "stem", "expect", "findings")
)
_LISTS = ("tags", "docs", "tries", "covers", "needs", "normalise")


def cached_pack(folder: Path, file: Path) -> Pack:
    """As ``read_pack(folder)``; from ``file`` where nothing in the folder has changed since it was written.

    Changed is what has another name, size or time; ``file`` is written anew then. Raises PackError.
    """
    stamp = [__version__, str(folder), *_stamp(folder)]
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        kept = json.loads(file.read_bytes())
        if kept["stamp"] == stamp:
            return _pack(kept["pack"], folder)
    pack = read_pack(folder)
    with contextlib.suppress(OSError):
        write_atomic(file, json.dumps({"stamp": stamp, "pack": _pack_values(pack, folder)}).encode())
    return pack


def _stamp(folder: Path) -> Iterator[str]:
    """Name, size and time of each file, in an order that is always the same."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield f"{entry.name}/{entry.is_symlink()}"
            yield from () if entry.is_symlink() else _stamp(Path(entry.path))
        else:
            with contextlib.suppress(OSError):
                status = entry.stat()
                yield f"{entry.name} {status.st_size} {status.st_mtime_ns}"


# ---- values for JSON, and back ----


def _names(kind: type[Pack] | type[Chapter], without: str) -> Iterator[str]:
    """Every field, so that one that is added later is kept too."""
    return (field.name for field in fields(kind) if field.name != without)


def _pack_values(pack: Pack, folder: Path) -> dict[str, object]:
    about = {name: getattr(pack, name) for name in _names(Pack, without="chapters")}
    return about | {"chapters": [_chapter_values(chapter, folder) for chapter in pack.chapters]}


def _chapter_values(chapter: Chapter, folder: Path) -> dict[str, object]:
    about = {name: getattr(chapter, name) for name in _names(Chapter, without="sections")}
    sections = [
        [section.title, [_example_values(example, folder) for example in section.examples]]
        for section in chapter.sections
    ]
    return about | {"sections": sections}


def _example_values(example: Example, folder: Path) -> dict[str, object]:
    values = {name: getattr(example, name) for name in (*_PLAIN, "level", "kind", "gate", "expect")}
    files = [file.relative_to(folder).as_posix() for file in example.files]
    return values | {"files": files, "stem": example.stem.relative_to(folder).as_posix()}


def _pack(values: dict[str, Any], folder: Path) -> Pack:
    chapters = tuple(_chapter(chapter, folder) for chapter in values.pop("chapters"))
    return Pack(**(values | {"chapters": chapters, "notices": tuple(values["notices"])}))


def _chapter(values: dict[str, Any], folder: Path) -> Chapter:
    sections = tuple(
        Section(title, tuple(_example(example, folder) for example in examples))
        for title, examples in values["sections"]
    )
    read = {name: tuple(values[name]) for name in ("prerequisites", "can_do")}
    return Chapter(**(values | read | {"level": Level(values["level"]), "sections": sections}))


def _example(values: dict[str, Any], folder: Path) -> Example:
    for name in _LISTS:
        values[name] = tuple(values[name])
    values["level"], values["kind"] = Level(values["level"]), ExampleKind(values["kind"])
    major, minor = values["gate"]
    values["gate"] = (major, minor)
    values["files"] = tuple(_inside(folder, name) for name in values["files"])
    values["stem"] = _inside(folder, values["stem"])
    values["expect"] = Expectation(*values["expect"]) if values["expect"] is not None else None
    return Example(**values)


def _inside(folder: Path, name: str) -> Path:
    """What lies elsewhere is no part of the pack, whoever has written that it is. Raises ValueError."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in name or "\\" in name:
        raise ValueError(name)
    return folder.joinpath(path)
