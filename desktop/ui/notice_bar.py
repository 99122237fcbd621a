"""What the learner should know about their files, above everything else until they have read it.

Shows sentences; each stays until it is closed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.controls import IconButton, Note
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme


class NoticeBar(QWidget):
    """A column of notes, without any height while there is none."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Notices")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(8)
        self.hide()

    def show_notice(self, sentence: str) -> None:
        """Add a sentence below those that are shown."""
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Note(self._theme, self._icons, "warn", sentence), 1)
        close = IconButton(self._theme, self._icons, "x", "Close this notice", parent=row)
        close.clicked.connect(lambda: self._remove(row))
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(row)
        self.show()

    def sentences(self) -> tuple[str, ...]:
        """What is shown, oldest first."""
        return tuple(note.prose.toPlainText() for note in self.findChildren(Note))

    def _remove(self, row: QWidget) -> None:
        self._column.removeWidget(row)
        row.setParent(None)
        row.deleteLater()
        self.setVisible(self._column.count() > 0)
