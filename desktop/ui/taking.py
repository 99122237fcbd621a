"""A text that may be as long as a run's whole output, gathered in slices while the window goes on.

No thread: one that is busy with Python keeps the window waiting for the interpreter at every call into Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from desktop.ui.clipboard import mime_data

_SLICE_S = 0.008


class Taking(QObject):
    """Gives each part to ``put``, in UTF-8; ``done`` follows. Who destroys it before hears no more."""

    done = Signal()

    def __init__(self, parts: Iterator[str], put: Callable[[bytes], object], parent: QObject) -> None:
        """``parts`` must be read from values and snapshots: the window changes meanwhile."""
        super().__init__(parent)
        self._parts, self._put = parts, put
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on_turn_timeout)
        self._turn.start()

    def stop(self) -> None:
        """The rest is not wanted."""
        self._turn.stop()
        self.deleteLater()

    def finish(self) -> None:
        """Take the rest now."""
        while self._turn.isActive():
            self._on_turn_timeout()

    @Slot()
    def _on_turn_timeout(self) -> None:
        begin = perf_counter()
        while perf_counter() - begin < _SLICE_S:
            part = next(self._parts, None)
            if part is None:
                self.stop()
                self.done.emit()
                return
            self._put(part.encode())


class Copying(QObject):
    """Gathers a text and puts it on the clipboard; ``done`` comes with its bytes."""

    done = Signal(int)

    def __init__(self, parts: Iterator[str], size: int, parent: QObject) -> None:
        """``size``: about how many bytes it may have; it would be copied each time when it grows beyond."""
        super().__init__(parent)
        self._text = QByteArray()
        self._text.reserve(size)
        self._taking = Taking(parts, self._text.append, self)
        self._taking.done.connect(self._on_taking_done)

    def stop(self) -> None:
        """The clipboard is left as it is."""
        self._taking.stop()
        self.deleteLater()

    @Slot()
    def _on_taking_done(self) -> None:
        """As bytes, which are shared: as a text 64 MB take 0.1 s more and twice the memory."""
        data = mime_data()
        data.setData("text/plain", self._text)
        QGuiApplication.clipboard().setMimeData(data)
        self.deleteLater()
        self.done.emit(self._text.size())
