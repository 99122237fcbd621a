"""The row of the Security settings that leads to the stored answers.

Counts them; what they are is shown by ``decisions_view``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.ui.controls import Button, Separator, Text
from desktop.ui.decisions_view import DecisionsView

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

_MARGIN = 16
_WORDS = "permissions stored answers allowed kept blocked revoke"


class PermissionsRow(QWidget):
    """Looks as a setting does; its control is a button."""

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme, self._icons = session, theme, icons
        self._count = Text(theme, "", "body", "text2", wrap=True)
        self.button = Button(theme, icons, "Permissions…")
        self.button.clicked.connect(self._on_button_clicked)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(theme, "Permissions", "button"))
        words.addWidget(self._count)
        layout = QGridLayout(self)
        layout.setContentsMargins(_MARGIN, 10, 0, 0)
        layout.setHorizontalSpacing(24)
        layout.setVerticalSpacing(12)
        layout.setColumnStretch(0, 1)
        layout.addLayout(words, 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.button, 0, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(Separator(theme), 1, 0, 1, 2)
        session.permissions_changed.connect(self.refresh)
        self.refresh()

    def matches(self, query: str) -> bool:
        """Whether it is about every word of the query."""
        return all(word in _WORDS for word in query.casefold().split())

    @Slot()
    def refresh(self) -> None:
        """Count anew."""
        count = len(self._session.gate.decisions())
        stored = "1 answer is" if count == 1 else f"{count or 'No'} answers are"
        self._count.setText(f"{stored} stored about what examples may do beside the settings.")
        self.button.setAccessibleDescription(self._count.text())

    @Slot()
    def _on_button_clicked(self) -> None:
        DecisionsView(self._session, self._theme, self._icons, self.window()).open()
