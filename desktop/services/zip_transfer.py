"""Exports a folder as a zip and imports one, beside the window; one at a time, each can be cancelled.

Hides the thread. What may be in an archive is the business of ``core/zip_format.py``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import ExplorerError
from desktop.core.imported import Imported, ImportedLibraries
from desktop.core.zip_writing import Exported, GoesOn, write_zip

_NEWS_EACH_S = 0.1
_UNEXPECTED = "Something went wrong that nobody expected. Nothing was written."
_Work = Callable[[GoesOn], Exported | Imported | None]


class ZipTransfer(QObject):
    """``exported``, ``imported``, ``failed`` or ``cancelled`` follows each start."""

    progressed = Signal(int, int)
    """Files that are done, and all; all is 0 while that is not known."""
    exported = Signal(object)
    imported = Signal(object)
    failed = Signal(str)
    """A sentence."""
    cancelled = Signal()
    _ended = Signal(object)

    def __init__(self, libraries: ImportedLibraries, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.libraries = libraries
        self._cancel = threading.Event()
        self._told_at = 0.0
        self.is_busy = False
        """Whether something was started that has not ended."""
        self._ended.connect(self._on_ended)

    def export(self, folder: Path, name: str, target: Path) -> None:
        """Write a folder as a library called ``name``."""
        self._start(lambda goes_on: write_zip(folder, name, target, goes_on))

    def take(self, archive: Path) -> None:
        """Import a zip."""
        self._start(lambda goes_on: self.libraries.take(archive, goes_on))

    def delete(self, library: Path) -> None:
        """Delete an imported library; its files go beside the window. Raises StateError."""
        aside = self.libraries.put_aside(library)
        threading.Thread(target=self.libraries.remove, args=(aside,), name="delete", daemon=True).start()

    def cancel(self) -> None:
        """Stop; nothing of it is left."""
        self._cancel.set()

    def _start(self, work: _Work) -> None:
        if self.is_busy:
            self.failed.emit("Another zip is being worked on. Try again when it is done.")
            return
        self.is_busy = True
        self._cancel = threading.Event()
        # A daemon: a slow disk must not keep the application from ending, and nothing is half written.
        threading.Thread(target=self._run, args=(work,), name="zip-transfer", daemon=True).start()

    def _run(self, work: _Work) -> None:
        result: Exported | Imported | str | None = _UNEXPECTED
        try:
            result = work(self._goes_on)
        except ExplorerError as error:
            result = str(error)
        finally:
            self._tell(lambda: self._ended.emit(result))

    def _goes_on(self, done: int, total: int) -> bool:
        now = time.monotonic()
        if now - self._told_at >= _NEWS_EACH_S:
            self._told_at = now
            self._tell(lambda: self.progressed.emit(done, total))
        return not self._cancel.is_set()

    def _tell(self, emit: Callable[[], None]) -> None:
        try:
            emit()
        except RuntimeError:  # the window was closed in the meantime, and Qt has taken the signals with it
            self._cancel.set()

    @Slot(object)
    def _on_ended(self, result: Exported | Imported | str | None) -> None:
        self.is_busy = False
        if isinstance(result, Exported):
            self.exported.emit(result)
        elif isinstance(result, Imported):
            self.imported.emit(result)
        elif result is None:
            self.cancelled.emit()
        else:
            self.failed.emit(result)
