"""The private folders that runs work in: one for each example, kept until its next run or the session's end.

Hides where they lie, how leftovers of a killed session are found, and that removing takes its time: a program
may leave a hundred thousand files, and the window does not wait for them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from desktop.core.errors import StateError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

_LOCK = "in-use.lock"


class Scratch:
    """The scratch folders of one session, below ``root``."""

    def __init__(self, root: Path) -> None:
        """Nothing is made on disk before the first run."""
        self._root = root
        self._session: Path | None = None
        self._lock: QLockFile | None = None
        self._folders: dict[str, Path] = {}

    @cached_property
    def _remover(self) -> ThreadPoolExecutor:
        """Python's own end waits for what it has begun."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(1, "scratch")

    def fresh(self, example_id: str) -> Path:
        """A new empty working folder for this example; its parent is private to the run. Raises OSError."""
        previous = self._folders.pop(example_id, None)
        if previous is not None:
            self._remover.submit(remove_tree, previous)
        folder = Path(tempfile.mkdtemp(prefix="run-", dir=self._session_folder()))
        self._folders[example_id] = folder
        work_dir = folder / "work"
        work_dir.mkdir()
        return work_dir

    def work_dir(self, example_id: str) -> Path | None:
        """The working folder of the example's last run."""
        folder = self._folders.get(example_id)
        return None if folder is None else folder / "work"

    def keep(self, example_id: str, folder: Path) -> Path:
        """Copy what the example's last run wrote into a new folder inside ``folder``. Raises StateError."""
        source = self.work_dir(example_id)
        if source is None:
            raise StateError("There is nothing to keep: the example has not run since the window opened.")
        target = folder / f"{example_id.rpartition('/')[2]}-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
        try:
            shutil.copytree(source, target, symlinks=True)
        except (OSError, shutil.Error) as error:
            raise StateError(
                f"The files could not be copied to {target}: {error}. Choose another folder."
            ) from error
        return target

    def close(self) -> None:
        """Remove all folders of this session; that may go on when this returns."""
        if self._session is not None and self._lock is not None:
            self._lock.unlock()
            self._remover.submit(remove_tree, self._session)
            self._session = None
        if "_remover" in vars(self):  # it was needed
            self._remover.shutdown(wait=False)
        self._folders.clear()

    def _session_folder(self) -> Path:
        if self._session is None:
            self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._remove_leftovers()
            self._session = Path(tempfile.mkdtemp(prefix="session-", dir=self._root))
            self._lock = QLockFile(str(self._session / _LOCK))
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)
        return self._session

    def _remove_leftovers(self) -> None:
        """A session that was killed leaves its folder; its lock is free, because its process is gone."""
        for folder in self._root.glob("session-*"):
            lock = QLockFile(str(folder / _LOCK))
            lock.setStaleLockTime(0)
            if lock.tryLock(0):
                lock.unlock()
                self._remover.submit(remove_tree, folder)


def remove_tree(folder: Path) -> None:
    """Remove a folder that a program may have filled with anything; what cannot be removed stays."""
    for directory, names, _files in os.walk(folder):
        for name in names:
            path = Path(directory, name)
            if not path.is_symlink():
                path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
