"""Tells when the file of the example in front is another on the disk.

Hides that editors replace a file rather than write into it, after which the old watch sees nothing.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

_SETTLED_MS = 150
"""After the last change, so that a file that is written in pieces is read once."""


class FileWatch(QObject):
    """Watches one file and its folder."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._watcher.fileChanged.connect(self._on_watcher_changed)
        self._watcher.directoryChanged.connect(self._on_watcher_changed)

    def watch(self, file: Path | None) -> None:
        """From now on this file, and no other."""
        self._timer.stop()
        known = [*self._watcher.files(), *self._watcher.directories()]
        if known:
            self._watcher.removePaths(known)
        self._file = file
        if file is not None:
            self._watcher.addPaths([str(file), str(file.parent)])

    @Slot(str)
    def _on_watcher_changed(self, _path: str) -> None:
        self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._file is not None and str(self._file) not in self._watcher.files():
            self._watcher.addPath(str(self._file))
        self.changed.emit()
