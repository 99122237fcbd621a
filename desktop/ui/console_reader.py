"""Reads new lines of output, and what is selected of it, to a screen reader, as far as anybody can listen.

Hides how often: some lines in words, a flood as a number, and nothing where no screen reader listens.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from desktop.core.output_lines import OutputLines
from desktop.core.output_store import OutputStore
from desktop.ui.announce import announce
from desktop.ui.console_view import ConsoleView
from desktop.ui.localised import counted

_PAUSE_MS = 1_000
_SETTLED_MS = 300  # after the last key or move of the mouse
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


class SelectionReader:
    """Says what is selected when it has been so for a moment: ``look`` whenever it may be something else."""

    def __init__(self, view: ConsoleView) -> None:
        self._view = view
        self._told = ""
        self._settled = QTimer(view, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._on_settled_timeout)

    def look(self) -> None:
        """The cursor has moved, or what is selected has changed."""
        if QAccessible.isActive():
            self._settled.start()

    @Slot()
    def _on_settled_timeout(self) -> None:
        words = self._words() if self._view.has_selection else ""
        if words != self._told:
            self._told = words
            announce(self._view, words or "Nothing is selected")

    def _words(self) -> str:
        start, end = self._view.cursor_in_text.span
        line_of = self._view.paragraphs.line_of
        lines = line_of(end.paragraph)[0] - line_of(start.paragraph)[0] + (end.column > 0)
        if lines > _MOST_LINES or self._view.selected_bytes() > _MOST_LINES * _MOST_CHARACTERS:
            return f"{counted(lines, 'line')} selected"
        return f"Selected: {self._view.selected_text()}"
