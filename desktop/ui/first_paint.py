"""Says when a window has been painted for the first time.

What a start need not have before that waits for it, so that the window is there sooner.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Watches one window until then."""

    done = Signal()
    """The window is on the screen with all that it held when it was shown."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window's own paint comes first, and its panels follow before the event loop's next turn."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.done.emit)
        return super().eventFilter(watched, event)
