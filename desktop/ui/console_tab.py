"""The tab above the console: icon and word close together, and a line under both.

Paints what Qt's style sheets cannot: there the gap between icon and text is fixed, and the line is as wide
as the padding.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from desktop.ui.icons import Icons
from desktop.ui.labels import set_font
from desktop.ui.theme import Theme

_ICON = 16
_GAP = 7
_HEIGHT = 36
_LINE = 2


class ConsoleTab(QTabBar):
    """One tab, always the current one."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)  # Qt keeps their room although they are never shown
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.addTab("Console")
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def tabSizeHint(self, index: int) -> QSize:
        """Icon, gap and word, nothing beside them."""
        word = QFontMetrics(self._theme.font("button")).horizontalAdvance(self.tabText(index))
        px = self._theme.px
        return QSize(px(_ICON) + px(_GAP) + word + 1, px(_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never less: there is room for one."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and word on one middle, the line at the bottom."""
        painter, rect, px = QPainter(self), self.tabRect(0), self._theme.px
        side = px(_ICON)
        pixmap = self._icons.pixmap("terminal", "text", side, self.devicePixelRatioF())
        painter.drawPixmap(rect.left(), rect.top() + (rect.height() - side) // 2, pixmap)
        painter.setFont(self._theme.font("button"))
        painter.setPen(self._theme.color("text"))
        words = rect.adjusted(side + px(_GAP), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.tabText(0))
        line = QRect(rect.left(), rect.bottom() + 1 - _LINE, rect.width(), _LINE)
        painter.fillRect(line, self._theme.color("accent"))

    @Slot()
    def _on_theme_changed(self) -> None:
        set_font(self, self._theme.font("button"))
        self.setTabText(0, self.tabText(0))  # measures anew
        self.update()
