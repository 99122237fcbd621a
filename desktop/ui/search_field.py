"""A field to search with: magnifier, hint of its key, and an × while it holds text.

Hides how icons sit in a line edit, whose own know only two sizes. What is searched is the business of
whoever listens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.controls import IconButton

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

HINT_RIGHT = 9
HINT_PADDING = 6
SIDE = 9  # from the edge to the magnifier, and what the style sheet keeps free before the text
ICON = 16
ICON_GAP = 7
CROSS = 24
TEXT_INDENT = 2  # what every line edit keeps free of its own accord


class SearchField(QLineEdit):
    """Emits ``textChanged`` as one types; the keys that lead out of it are signals of their own."""

    down_pressed = Signal()
    entered = Signal()
    escaped = Signal()
    focused = Signal()
    """Somebody is about to type."""

    def __init__(
        self, placeholder: str, theme: Theme, icons: Icons, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._hint = theme, icons, hint
        self._placeholder = placeholder
        self.setAccessibleName(placeholder)
        self._cross = IconButton(theme, icons, "x", "Clear the search", size=CROSS, parent=self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        self._cross.clicked.connect(self.clear)
        self._cross.hide()
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = self._theme.px(ICON)
        magnifier = self._icons.pixmap("search", "text2", size, self.devicePixelRatioF())
        place = QPoint(self._theme.px(SIDE), (self.height() - size) // 2)
        QPainter(self).drawPixmap(place, magnifier)
        if self._hint and not self.text():
            self._paint_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Of a placeholder that does not fit only the first word is shown."""
        super().resizeEvent(event)
        self._place_texts()

    def _place_texts(self) -> None:
        left = self._theme.px(ICON) + self._theme.px(ICON_GAP) - TEXT_INDENT
        right = (
            self._theme.px(CROSS) - self._theme.px(SIDE) + TEXT_INDENT if self.text() else self._hint_room()
        )
        self.setTextMargins(left, 0, right, 0)
        self._cross.move(
            self.width() - self._cross.width() - TEXT_INDENT, (self.height() - self._cross.height()) // 2
        )
        room = self.width() - 2 * self._theme.px(SIDE) - left - self._hint_room()
        fits = self.fontMetrics().horizontalAdvance(self._placeholder) <= room - 2 * TEXT_INDENT
        self.setPlaceholderText(self._placeholder if fits else self._placeholder.split()[0])

    def _hint_room(self) -> int:
        return self._hint_width() + HINT_RIGHT if self._hint else 0

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
        self._place_texts()
        self.update()
