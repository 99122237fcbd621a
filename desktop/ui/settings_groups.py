"""The list of groups at the left of the settings dialog, each with its icon and its marks.

Hides how a mark is painted; which groups carry one is told from outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.painting import paint_focus

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

ROW_HEIGHT = 32
RADIUS = 6
ICON = 16
ICON_X = 10
TITLE_X = 34
DOT = 7
CHANGED = Qt.ItemDataRole.UserRole + 1
WRONG = Qt.ItemDataRole.UserRole + 2
WEAKER = Qt.ItemDataRole.UserRole + 3

GROUP_ICONS = {
    "General": "app-window",
    "Running": "play",
    "Security": "shield",
    "Appearance": "palette",
    "Search": "search",
    "Progress": "chart-no-axes-column",
    "Favourites": "star",
    "Quizzes": "brain",
    "Log": "scroll-text",
}
OTHER_ICON = "sliders-horizontal"


class _GroupDelegate(QStyledItemDelegate):
    """Icon, name, and at the right a dot (changed) or a triangle (cannot be saved, weakens protection)."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(
            120, max(self._theme.px(ROW_HEIGHT), QFontMetrics(self._theme.font("body")).height() + 12)
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("selected" if is_selected else "hover"))
            painter.drawRoundedRect(option.rect, RADIUS, RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(option.rect), self._theme, RADIUS)
        self._paint_content(painter, option.rect, index, is_selected)
        painter.restore()

    def _paint_content(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, is_selected: bool
    ) -> None:
        group = str(index.data())
        token = "accent" if is_selected else "text2"
        self._icon(
            painter,
            GROUP_ICONS.get(group, OTHER_ICON),
            token,
            QPoint(rect.left() + self._theme.px(ICON_X), rect.center().y()),
        )
        painter.setFont(self._theme.font("button" if is_selected else "body"))
        painter.setPen(self._theme.color("text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect.adjusted(self._theme.px(TITLE_X), 0, -self._theme.px(24), 0), int(flags), group)
        if index.data(WRONG) or index.data(WEAKER):
            left = rect.right() - self._theme.px(24)
            self._icon(painter, "triangle-alert", "warn", QPoint(left, rect.center().y()))
        elif index.data(CHANGED):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            painter.drawEllipse(QPointF(rect.right() - 13, rect.center().y() + 1), DOT / 2, DOT / 2)

    def _icon(self, painter: QPainter, name: str, token: str, left_middle: QPoint) -> None:
        device = painter.device()
        size = self._theme.px(ICON)
        pixmap = self._icons.pixmap(name, token, size, device.devicePixelRatio() if device else 1.0)
        painter.drawPixmap(QPoint(left_middle.x(), left_middle.y() + 1 - size // 2), pixmap)


class GroupList(QListWidget):
    """One row a group; ``group_chosen`` when the learner picks one."""

    group_chosen = Signal(str)

    def __init__(
        self, groups: Sequence[str], theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_told = False
        self.setItemDelegate(_GroupDelegate(theme, icons, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName("Groups of settings")
        self.setTabKeyNavigation(False)
        for group in groups:
            QListWidgetItem(group, self)
        self.setCurrentRow(0)
        self.currentTextChanged.connect(self._on_current_changed)

    def show_group(self, group: str) -> None:
        """Select a group because the page shows it; emits nothing."""
        self._is_told = True
        for row in self._rows_of(group):
            self.setCurrentRow(row)
        self._is_told = False

    def show_only(self, groups: frozenset[str]) -> None:
        """Hide the groups in which nothing is found; one that is shown stays the current one."""
        for row in range(self.count()):
            self.item(row).setHidden(self.item(row).text() not in groups)
        current = self.currentItem()
        if groups and (current is None or current.isHidden()):
            self.show_group(next(group for group in self._all() if group in groups))

    def mark(self, group: str, *, is_changed: bool, is_wrong: bool, is_weaker: bool) -> None:
        """Set the marks of a group, also as words."""
        for row in self._rows_of(group):
            item = self.item(row)
            item.setData(CHANGED, is_changed)
            item.setData(WRONG, is_wrong)
            item.setData(WEAKER, is_weaker)
            found = {"has a problem": is_wrong, "weakens protection": is_weaker, "changed": is_changed}
            words = [group, *(word for word, is_so in found.items() if is_so)]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(words))

    def _all(self) -> list[str]:
        return [self.item(row).text() for row in range(self.count())]

    def _rows_of(self, group: str) -> list[int]:
        return [row for row, text in enumerate(self._all()) if text == group]

    def _on_current_changed(self, group: str) -> None:
        if group and not self._is_told:
            self.group_chosen.emit(group)
