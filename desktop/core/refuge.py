"""Where a start keeps things: the learner's own folders, or one of its own where these cannot be had.

A home that cannot be written is no reason not to start; that nothing outlives the window is said.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from desktop.core import files
from desktop.core.errors import StateError
from desktop.core.paths import Paths, find_paths

_PROBE_BYTES = 4096
_READ_ONLY = (
    "What is there is shown, but what you do now may not be kept. "
    "Make room or give yourself the right, or start with `--data-dir` and another folder."
)
_REMEDY = (
    "To keep them, give a folder of yours with `--data-dir`, or change what is in the way, and start again."
)


def folders(config: Path | None, data_dir: Path | None) -> tuple[Paths, tuple[str, ...]]:
    """The paths of this start, whose data and cache folders exist, and what has to be said about them.

    Raises StateError where ``data_dir`` was asked for and cannot be made.
    """
    try:
        paths = find_paths(config=config, data_dir=data_dir)
        problem = _made(paths.data_dir)
    except StateError as error:  # there is no home at all
        return _in_refuge(find_paths(config=config, data_dir=_refuge()), str(error))
    if problem and data_dir is not None:
        raise StateError(
            f"The folder {data_dir} for your progress cannot be made: {problem}. "
            "Give another one with --data-dir, or change what is in its way."
        )
    if problem:
        refuge = _refuge()
        elsewhere = replace(paths, data_dir=refuge, cache_dir=refuge / "cache")
        return _in_refuge(elsewhere, f"Your folder “{paths.data_dir}” cannot be made: {problem}.")
    problem = _unwritable(paths.data_dir)
    remark = f"Your folder “{paths.data_dir}” cannot be written: {problem}. {_READ_ONLY}"
    return _with_cache(paths), (remark,) if problem else ()


def _in_refuge(paths: Paths, why: str) -> tuple[Paths, tuple[str, ...]]:
    where = f"This window keeps your progress and edits in “{paths.data_dir}”, which the system may clear."
    return _with_cache(paths), (f"{why} {where} {_REMEDY}",)


def _refuge() -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix="python-explorer-"))
    except OSError as error:
        raise StateError(
            f"There is no folder that can be written: {files.reason(error)}. Give one with --data-dir."
        ) from None


def _with_cache(paths: Paths) -> Paths:
    """Programs run in folders below the cache, so there must be one; what it holds need not last."""
    if not _made(paths.cache_dir) and not _unwritable(paths.cache_dir):
        return paths
    refuge = _refuge()
    atexit.register(shutil.rmtree, refuge, ignore_errors=True)
    return replace(paths, cache_dir=refuge)


def _made(folder: Path) -> str:
    """Why the folder cannot be made, empty where it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return files.reason(error)
    return ""


def _unwritable(folder: Path) -> str:
    """Why nothing can be written there, found by trying: no right tells of a disk that is full."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_PROBE_BYTES))
            file.flush()
    except OSError as error:
        return files.reason(error)
    return ""
