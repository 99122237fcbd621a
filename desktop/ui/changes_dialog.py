"""What the learner changed in an example, line by line, beside the original.

Shows plain text with signs and colours; a change is put back in the code itself, where it can be undone.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.line_changes import changes, diff_lines
from desktop.ui.announce import announce
from desktop.ui.code_view import CodeView
from desktop.ui.controls import Button, Text
from desktop.ui.diff_text import DiffText
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

_WIDTH, _HEIGHT = 720, 520


class ChangesDialog(QDialog):
    """Show it with ``open``; it follows the code while it is open."""

    def __init__(
        self, code: CodeView, original: str, theme: Theme, icons: Icons, parent: QWidget, *, name: str
    ) -> None:
        super().__init__(parent)
        self._code, self._original = code, original
        self.setWindowTitle(f"Your changes to {name}")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.summary = Text(theme, "", "body", "text2")
        self.text = DiffText(theme, "Your changes", self)
        self.previous = Button(theme, icons, "Previous change", icon="chevron-up")
        self.next = Button(theme, icons, "Next change", icon="chevron-down")
        self.put_back = Button(theme, icons, "Put the original back here", icon="undo-2")
        self._close = Button(theme, icons, "Close", "primary")
        self._build()
        self.previous.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.put_back.clicked.connect(self._on_put_back_clicked)
        self._close.clicked.connect(self.accept)
        self.text.cursorPositionChanged.connect(self._enable)
        self._show(0)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.previous, self.next, self.put_back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)

    def _show(self, number: int) -> None:
        self._changes = changes(self._original, self._code.text())
        self.text.set_lines(list(diff_lines(self._original, self._code.text())))
        count = len(self._changes)
        words = {0: "Your copy says what the original says.", 1: "1 change."}.get(count, f"{count} changes.")
        signs = " + is yours, - is the original." if count else ""
        self.summary.setText(words + signs)
        self.text.go_to_change(min(number, count - 1))
        self._enable()

    @Slot()
    def _enable(self) -> None:
        here, count = self.text.change_here(), len(self._changes)
        self.previous.setEnabled(count > 0 and here > 0)
        self.next.setEnabled(here < count - 1)
        self.put_back.setEnabled(count > 0 and not self._code.isReadOnly())

    def _step(self, by: int) -> None:
        self.text.go_to_change(self.text.change_here() + by)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_put_back_clicked(self) -> None:
        number = self.text.change_here()
        self._code.put_back(self._changes[number])
        self._show(number)
        announce(self, f"The original is back. {self.summary.text()}")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
