"""Which files of the working folder a run made or changed.

Bounded, so that a program which writes a million files cannot delay its own report; follows no links.
"""

from __future__ import annotations

import os

_MAX_ENTRIES = 20_000
_MAX_NAMES = 1_000

Facts = dict[str, tuple[int, int, int]]


class FilesWritten:
    """Compares the folder before and after."""

    def __init__(self, folder: str) -> None:
        """Looks at the folder as it is before the run."""
        self._folder = folder
        self._before = _look(folder)

    def names(self) -> list[str]:
        """Paths relative to the folder with ``/``, sorted; at most 1,000. Empty when the folder is gone."""
        after = _look(self._folder)
        return sorted(name for name, facts in after.items() if self._before.get(name) != facts)[:_MAX_NAMES]


def disk_bytes(folder: str, limit: int) -> int:
    """What the files of a folder take on disk; stops counting beyond ``limit``."""
    used = 0
    waiting = [folder]
    while waiting and used <= limit:
        try:
            with os.scandir(waiting.pop()) as listing:
                for entry in listing:
                    used += _blocks(entry)
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:
            continue
    return used


def _blocks(entry: os.DirEntry[str]) -> int:
    facts = entry.stat(follow_symlinks=False)
    return facts.st_blocks * 512 if hasattr(facts, "st_blocks") else facts.st_size


def _look(folder: str) -> Facts:
    found: Facts = {}
    waiting = [""]
    entries = 0
    while waiting and entries < _MAX_ENTRIES:
        inner = waiting.pop()
        try:
            with os.scandir(os.path.join(folder, inner)) as listing:
                for entry in listing:
                    entries += 1
                    if entries >= _MAX_ENTRIES:
                        break
                    name = f"{inner}/{entry.name}" if inner else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(name)
                    else:
                        facts = entry.stat(follow_symlinks=False)
                        found[name] = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        except OSError:
            continue
    return found
