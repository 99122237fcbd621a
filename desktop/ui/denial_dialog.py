"""The card of what was blocked, all of it, where the window has too little height for it.

Forbids an answer by going away: closed, nothing is decided.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.ui.denial_card import DenialCard
from desktop.ui.denials import Blocked
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

WIDTH = 560


class DenialDialog(QDialog):
    """Show it with ``open``; ``card`` tells the answers, and it closes with each."""

    def __init__(
        self, items: list[Blocked], theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("What was blocked")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        width = theme.px(WIDTH)
        self.setFixedWidth(min(width, parent.window().width() - 40) if parent else width)
        self.card = DenialCard(theme, icons, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.card)
        for answer in (
            self.card.keep_chosen,
            self.card.once_chosen,
            self.card.always_chosen,
            self.card.place_activated,
        ):
            answer.connect(self.accept)
        self.card.escaped.connect(self.reject)
        self.card.show_items(items)
        self.card.take_focus()
