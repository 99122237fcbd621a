"""Reads new lines of output to a screen reader, as far as anybody can listen to them.

Hides how often: some lines in words, a flood as a number, and nothing where no screen reader listens.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from desktop.core.output_lines import OutputLines
from desktop.core.output_store import OutputStore
from desktop.ui.announce import announce
from desktop.ui.localised import counted

_PAUSE_MS = 1_000
_MOST_LINES = 4
_MOST_CHARACTERS = 200  # of a line


class ConsoleReader:
    """The voice of one console: ``listen`` after each change of the store."""

    def __init__(self, console: QWidget, store: OutputStore, lines: OutputLines) -> None:
        self._console, self._store, self._lines = console, store, lines
        self._next = 0  # the line that has not been read yet
        self._pause = QTimer(console, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)

    def begin(self) -> None:
        """The console was emptied."""
        self._next = 0
        self._pause.stop()

    def listen(self) -> None:
        """There may be new lines; they are read at once after a pause, else when it is over."""
        if self._next < self._store.last_line and QAccessible.isActive() and not self._pause.isActive():
            self._say(self._store.last_line)
            self._pause.start()

    def say_rest(self) -> None:
        """The run is over: what was not read yet is read now, the unfinished line too."""
        self._pause.stop()
        end = self._store.last_line + self._store.is_line_begun
        if QAccessible.isActive() and self._next < end:
            self._say(end)

    @Slot()
    def _on_pause_timeout(self) -> None:
        self.listen()

    def _say(self, end: int) -> None:
        first, self._next = max(self._next, self._store.first_line), end
        if end - first > _MOST_LINES:
            announce(self._console, f"{counted(end - first, 'new line')} of output")
            return
        texts = (self._lines.line(number) for number in range(first, end))
        words = [line.text[:_MOST_CHARACTERS] for line in texts if line.text.strip()]
        if words:
            announce(self._console, "\n".join(words))
