"""The text area of the console: what keys and the mouse do with it, and what can be taken from it.

Hides which lines a selection of many screens is read from, and that a very long one is gathered by and by.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from desktop.core.output_lines import OutputLines, Part
from desktop.core.output_store import OutputStore
from desktop.ui.console_cursor import Place
from desktop.ui.console_page import ConsolePage
from desktop.ui.console_paragraphs import SHOW_ALL, Paragraphs
from desktop.ui.labels import plain_tooltip
from desktop.ui.theme import Theme

_DIRECT_BYTES = 1_000_000  # to be copied at once
_DRAG_MS = 30
_KEYS_OF_THE_CONSOLE = {Qt.Key.Key_C: "interrupt", Qt.Key.Key_L: "clear", Qt.Key.Key_S: "save"}


class ConsoleView(ConsolePage):
    """Read-only, with a keyboard cursor, a selection and links."""

    link_activated = Signal(str, int)
    key_pressed = Signal(str)  # interrupt, clear, save
    menu_requested = Signal(QPoint)  # where on the screen
    text_typed = Signal(str)  # a character typed here, which the input field may want
    copy_wanted = Signal()  # of a selection that is too long to be copied at once

    def __init__(
        self, store: OutputStore, lines: OutputLines, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(store, lines, theme, parent)
        self._clicks = 0
        self._clicked_at = QPointF()
        self._clicked_s = 0.0
        self._dragged_to: QPointF | None = None
        self._dragging = QTimer(self, interval=_DRAG_MS)
        self._dragging.timeout.connect(self._on_dragging_timeout)

    # ---- the selection ----

    @property
    def has_selection(self) -> bool:
        """Whether anything is selected."""
        return self.cursor_in_text.has_selection

    def selected_bytes(self) -> int:
        """About how much is selected."""
        (first, _), (last, _) = self.cursor_in_text.span
        lines = [self.paragraphs.line_of(each)[0] for each in (first, last)]
        if first == last or not self.has_selection:
            return 0
        return self.store.end_of(min(lines[1], self.store.last_line)) - self.store.start_of(lines[0])

    def selected_text(self) -> str:
        """What is selected, as plain text; lines that are cut and lie within it are whole."""
        return "".join(self.selection_parts(self.store, self.lines))

    def selection_parts(self, store: OutputStore, lines: OutputLines) -> Iterator[str]:
        """The same in parts, of what is selected now, from a store that may be a snapshot of this one's."""
        return _selected(*self.cursor_in_text.span, self.paragraphs.on(store, lines), lines)

    def select_all(self) -> None:
        """Selects everything that is kept."""
        self.cursor_in_text.select_all()
        self.viewport().update()
        self.looked_at.emit()

    @Slot()
    def copy(self) -> None:
        """Puts the selection on the clipboard; a very long one a moment later."""
        if self.selected_bytes() > _DIRECT_BYTES:
            self.copy_wanted.emit()
        elif self.has_selection:
            QGuiApplication.clipboard().setText(self.selected_text())

    # ---- keys ----

    def event(self, event: QEvent) -> bool:
        """The keys of a text are the view's, also those that mean something else in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if any(event.matches(key) for key in (keys.Copy, keys.SelectAll)):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows a link, Ctrl+C without a selection interrupts, typed text is offered to the field."""
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        name = _KEYS_OF_THE_CONSOLE.get(Qt.Key(event.key()), "") if is_control else ""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._follow(self._part_at_cursor())
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._ask_for_menu()  # Qt does this itself on Windows alone
        elif name and not (name == "interrupt" and self.has_selection):
            self.key_pressed.emit(name)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif self.cursor_in_text.take_key(event):
            self.reveal_cursor()
        elif event.text().isprintable() and event.text() and not is_control:
            self.text_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _part_at_cursor(self) -> Part | None:
        place = self.cursor_in_text.place
        laid = self.layouts.of(place.paragraph)
        before = laid.part_at(place.column - 1)
        return before if before is not None and before.link is not None else laid.part_at(place.column)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor appears."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    # ---- the menu ----

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The console's own menu, at the cursor when a key asks for it."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu()
        else:
            self.menu_requested.emit(event.globalPos())

    def _ask_for_menu(self) -> None:
        """At the cursor, or at the edge where that is out of view."""
        place, rect = self.cursor_rect().bottomLeft(), self.viewport().rect()
        within = QPoint(min(max(place.x(), 0), rect.right()), min(max(place.y(), 0), rect.bottom()))
        self.menu_requested.emit(self.viewport().mapToGlobal(within))

    # ---- mouse ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """One click sets the cursor, two select a word, three a line; with Shift the selection goes on."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._press(event, 3 if self._is_third(event) else 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks select a word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(event, 2)

    def _is_third(self, event: QMouseEvent) -> bool:
        """Whether a double click has just been here."""
        is_near = (event.position() - self._clicked_at).manhattanLength() < QApplication.startDragDistance()
        is_soon = (time.monotonic() - self._clicked_s) * 1000 < QApplication.doubleClickInterval()
        return self._clicks == 2 and is_near and is_soon

    def _press(self, event: QMouseEvent, clicks: int) -> None:
        self._clicks, self._clicked_at, self._clicked_s = clicks, event.position(), time.monotonic()
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.cursor_in_text.press(self.place_at(event.position()), clicks, extends=extends)
        self._dragged_to = event.position()
        self.viewport().update()
        self.looked_at.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Selects while the button is down; else a hand over links."""
        if self._dragged_to is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(event.position())
            is_outside = not 0 <= event.position().y() < self.viewport().height()
            if is_outside and not self._dragging.isActive():
                self._dragging.start()
            return
        is_link = self.part_at(event.position()) is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.IBeamCursor
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a link follows it; the end of a selection does not."""
        if event.button() != Qt.MouseButton.LeftButton or self._dragged_to is None:
            return
        self._dragged_to = None
        self._dragging.stop()
        if not self.has_selection:
            self._follow(self.part_at(event.position()))
            return
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and self.selected_bytes() <= _DIRECT_BYTES:
            clipboard.setText(self.selected_text(), clipboard.Mode.Selection)

    @Slot()
    def _on_dragging_timeout(self) -> None:
        """Above or below the text the view goes on while the button is down."""
        point = self._dragged_to
        if point is None or 0 <= point.y() < self.viewport().height():
            self._dragging.stop()
            return
        beyond = point.y() if point.y() < 0 else point.y() - self.viewport().height()
        rows = int(beyond / self.layouts.geometry.row)
        self.scroll_rows(rows + (1 if beyond >= 0 else -1))
        self._drag_to(point)

    def _drag_to(self, point: QPointF) -> None:
        self._dragged_to = point
        self.cursor_in_text.drag(self.place_at(point), self._clicks)
        self.viewport().update()
        self.looked_at.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole path of a link as its tooltip."""
        if isinstance(event, QHelpEvent):
            part = self.part_at(QPointF(event.pos()))
            path, line = part.link if part is not None and part.link is not None else (SHOW_ALL, 0)
            words = plain_tooltip(f"{path}, line {line}") if path else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def _follow(self, part: Part | None) -> None:
        if part is None or part.link is None:
            return
        path, line = part.link
        if path == SHOW_ALL:
            self.expand(line)
        else:
            self.link_activated.emit(path, line)


def _selected(start: Place, end: Place, paragraphs: Paragraphs, lines: OutputLines) -> Iterator[str]:
    if start.paragraph == end.paragraph:
        yield paragraphs.content(start.paragraph).text[start.column : end.column]
        return
    if start.column:
        yield paragraphs.content(start.paragraph).text[start.column :]
    else:
        yield from _whole(start.paragraph, paragraphs, lines)
    first, piece = paragraphs.line_of(start.paragraph + 1)
    last, last_piece = paragraphs.line_of(end.paragraph)
    if piece or last_piece:
        yield from _piecewise(range(start.paragraph + 1, end.paragraph), paragraphs)
    elif first < last:
        yield "\n"
        yield from lines.whole_texts(first, last)
    if not last_piece:
        yield "\n"
    tail = paragraphs.content(end.paragraph).text
    if end.column == len(tail):
        yield from _whole(end.paragraph, paragraphs, lines)
    else:
        yield tail[: end.column]


def _piecewise(numbers: Iterable[int], paragraphs: Paragraphs) -> Iterator[str]:
    for paragraph in numbers:
        is_start = paragraphs.line_of(paragraph)[1] == 0
        yield ("\n" if is_start else "") + paragraphs.content(paragraph).text


def _whole(paragraph: int, paragraphs: Paragraphs, lines: OutputLines) -> Iterator[str]:
    content = paragraphs.content(paragraph)
    if content.extra > 0 and not paragraphs.is_note(paragraph):
        yield from lines.whole_parts(paragraphs.line_of(paragraph)[0])
    else:
        yield content.text
