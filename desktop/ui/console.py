"""The console: what a program writes, as it comes, and where it is answered.

Hides batching, bounds and decoding: bytes go in at any speed, and the window stays quick.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.child.protocol import Outcome, Stream
from desktop.ui.announce import announce
from desktop.ui.console_backlog import Backlog
from desktop.ui.console_hits import ConsoleHits
from desktop.ui.console_input import ConsoleInput
from desktop.ui.console_text import ConsoleText, Part
from desktop.ui.console_view import ConsoleView
from desktop.ui.controls import EmptyState
from desktop.ui.focus_ring import FocusRing
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

_TICK_MS = 30
_BUDGET_S = 0.010  # of reading in one tick; writing the lines into the document takes about as long again
_LINES_A_TICK = 2_000
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

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backlog = Backlog()
        self._text = ConsoleText()
        self._is_running = False
        self._is_finishing = False
        self._is_input_pinned = False
        self.view = ConsoleView(self._text, theme, self)
        self.hits = ConsoleHits(self.view, self._text, theme)
        self.input = ConsoleInput(theme, icons, self)
        self._empty = EmptyState(theme, icons, "terminal", *_NOTHING_YET, parent=self)
        self._ring = FocusRing(theme, self, self.view)
        self._timer = QTimer(self, singleShot=True, interval=_TICK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.input.hide()
        self.setProperty("pane", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusProxy(self.view)
        self._connect()

    def _connect(self) -> None:
        self.view.link_activated.connect(self.link_activated)
        self.view.key_pressed.connect(self._on_key_pressed)
        self.view.text_typed.connect(self._on_text_typed)
        self.view.menu_requested.connect(self.menu_requested)
        self.input.key_pressed.connect(self._on_key_pressed)
        self.input.sent.connect(self._on_input_sent)
        self.input.ended.connect(self._on_input_ended)

    # -- a run ---------------------------------------------------------------------------------------------

    def set_run_files(self, files: Mapping[str, str]) -> None:
        """Absolute path to shown name of the run's files: links in tracebacks, shown by their short name."""
        self._text.set_run_files(files)

    def start(self) -> None:
        """A run begins: the console is emptied."""
        self._is_running = True
        self._is_finishing = False
        self.clear()

    def feed(self, stream: Stream, data: bytes) -> None:
        """Output of the run; the first is shown at once, more in batches."""
        self._backlog.put(stream, data)
        if not self._timer.isActive():
            self._tick()

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
        typed = [Part(text, "typed"), Part(f"  {origin}", "note")] if text else [Part(words, "note")]
        self._text.add_line([Part("› ", "prompt"), *typed])
        self._show()

    def show_note(self, text: str) -> None:
        """A line of ours among the output, told apart by its look."""
        self.flush()
        self._text.add_line([Part(text, "note")])
        self._show()

    def finish(self, outcome: Outcome) -> None:
        """The run is over; what is still to be shown follows within moments."""
        self._is_running = False
        self._is_finishing = True
        self._is_input_pinned = False
        self._hide_field()
        if not self._timer.isActive():
            self._tick()
        announce(self, outcome.sentence())

    def clear(self) -> None:
        """Empties the console; a program that runs goes on."""
        self._backlog.clear()
        self._text.clear()
        self._empty.set_texts(*_NOTHING_YET)
        self._show()
        self.view.follow_end()

    def flush(self) -> None:
        """Shows everything that has arrived, at once."""
        while self._backlog:
            self._take(until=None)
            self._show()
        self._finish_text()

    @property
    def is_settled(self) -> bool:
        """Whether everything that has arrived is shown."""
        return not self._backlog

    def text(self) -> str:
        """Everything that is shown, for saving."""
        self.flush()
        return self.view.plain_text()

    def copy(self) -> None:
        """Puts the selection, or everything, on the clipboard."""
        QGuiApplication.clipboard().setText(self.view.selected_text() or self.text())

    def copy_all(self) -> None:
        """Puts everything on the clipboard, whatever is selected."""
        QGuiApplication.clipboard().setText(self.text())

    def set_wrapped(self, is_wrapped: bool) -> None:
        """Whether long lines go on in the next row."""
        self.view.set_wrapped(is_wrapped)
        self._place()

    def set_numbered(self, is_numbered: bool) -> None:
        """Whether the lines have numbers."""
        self.view.set_numbered(is_numbered)
        self._place()

    # -- showing -------------------------------------------------------------------------------------------

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._backlog or self._is_finishing:
            self._tick()

    def _tick(self) -> None:
        self._take(until=time.perf_counter() + _BUDGET_S)
        if not self._backlog:
            self._finish_text()
        self._show()
        self._timer.start()

    def _take(self, until: float | None) -> None:
        """Reads from the backlog until the time is over or there are enough lines for one step."""
        while self._text.fresh_lines < _LINES_A_TICK and (until is None or time.perf_counter() < until):
            item = self._backlog.take()
            if item is None:
                return
            self._text.apply(item)

    def _finish_text(self) -> None:
        if self._is_finishing:
            self._is_finishing = False
            self._text.finish()
            self._empty.set_texts(*_NOTHING)
            self._show()

    def _show(self) -> None:
        self.view.show_update()
        self._place()
        self.text_changed.emit()

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
        is_empty = self._text.is_empty and not self.input.isVisibleTo(self) and not self._is_running
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
        self.view.setCursorWidth(0 if is_empty else 1)
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
