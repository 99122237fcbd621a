"""The stored answers: what was allowed or kept blocked, for whom, since when, each to be taken back.

Forbids giving more here: a decision can only be revoked, and the learner is asked again when it matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.core.errors import ExplorerError
from desktop.core.permissions import CORE_LIBRARY, Decision, Scope, Verdict, escaped
from desktop.ui.controls import Button, EmptyState, Note, Text
from desktop.ui.labels import plain_tooltip
from desktop.ui.localised import local_moment, moment_text
from desktop.ui.painting import paint_focus

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

SIZE = QSize(640, 480)
DECISION = Qt.ItemDataRole.UserRole + 1
WHOM = Qt.ItemDataRole.UserRole + 2
_RADIUS = 6
_SIDE = 12
_GONE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def whom_of(decision: Decision, session: Session) -> str:
    """Whom the decision is about, as people know it, and its id or path."""
    subject = escaped(decision.subject)
    if decision.scope is Scope.LIBRARY:
        name = "All examples of the application" if decision.subject == CORE_LIBRARY else "All files in"
        return name if decision.subject == CORE_LIBRARY else f"{name} {subject}"
    try:
        title = escaped(session.example(decision.subject).title)
    except ExplorerError:
        return f"{subject} (not found)"
    return f"{title} · {subject}"


def when_of(decision: Decision) -> str:
    """The day and minute of the decision, in local time."""
    decided = local_moment(decision.decided)
    return moment_text(decided) if decided is not None else ""


def _look(decision: Decision) -> tuple[str, str, str]:
    """Icon, colour and word of a verdict."""
    if decision.verdict is Verdict.ALLOW:
        return "circle-check", "ok", "allowed"
    return "shield-x", "text2", "kept blocked"


class _Delegate(QStyledItemDelegate):
    """Two lines: what and when; below, smaller, for whom."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._theme.line_height("body") + self._theme.line_height("caption") + 18)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        decision = index.data(DECISION)
        if not isinstance(decision, Decision):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(2, 1, -2, -1)
        self._paint_ground(painter, option, rect)
        self._paint_words(painter, rect, decision, str(index.data(WHOM)))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("selected" if is_selected else "hover"))
            painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(rect), self._theme, _RADIUS)

    def _paint_words(self, painter: QPainter, rect: QRect, decision: Decision, whom: str) -> None:
        icon, token, word = _look(decision)
        size, line = self._theme.px(16), self._theme.line_height("body")
        device = painter.device()
        pixmap = self._icons.pixmap(icon, token, size, device.devicePixelRatio() if device else 1.0)
        painter.drawPixmap(QPoint(rect.left() + _SIDE, rect.top() + 8 + (line - size) // 2), pixmap)
        left = rect.left() + _SIDE + size + 10
        inner = QRect(left, rect.top() + 8, rect.right() - _SIDE - left, line)
        right = f"{word}, {when_of(decision)}"
        end = self._line(painter, inner, right, "caption_figures", "text2", Qt.AlignmentFlag.AlignRight)
        self._line(painter, inner.adjusted(0, 0, -end - 16, 0), decision.sentence(), "button", "text")
        below = QRect(left, inner.bottom() + 3, inner.width(), self._theme.line_height("caption"))
        self._line(painter, below, whom, "caption", "text2")

    def _line(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        use: str,
        token: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """Paint one line, its middle cut where it is too long; the width that it took."""
        metrics = QFontMetrics(self._theme.font(use))
        painter.setFont(self._theme.font(use))
        painter.setPen(self._theme.color(token))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect, int(flags), shown)
        return metrics.horizontalAdvance(shown)


class _List(QListWidget):
    """Delete revokes, as the button does."""

    def __init__(self, revoke: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._revoke = revoke

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that take something away."""
        if event.key() in _GONE:
            self._revoke.click()
        else:
            super().keyPressEvent(event)


class DecisionsView(QDialog):
    """Show it with ``open``; it follows the session while it is open."""

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.revoke_button = Button(theme, icons, "Revoke", "normal", "trash-2")
        self.close_button = Button(theme, icons, "Close", "primary")
        self.list = _List(self.revoke_button)
        self._theme, self._icons = theme, icons
        self._note = Note(theme, icons, "error", "")
        self._empty = EmptyState(
            theme,
            icons,
            "shield-check",
            "Nothing is stored",
            "You are asked when an example needs more than its own folder.",
        )
        self._build()
        self.revoke_button.clicked.connect(self._on_revoke_clicked)
        self.list.currentRowChanged.connect(self._on_row_changed)
        session.permissions_changed.connect(self.refresh)
        self.refresh()

    @property
    def current(self) -> Decision | None:
        """The decision that is selected."""
        item = self.list.currentItem()
        decision = item.data(DECISION) if item is not None else None
        return decision if isinstance(decision, Decision) else None

    @Slot()
    def refresh(self) -> None:
        """Show what is stored now; the place in the list is kept."""
        row = max(0, self.list.currentRow())
        self.list.clear()
        for decision in self._session.gate.decisions():
            self._add(decision)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        is_empty = not self.list.count()
        had_focus = self.list.hasFocus() or self.revoke_button.hasFocus()
        self._empty.setVisible(is_empty)
        self.list.setVisible(not is_empty)
        self.revoke_button.setVisible(not is_empty)
        if is_empty and had_focus:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, decision: Decision) -> None:
        item = QListWidgetItem(self.list)
        whom = whom_of(decision, self._session)
        _icon, _token, word = _look(decision)
        item.setData(DECISION, decision)
        item.setData(WHOM, whom)
        words = f"{decision.sentence()}, {word}, {whom}, {when_of(decision)}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(plain_tooltip(f"{decision.sentence()}\n{whom}"))

    def _build(self) -> None:
        self.setWindowTitle("Permissions")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(self._fitting_size())
        self.list.setAccessibleName("Stored answers")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setProperty("surface", True)
        self.list.setItemDelegate(_Delegate(self._theme, self._icons, self.list))
        self._note.hide()
        words = (
            "What you decided when an example asked for more than its own folder. "
            "Revoked, it is asked again the next time."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Text(self._theme, words, "body", "text2", wrap=True))
        column.addWidget(self._note)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.revoke_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        return row

    def _fitting_size(self) -> QSize:
        wanted = QSize(self._theme.px(SIZE.width()), self._theme.px(SIZE.height()))
        parent = self.parentWidget()
        return wanted if parent is None else wanted.boundedTo(parent.window().size() - QSize(40, 40))

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        self.revoke_button.setEnabled(row >= 0)
        decision = self.current
        name = f"Revoke: {decision.sentence()}" if decision else "Revoke"
        self.revoke_button.setAccessibleName(name)

    @Slot()
    def _on_revoke_clicked(self) -> None:
        decision = self.current
        if decision is None:
            return
        try:
            self._session.gate.revoke(decision)
        except ExplorerError as error:
            self._note.set_note("error", str(error))
            self._note.show()
            return
        self._note.hide()
        self.refresh()
