"""Says when a window has been painted for the first time.

What a start need not have before that waits for it, so that the window is there sooner.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

_PATIENCE_MS = 1000
"""After it was shown; a window that starts as an icon, or out of sight, is not painted."""


class FirstPaint(QObject):
    """Watches one window until then."""

    done = Signal()
    """The window is on the screen with all that it held when it was shown."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._finish)
        window.installEventFilter(self)
        if window.isVisible():
            self._patience.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window's own paint comes first, and its panels follow before the event loop's next turn."""
        if event.type() == QEvent.Type.Paint:
            self._patience.start(0)
            watched.removeEventFilter(self)
        elif event.type() == QEvent.Type.Show:
            self._patience.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _finish(self) -> None:
        self._window.removeEventFilter(self)
        self.done.emit()
