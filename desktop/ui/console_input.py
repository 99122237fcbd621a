"""The field in which the learner answers a program.

Hides its history and the keys that send, end and interrupt.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.ui.buttons import Button
from desktop.ui.icons import Icons
from desktop.ui.labels import set_font
from desktop.ui.theme import Theme

_HISTORY = 100
_INDENT = 36


class _Field(QLineEdit):
    """One line, with what was sent before on the arrow keys."""

    key_pressed = Signal(str)  # end, interrupt, clear

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._history: list[str] = []
        self._place = 0
        self._draft = ""

    def remember(self, text: str) -> None:
        """Adds to the history what was sent."""
        if text and self._history[-1:] != [text]:
            self._history = [*self._history, text][-_HISTORY:]
        self._place = len(self._history)

    def event(self, event: QEvent) -> bool:
        """The keys of a terminal are the field's, also those that mean something else in the window."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._control_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through the history; the control keys of a terminal do what they do there."""
        name = self._control_key(event)
        if name:
            self.key_pressed.emit(name)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _control_key(self, event: QKeyEvent) -> str:
        control = Qt.KeyboardModifier.ControlModifier
        if event.modifiers() not in (control, Qt.KeyboardModifier.MetaModifier):
            return ""
        if event.key() in (Qt.Key.Key_D, Qt.Key.Key_Z) and not self.text():
            return "end"
        if event.key() == Qt.Key.Key_C and not self.hasSelectedText():
            return "interrupt"
        return "clear" if event.key() == Qt.Key.Key_L else ""

    def _walk(self, step: int) -> None:
        place = max(0, min(len(self._history), self._place + step))
        if place == self._place:
            return
        if self._place == len(self._history):
            self._draft = self.text()
        self._place = place
        self.setText(self._history[place] if place < len(self._history) else self._draft)


class ConsoleInput(QWidget):
    """The field with its buttons; what is sent and ended is the console's business."""

    sent = Signal(str)
    ended = Signal()
    key_pressed = Signal(str)  # interrupt, clear

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self.field = _Field(self)
        self.field.setAccessibleName("Input for the program")
        self.send_button = Button(theme, icons, "Send", icon="corner-down-left", parent=self)
        self.end_button = Button(theme, icons, "End input", "quiet", parent=self)
        self.end_button.setAccessibleDescription("Tells the program that there is no more input")
        self._mark = self.field.addAction(
            icons.icon("chevron-right", "accent", 14), QLineEdit.ActionPosition.LeadingPosition
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_INDENT, 4, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.send_button)
        layout.addWidget(self.end_button)
        self.field.returnPressed.connect(self._on_send)
        self.send_button.clicked.connect(self._on_send)
        self.end_button.clicked.connect(self.ended)
        self.field.key_pressed.connect(self._on_field_key_pressed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_indent(self, indent: int) -> None:
        """Begins where the text above it begins."""
        layout = self.layout()
        margins = layout.contentsMargins() if layout else None
        if layout and margins and margins.left() != indent:
            layout.setContentsMargins(indent, margins.top(), margins.right(), margins.bottom())

    @Slot()
    def _on_send(self) -> None:
        text = self.field.text()
        self.field.remember(text)
        self.field.clear()
        self.sent.emit(text)

    @Slot(str)
    def _on_field_key_pressed(self, name: str) -> None:
        if name == "end":
            self.ended.emit()
        else:
            self.key_pressed.emit(name)

    @Slot()
    def _on_theme_changed(self) -> None:
        set_font(self.field, self._theme.font("console"))
        self._mark.setIcon(self._icons.icon("chevron-right", "accent", 14))
