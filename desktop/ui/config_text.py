"""Shows the learner's configuration file as it is: its path, and its text to read and copy.

Forbids editing: changes are made in the dialog or in any editor, and both are noticed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.config_file import MAX_BYTES
from desktop.core.files import read, reason
from desktop.ui.controls import Button, Text

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

NOT_YET = "The file does not exist yet: no setting differs from its default."


def text_of(file: Path) -> str:
    """What the file holds; a sentence where it cannot be read."""
    try:
        return read(file, MAX_BYTES).decode("utf-8", errors="replace")
    except FileNotFoundError:
        return NOT_YET
    except OSError as error:
        return f"The file cannot be read: {reason(error)}. The defaults are in force."


class ConfigText(QDialog):
    """The file's path and text, both read-only."""

    def __init__(self, file: Path, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(file.name)
        self.resize(theme.px(640), theme.px(480))
        path = QLineEdit(str(file))
        path.setReadOnly(True)
        path.setAccessibleName("Path of the file")
        self.text = QPlainTextEdit(text_of(file))
        self.text.setReadOnly(True)
        self.text.setProperty("field", True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(f"Text of {file.name}")
        self.text.setFont(theme.font("mono_small"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        close = Button(theme, icons, "Close", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(
            Text(theme, "Changes you make to this file are noticed at once.", "body", "text2"), 1
        )
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(path)
        layout.addWidget(self.text, 1)
        layout.addLayout(buttons)
        self.text.setFocus()
