"""The console: what a program writes, as it comes, and where it is answered.

Hides when what has arrived is shown: bytes go in at any speed, and the window stays quick.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.child.protocol import Outcome, Stream
from desktop.core.output_lines import OutputLines
from desktop.core.output_store import MAX_BYTES, OutputStore, Source
from desktop.ui.announce import announce
from desktop.ui.buttons import Button
from desktop.ui.console_accessible import tell_cursor
from desktop.ui.console_hits import ConsoleHits
from desktop.ui.console_input import ConsoleInput
from desktop.ui.console_reader import ConsoleReader, SelectionReader
from desktop.ui.console_view import ConsoleView
from desktop.ui.controls import EmptyState
from desktop.ui.focus_ring import FocusRing
from desktop.ui.icons import Icons
from desktop.ui.outcomes import is_run
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.taking import Copying

_FRAME_MS = 16
_FLOOD_FRAME_MS = 40  # a program that floods its pipe waits while a frame is painted
_FLOOD_BYTES = 128 * 1024  # in one frame
_MB = 1024 * 1024
_DIRECT_BYTES = 1_000_000  # to be copied at once
_Parts = Callable[[OutputStore, OutputLines], Iterator[str]]
_NOTHING_YET = ("No output yet", "Press F5 to run it.")
_NOTHING = ("No output", "The program ended without printing anything.")


class Console(QWidget):
    """Follows one run after another: ``start``, then ``feed`` and ``want_input``, then ``finish``."""

    link_activated = Signal(str, int)  # absolute path of a file of the run, line
    input_sent = Signal(str)
    input_ended = Signal()
    interrupt_wanted = Signal()
    save_requested = Signal()
    menu_requested = Signal(QPoint)  # where on the screen
    text_changed = Signal()
    copied = Signal(int)  # bytes, of a text so long that it was gathered by and by

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = OutputStore()
        self._lines = OutputLines(self._store)
        self._is_running = False
        self._fresh_bytes = 0
        self._is_shown = True
        self._is_input_pinned = False
        self._copying: Copying | None = None
        self.view = ConsoleView(self._store, self._lines, theme, self)
        self.hits = ConsoleHits(self.view, theme)
        self.input = ConsoleInput(theme, icons, self)
        self._reader = ConsoleReader(self, self._store, self._lines)
        self._selection_reader = SelectionReader(self.view)
        self.end_button = Button(theme, icons, "Go to the end", icon="chevron-down", small=True, parent=self)
        self._empty = EmptyState(theme, icons, "terminal", *_NOTHING_YET, parent=self)
        self._ring = FocusRing(theme, self, self.view)
        self._timer = QTimer(self, singleShot=True, interval=_FRAME_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.input.hide()
        self.end_button.hide()
        self.end_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("pane", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusProxy(self.view)
        self._connect()

    def _connect(self) -> None:
        self.view.link_activated.connect(self.link_activated)
        self.view.key_pressed.connect(self._on_key_pressed)
        self.view.text_typed.connect(self._on_text_typed)
        self.view.menu_requested.connect(self.menu_requested)
        self.view.copy_wanted.connect(self._on_copy_wanted)
        self.view.looked_at.connect(self._on_view_looked_at)
        self.view.end_left.connect(self._on_end_left)
        self.end_button.clicked.connect(self.view.follow_end)
        self.input.key_pressed.connect(self._on_key_pressed)
        self.input.sent.connect(self._on_input_sent)
        self.input.ended.connect(self._on_input_ended)

    # -- a run ---------------------------------------------------------------------------------------------

    def set_run_files(self, files: Mapping[str, str]) -> None:
        """Absolute path to shown name of the run's files: links in tracebacks, shown by their short name."""
        self._lines.set_run_files(files)

    def start(self, limit_mb: int = 0) -> None:
        """A run begins: the console is emptied. It keeps ``limit_mb`` of output; 0: what is sensible."""
        self._is_running = True
        self._store.max_bytes = (limit_mb + 1) * _MB if limit_mb else MAX_BYTES
        self.clear()

    def feed(self, stream: Stream, data: bytes) -> None:
        """Output of the run; the first is shown at once, more with the next frame."""
        self._store.put(stream, data, time.time())
        self._fresh_bytes += len(data)
        self._is_shown = False
        if not self._timer.isActive():
            self._show_frame()

    def want_input(self, line: int, *, take_focus: bool = True) -> None:
        """The program waits: opens the field. ``take_focus`` is false while the learner types in the code."""
        self._show_field(take_focus=take_focus)
        place = f" in line {line}" if line else ""
        announce(self, f"The program waits for your answer{place}")

    def show_input(self) -> None:
        """Opens the field until the run ends, whether the program waits or not."""
        self._is_input_pinned = True
        self._show_field(take_focus=True)

    def echo_input(self, text: str | None, origin: str = "typed by you") -> None:
        """Shows what was sent to the program, without text the end of input. The field does this itself."""
        self.flush()
        words = "end of input, from you" if text is None else f"empty line, {origin}"
        typed = [(Source.TYPED, text), (Source.NOTE, f"  {origin}")] if text else [(Source.NOTE, words)]
        self._store.add_line([(Source.PROMPT, "› "), *typed], time.time())
        self._show()

    def show_note(self, text: str) -> None:
        """A line of ours among the output, told apart by its look."""
        self.flush()
        self._store.add_line([(Source.NOTE, text)], time.time())
        self._show()

    def finish(self, outcome: Outcome) -> None:
        """The run is over."""
        self._is_running = False
        self._is_input_pinned = False
        self._hide_field()
        self._store.finish(time.time())
        self._empty.set_texts(*_NOTHING if is_run(outcome) else ("It did not run", outcome.sentence()))
        self._show()
        self._reader.say_rest()
        announce(self, outcome.sentence())

    def clear(self) -> None:
        """Empties the console; a program that runs goes on."""
        self._store.clear()
        self._reader.begin()
        self._empty.set_texts(*_NOTHING_YET)
        self._show()
        self.view.follow_end()

    def flush(self) -> None:
        """Shows everything that has arrived, at once."""
        if not self._is_shown:
            self._show()

    @property
    def is_settled(self) -> bool:
        """Whether everything that has arrived is shown."""
        return self._is_shown

    def text(self) -> str:
        """Everything that is kept, as plain text, lines that are cut on the screen whole."""
        self.flush()
        return "".join(self.text_parts(self._store, self._lines))

    def text_parts(self, store: OutputStore, lines: OutputLines) -> Iterator[str]:
        """The same in parts, from a store that may be a snapshot."""
        paragraphs = self.view.paragraphs.on(store, lines)
        if paragraphs.has_note:
            yield f"{paragraphs.content(paragraphs.first).text}\n"
        yield from lines.whole_texts(store.first_line, store.last_line + 1)

    def taken(self) -> Iterator[str]:
        """All the text in parts, as it is now, whatever comes while they are read."""
        return self._taken(self.text_parts)

    def copy(self) -> None:
        """Puts the selection, or everything, on the clipboard."""
        if self.view.has_selection:
            self.view.copy()
        else:
            self.copy_all()

    def copy_all(self) -> None:
        """Puts everything on the clipboard, whatever is selected; a very long text a moment later."""
        if self._store.size < _DIRECT_BYTES:
            self._stop_copying()
            QGuiApplication.clipboard().setText(self.text())
        else:
            self._copy(self.text_parts, self._store.size)

    def _copy(self, parts: _Parts, size: int) -> None:
        from desktop.ui.taking import Copying

        self._stop_copying()
        self._copying = Copying(self._taken(parts), size, self)
        self._copying.done.connect(self._on_copying_done)

    def _stop_copying(self) -> None:
        if self._copying is not None:
            self._copying.stop()
            self._copying = None

    def _taken(self, parts: _Parts) -> Iterator[str]:
        self.flush()
        store = self._store.snapshot()
        return parts(store, self._lines.on(store))

    @Slot(int)
    def _on_copying_done(self, size: int) -> None:
        self._copying = None
        self.copied.emit(size)

    def set_wrapped(self, is_wrapped: bool) -> None:
        """Whether long lines go on in the next row."""
        self.view.set_wrapped(is_wrapped)
        self._place()

    def set_numbered(self, is_numbered: bool) -> None:
        """Whether the lines have numbers."""
        self.view.set_numbered(is_numbered)
        self._place()

    def set_timed(self, is_timed: bool) -> None:
        """Whether the lines have the time when they came."""
        self.view.set_timed(is_timed)
        self._place()

    # -- showing -------------------------------------------------------------------------------------------

    @Slot()
    def _on_timer_timeout(self) -> None:
        if not self._is_shown:
            self._show_frame()

    def _show_frame(self) -> None:
        is_flood = self._fresh_bytes > _FLOOD_BYTES
        self._show()
        self._timer.start(_FLOOD_FRAME_MS if is_flood else _FRAME_MS)

    def _show(self) -> None:
        self._fresh_bytes = 0
        self._is_shown = True
        self.view.show_update()
        self._place()
        self._reader.listen()
        self.text_changed.emit()

    @Slot()
    def _on_copy_wanted(self) -> None:
        self._copy(self.view.selection_parts, self.view.selected_bytes())

    @Slot()
    def _on_view_looked_at(self) -> None:
        tell_cursor(self.view)
        self._selection_reader.look()

    @Slot(bool)
    def _on_end_left(self, is_left: bool) -> None:
        self.end_button.setVisible(is_left)
        self._place_end_button()

    def _place_end_button(self) -> None:
        button, view = self.end_button, self.view.geometry()
        button.resize(button.sizeHint())
        bar = self.view.verticalScrollBar()
        right = view.right() - (bar.width() if bar.isVisible() else 0) - 8
        button.move(right - button.width(), view.bottom() - button.height() - 8)
        button.raise_()

    def _show_field(self, *, take_focus: bool) -> None:
        self.input.show()
        self._place()
        if take_focus:
            self.input.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_field(self) -> None:
        if self.input.isAncestorOf(self.window().focusWidget() or self):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.input.hide()
        self.input.field.clear()
        self._place()

    def _place(self) -> None:
        """The text, and under its last line the field; or what is said while there is nothing."""
        is_empty = self._store.is_empty and not self.input.isVisibleTo(self) and not self._is_running
        self._empty.setVisible(is_empty)
        self._empty.setGeometry(self.rect())
        height = self.height()
        if self.input.isVisibleTo(self):
            row = self.input.sizeHint().height()
            text_height = min(height - row, self.view.content_height())
            self.input.set_indent(self.view.text_x)
            self.input.setGeometry(0, text_height, self.width(), row)
            height = text_height
        self.view.setGeometry(0, 0, self.width(), max(0, height))
        self.view.set_cursor_shown(not is_empty)
        self._place_end_button()
        if is_empty:
            self._empty.raise_()
        self._ring.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts text and field in their places."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Two lines and the field."""
        return QSize(200, 90)

    # -- keys ----------------------------------------------------------------------------------------------

    @Slot(str)
    def _on_key_pressed(self, name: str) -> None:
        match name:
            case "interrupt":
                self.interrupt_wanted.emit()
            case "clear":
                self.clear()
            case "save":
                self.save_requested.emit()

    @Slot(str)
    def _on_text_typed(self, text: str) -> None:
        if self.input.isVisibleTo(self):
            self.input.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.input.field.insert(text)

    @Slot(str)
    def _on_input_sent(self, text: str) -> None:
        self.echo_input(text)
        if not self._is_input_pinned:
            self._hide_field()
        self.input_sent.emit(text)

    @Slot()
    def _on_input_ended(self) -> None:
        self.echo_input(None)
        self._is_input_pinned = False
        self._hide_field()
        self.input_ended.emit()
