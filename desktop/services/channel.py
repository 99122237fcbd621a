"""The pipes between the application and one launcher: orders out, report and control frames in.

Hides descriptors, what a child may inherit, and that Windows has handles and cannot poll a pipe.
The Windows half is unverified: it was written from documentation and has not been run.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

_CHUNK = 65536
_MAX_CHUNKS = 16  # for each turn of the event loop: a program that floods its pipe must not hold the window


class Inbox(QObject):
    """The reading end of a pipe whose writing end a child inherits."""

    arrived = Signal()

    def __init__(self, parent: QObject) -> None:
        """Makes the pipe."""
        super().__init__(parent)
        self._descriptor, self._child_end = os.pipe()
        self._notifier: QSocketNotifier | None = None
        self._chunks: deque[bytes] = deque()

    @property
    def child_end(self) -> int:
        """The descriptor that the child inherits."""
        return self._child_end

    def open(self) -> None:
        """The child is started: let go of its end and listen."""
        os.close(self._child_end)
        if sys.platform == "win32":
            threading.Thread(target=self._pump, args=(self._descriptor,), daemon=True).start()
            return
        os.set_blocking(self._descriptor, False)
        self._notifier = QSocketNotifier(self._descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.arrived)

    def read(self) -> bytes:
        """What has arrived, at most a megabyte; never waits."""
        if sys.platform == "win32":
            return b"".join(self._chunks.popleft() for _ in range(len(self._chunks)))
        return b"".join(self._read_chunks())

    def close(self) -> None:
        """Give the descriptor back."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
            os.close(self._descriptor)

    def _read_chunks(self) -> list[bytes]:
        chunks: list[bytes] = []
        for _ in range(_MAX_CHUNKS):
            try:
                chunk = os.read(self._descriptor, _CHUNK)
            except BlockingIOError:
                break
            if not chunk:
                if self._notifier is not None:
                    self._notifier.setEnabled(False)
                break
            chunks.append(chunk)
        return chunks

    def _pump(self, descriptor: int) -> None:
        """Windows only, in a thread of its own."""
        while chunk := os.read(descriptor, _CHUNK):
            self._chunks.append(chunk)
            self.arrived.emit()
        os.close(descriptor)


class Outbox(QObject):
    """The writing end of the launcher's pipe of orders; while it is open the application lives."""

    def __init__(self, parent: QObject) -> None:
        """Makes the pipe."""
        super().__init__(parent)
        self._child_end, self._descriptor = os.pipe()
        self._waiting = b""
        self._is_open = False
        self._retry = QTimer(self)
        self._retry.setInterval(5)
        self._retry.timeout.connect(self._push)

    @property
    def child_end(self) -> int:
        """The descriptor that the child inherits."""
        return self._child_end

    def open(self) -> None:
        """The child is started: let go of its end."""
        os.close(self._child_end)
        if sys.platform != "win32":
            os.set_blocking(self._descriptor, False)
        self._is_open = True

    def write(self, data: bytes) -> None:
        """Write as soon as the pipe takes it; a reader that has ended takes nothing."""
        if self._is_open:
            self._waiting += data
            self._push()

    def close(self) -> None:
        """Close the lifeline: a launcher that still lives ends its run."""
        self._retry.stop()
        if self._is_open:
            self._is_open = False
            os.close(self._descriptor)

    def _push(self) -> None:
        try:
            while self._waiting:
                self._waiting = self._waiting[os.write(self._descriptor, self._waiting) :]
        except BlockingIOError:
            self._retry.start()
            return
        except OSError:
            self._waiting = b""
        self._retry.stop()


class Inheritance:
    """Makes child ends inheritable for the time of one start; gives their numbers for the command line."""

    def __init__(self, *descriptors: int) -> None:
        """``descriptors``: the child ends."""
        self._descriptors = descriptors

    def __enter__(self) -> list[int]:
        return [_set_inheritable(descriptor, True) for descriptor in self._descriptors]

    def __exit__(self, *reason: object) -> None:
        for descriptor in self._descriptors:
            _set_inheritable(descriptor, False)


def _set_inheritable(descriptor: int, value: bool) -> int:
    """The number by which the child knows it: the descriptor, or on Windows the handle."""
    if sys.platform == "win32":
        import msvcrt

        handle = msvcrt.get_osfhandle(descriptor)
        os.set_handle_inheritable(handle, value)
        return handle
    os.set_inheritable(descriptor, value)
    return descriptor
