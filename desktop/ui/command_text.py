"""Commands for a terminal: to read and to copy, never run from here.

Hides how high the field is.
"""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QWidget

from desktop.ui.announce import announce
from desktop.ui.controls import Button
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

_MOST_LINES = 6


class CommandText(QWidget):
    """A field with the commands, and Copy beside it."""

    def __init__(
        self, theme: Theme, icons: Icons, commands: str, name: str, *, parent: QWidget | None = None
    ) -> None:
        """``name`` says to screen readers what the commands are for."""
        super().__init__(parent)
        self._theme = theme
        self.field = QPlainTextEdit(commands)
        self.field.setProperty("field", True)
        self.field.setReadOnly(True)
        self.field.setTabChangesFocus(True)
        self.field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.field.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.field.setAccessibleName(name)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.copy_button = Button(theme, icons, "Copy", "normal", "copy", small=True)
        self.copy_button.setAccessibleName(f"Copy: {name}")
        self.copy_button.clicked.connect(self._on_copy_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.field.toPlainText())
        announce(self, "Copied")
        self.copy_button.setText("Copied")

    @Slot()
    def _on_theme_changed(self) -> None:
        font = self._theme.font("mono_small")
        self.field.setFont(font)
        lines = min(_MOST_LINES, self.field.blockCount())
        policy = Qt.ScrollBarPolicy
        is_whole = lines == self.field.blockCount()
        self.field.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if is_whole else policy.ScrollBarAsNeeded
        )
        bar = 12  # a long command scrolls sideways
        room = 2 * self._theme.px(4) + round(2 * self.field.document().documentMargin()) + 4
        self.field.setFixedHeight(lines * ceil(QFontMetricsF(font).lineSpacing()) + room + bar)
