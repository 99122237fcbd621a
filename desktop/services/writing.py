"""Writes one file beside the window, however long the disk takes.

Hides the thread. It is no daemon: what was handed over is written also when the window is closed meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core import files

_LOOK_MS = 20


class Writing(QObject):
    """``ended`` follows: with why it failed, as the end of a sentence, or with an empty text."""

    ended = Signal(str)

    def __init__(self, file: Path, parts: Sequence[bytes], parent: QObject) -> None:
        super().__init__(parent)
        self._file, self._parts = file, parts
        self._problem = "something went wrong that nobody expected"
        self._thread = threading.Thread(target=self._run, name="writing")
        self._look = QTimer(self, interval=_LOOK_MS)  # a thread that says nothing outlives nobody
        self._look.timeout.connect(self._on_look_timeout)
        self._look.start()
        self._thread.start()

    def _run(self) -> None:
        try:
            files.write_parts_atomic(self._file, self._parts)
            self._problem = ""
        except OSError as error:
            self._problem = files.reason(error)

    @Slot()
    def _on_look_timeout(self) -> None:
        if not self._thread.is_alive():
            self._look.stop()
            self.deleteLater()
            self.ended.emit(self._problem)
