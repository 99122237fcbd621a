"""A field to search with: magnifier, hint of its key, and an × while it holds text.

Hides how icons sit in a line edit; what is searched is the business of whoever listens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

HINT_RIGHT = 9
HINT_PADDING = 6
ICON_ROOM = 20


class SearchField(QLineEdit):
    """Emits ``textChanged`` as one types; the keys that lead out of it are signals of their own."""

    down_pressed = Signal()
    entered = Signal()
    escaped = Signal()

    def __init__(
        self, placeholder: str, theme: Theme, icons: Icons, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._hint = theme, icons, hint
        self._placeholder = placeholder
        self.setAccessibleName(placeholder)
        self._magnifier = QAction(self)
        self.addAction(self._magnifier, QLineEdit.ActionPosition.LeadingPosition)
        self._cross = QAction("Clear the search", self)
        self._cross.triggered.connect(self.clear)
        self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self._cross.setVisible(False)
        self.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._hint and not self.text():
            self._paint_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Of a placeholder that does not fit only the first word is shown."""
        super().resizeEvent(event)
        self._place_texts()

    def _place_texts(self) -> None:
        taken = self._hint_width() + HINT_RIGHT if self._hint and not self.text() else 0
        self.setTextMargins(0, 0, taken, 0)
        room = self.width() - taken - 2 * ICON_ROOM
        fits = self.fontMetrics().horizontalAdvance(self._placeholder) <= room
        self.setPlaceholderText(self._placeholder if fits else self._placeholder.split()[0])

    def _hint_width(self) -> int:
        return QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._hint) + 2 * HINT_PADDING

    def _paint_hint(self) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font("caption")
        width = self._hint_width()
        height = QFontMetrics(font).height() + 4
        box = QRectF(
            self.width() - HINT_RIGHT - width + 0.5, (self.height() - height) // 2 + 0.5, width, height
        )
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.setPen(self._theme.color("text3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._hint)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        self._place_texts()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._magnifier.setIcon(self._icons.icon("search", "text2", 16))
        self._cross.setIcon(self._icons.icon("x", "text2", 16))
        self._place_texts()
