"""The question which line to go to.

Knows numbers only; whoever opens it goes there.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from desktop.ui.controls import Button, Text
from desktop.ui.icons import Icons
from desktop.ui.localised import number
from desktop.ui.theme import Theme

_WIDTH = 300


class GoToLine(QDialog):
    """Show it with ``open``."""

    line_chosen = Signal(int)

    def __init__(self, line: int, count: int, theme: Theme, icons: Icons, parent: QWidget) -> None:
        """``line`` is where the cursor is, of ``count``."""
        super().__init__(parent)
        self.setWindowTitle("Go to line")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QSpinBox(self)
        self.field.setRange(1, count)
        self.field.setValue(line)
        words = f"A line from 1 to {number(count)}; the cursor is in line {number(line)}."
        self.field.setAccessibleName("Line")
        self.field.setAccessibleDescription(words)
        self.go = Button(theme, icons, "Go", "primary")
        self.go.setDefault(True)
        cancel = Button(theme, icons, "Cancel")
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.accepted.connect(lambda: self.line_chosen.emit(self.field.value()))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Text(theme, words, "body", "text2", wrap=True))
        column.addWidget(self.field)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """The number is selected, so that typing replaces it; Qt would forget that before."""
        super().showEvent(event)
        self.field.selectAll()
