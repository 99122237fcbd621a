"""Asks for a name, and says under the field why one cannot be taken.

Decides nothing about names: who asks gives a callable that takes the name or refuses it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.core.errors import ExplorerError
from desktop.ui.controls import Button, Text
from desktop.ui.question import WIDTH

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme


class NameDialog(QDialog):
    """Closes when the name was taken. Show it with ``open``."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        title: str,
        name: str,
        action: str,
        take: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        """``take`` gets the name that was typed; an ExplorerError that it raises is shown."""
        super().__init__(parent)
        self._take = take
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.px(WIDTH))
        self.field = QLineEdit(name, self)
        self.field.setAccessibleName(title)
        self.field.selectAll()
        self.problem = Text(theme, "", "body", "error", wrap=True)
        self.problem.hide()
        cancel = Button(theme, icons, "Cancel")
        self.action_button = Button(theme, icons, action, "primary")
        self.action_button.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.action_button.clicked.connect(self._on_action_clicked)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.action_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        for widget in (Text(theme, title, "section"), self.field, self.problem):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(buttons)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_action_clicked(self) -> None:
        try:
            self._take(self.field.text())
        except ExplorerError as error:
            self.problem.setText(str(error))
            self.problem.show()
            self.adjustSize()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.accept()
