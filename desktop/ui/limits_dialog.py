"""The question where no sandbox holds: may the example run with limits only.

Forbids to run the commands it shows; they are for a person to read and to copy.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.permissions import escaped
from desktop.sandbox.policy import Tier
from desktop.services.questions import LimitsQuestion
from desktop.ui.command_text import CommandText
from desktop.ui.controls import Button, IconLabel, Note, Text
from desktop.ui.icons import Icons
from desktop.ui.plain import middle_cut
from desktop.ui.theme import Theme
from desktop.ui.wish_row import ElidedCheckBox

WIDTH = 560
_LONGEST_NAME = 60
TITLE = "This computer cannot isolate the example"


class LimitsDialog(QDialog):
    """Show it with ``open``; exactly one of its two signals follows."""

    run_chosen = Signal(bool)
    """It may run with limits only; whether that holds for its library from now on."""
    cancel_chosen = Signal()
    """It is not to run."""

    def __init__(
        self, question: LimitsQuestion, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._is_answered = False
        self.cancel_button = Button(theme, icons, "Do not run", "primary")
        self.run_button = Button(theme, icons, "Run with limits only")
        library = middle_cut(escaped(question.library), _LONGEST_NAME)
        self.remember_box = ElidedCheckBox(f"Do not ask again for {library}")
        self.commands: CommandText | None = None
        self._build(question)
        self.cancel_button.clicked.connect(self.close)
        self.run_button.clicked.connect(self._on_run_clicked)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Escape is the safe answer, as closing is."""
        self.close()

    def close_unanswered(self) -> None:
        """Go away because the question does not stand any more; no signal follows."""
        self._is_answered = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whatever closes it without an answer means that nothing runs."""
        if not self._is_answered:
            self._is_answered = True
            self.cancel_chosen.emit()
        super().closeEvent(event)

    def _build(self, question: LimitsQuestion) -> None:
        self.setWindowTitle(TITLE)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleDescription(Tier.LIMITS.protects)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._head(question))
        column.addWidget(Note(self._theme, self._icons, "warn", Tier.LIMITS.protects))
        if question.why:
            column.addWidget(Text(self._theme, escaped(question.why), "body", "text2", wrap=True))
        if question.remedy:
            self._add_remedy(column, question.remedy)
        column.addWidget(self.remember_box)
        column.addStretch(1)
        column.addLayout(self._buttons())
        self._fit()

    def _head(self, question: LimitsQuestion) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(Text(self._theme, f"{TITLE}.", "card", wrap=True))
        title = escaped(question.example.title)
        words.addWidget(Text(self._theme, f"“{title}” has not started.", "body", "text2", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(12)
        icon = IconLabel(self._theme, self._icons, "shield-off", "warn", 20)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _add_remedy(self, column: QVBoxLayout, remedy: str) -> None:
        words = "These commands let this computer isolate examples. They need an administrator's password."
        column.addWidget(Text(self._theme, words, "body", "text2", wrap=True))
        self.commands = CommandText(self._theme, self._icons, remedy, "Commands for a terminal")
        column.addWidget(self.commands)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.run_button)
        self.cancel_button.setDefault(True)
        return row

    def _fit(self) -> None:
        parent = self.parentWidget()
        most = parent.window().size() - QSize(40, 48) if parent else QSize(10_000, 10_000)
        width = min(self._theme.px(WIDTH), most.width())
        self.setFixedWidth(width)
        layout = self.layout()
        self.resize(width, min(layout.heightForWidth(width) if layout else 0, most.height()))

    def _on_run_clicked(self) -> None:
        self._is_answered = True
        is_remembered = self.remember_box.isChecked()
        self.close()
        self.run_chosen.emit(is_remembered)
