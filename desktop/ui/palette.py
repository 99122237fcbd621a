"""The command palette: a few letters find an action, Enter carries it out.

Forbids a list of its own: what it offers is the table of ``actions.py`` as the menus show it at that moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.core.ranking import Name, ranked
from desktop.ui.actions import ActionSpec, keys_of, native_text
from desktop.ui.announce import announce
from desktop.ui.controls import Text
from desktop.ui.icons import Icons
from desktop.ui.painting import paint_focus, paint_text
from desktop.ui.search_field import SearchField
from desktop.ui.theme import Theme
from desktop.ui.tokens import Look

_WIDTH, _ROW, _ROWS_SHOWN = 560, 30, 12
_TOP = 56  # px below the upper edge of the window
_MOST_RECENT = 6
_NAME = "palette"
_KEY_GAP, _SIDE = 12, 10
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
# A menu or another window has the focus in between: the choice goes on after it.
_FOR_A_WHILE = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_ACTION = Qt.ItemDataRole.UserRole
_HELP = "Up and Down choose, Enter does it, Esc leaves"
_NOTHING = "No action is called that. Try a word of its name or of its menu."


def place_words(spec: ActionSpec, action: QAction) -> str:
    """What stands behind the name of an action: its menu, and whether it is on or not to be had now."""
    if not action.isEnabled():
        return f"{spec.menu} · not now"
    return f"{spec.menu} · on" if action.isChecked() else spec.menu


def key_words(spec: ActionSpec) -> str:
    """The first key of an action as this system writes it."""
    keys = keys_of(spec)
    return native_text(keys[0]) if keys else ""


class Palette(QWidget):
    """Covers all of ``window`` unseen, but for the sheet with the actions at the top.

    It is a part of the window, because Qt leaves popups out of the tree that screen readers are shown. It
    goes when the focus leaves it or the mouse is pressed beside the sheet. Before an action is carried out
    the focus is where it was.
    """

    recent_changed = Signal(str)
    """The names of the actions used last, newest first, with commas between; to be kept."""

    def __init__(
        self,
        actions: Iterable[tuple[ActionSpec, QAction]],
        recent: str,
        theme: Theme,
        icons: Icons,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        offered = [(spec, action) for spec, action in actions if spec.name != _NAME and action.menu() is None]
        self._actions = {spec.name: (spec, action) for spec, action in offered}
        self._recent = [name for name in recent.split(",") if name in self._actions]
        self._theme, self._window = theme, window
        self._before: QWidget | None = None
        self.sheet = QFrame(self)
        self.field = SearchField("Find an action", theme, icons, parent=self.sheet)
        self.list = QListWidget(self.sheet)
        self._nothing = Text(theme, _NOTHING, "body", "text2", wrap=True, parent=self.sheet)
        self._build()
        self.field.textChanged.connect(self._on_field_text_changed)
        self.list.currentItemChanged.connect(self._on_list_current_item_changed)
        self.list.itemClicked.connect(lambda _item: self._run())
        self.field.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show every action, those used last first."""
        self._before = self._window.focusWidget()
        self.field.clear()
        self._fill("")
        self._fit()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def shown(self) -> Sequence[str]:
        """The names of the actions in view, from the top."""
        return [self.list.item(row).data(_ACTION) for row in range(self.list.count())]

    def leave(self) -> None:
        """Go, and give the focus back."""
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Beside the sheet: the choice is given up."""
        if not self.sheet.geometry().contains(event.position().toPoint()):
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field that move or choose are for the list; it goes with the focus."""
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._takes(event)
        if watched is self.field and isinstance(event, QFocusEvent):
            if event.lostFocus() and event.reason() not in _FOR_A_WHILE:
                self.hide()
        elif watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def _takes(self, event: QKeyEvent) -> bool:
        if event.key() in _MOVES:
            self._move(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _build(self) -> None:
        self.sheet.setObjectName(_NAME)
        self.sheet.setAccessibleName("Find an action")
        self.list.setAccessibleName("Actions")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_RowDelegate(self._actions, self._theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._nothing.setContentsMargins(_SIDE, 0, _SIDE, 0)
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(Text(self._theme, _HELP, "caption", "text3"))

    def _fit(self) -> None:
        px, window = self._theme.px, self._window
        self.setGeometry(window.rect())
        height = self.sheet.sizeHint().height() - self.list.sizeHint().height() + _ROWS_SHOWN * px(_ROW)
        room = window.height() - 2 * px(_TOP)
        width = min(px(_WIDTH), window.width() - 48)
        self.sheet.setGeometry((window.width() - width) // 2, px(_TOP), width, min(height, room))

    def _fill(self, query: str) -> None:
        """What can be done now comes before what cannot."""
        order = [*self._recent, *(name for name in self._actions if name not in self._recent)]
        specs = [self._actions[name] for name in order]
        found = [order[place] for place in ranked(query, [Name(spec.text, spec.menu) for spec, _ in specs])]
        found.sort(key=lambda name: not self._actions[name][1].isEnabled())
        self.list.clear()
        for name in found:
            self.list.addItem(self._item(name))
        if self.list.count() and self.list.item(0).flags() & Qt.ItemFlag.ItemIsEnabled:
            self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)

    def _item(self, name: str) -> QListWidgetItem:
        spec, action = self._actions[name]
        item = QListWidgetItem(spec.text)
        item.setData(_ACTION, name)
        words = [spec.text.rstrip("…"), place_words(spec, action), key_words(spec)]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, words)))
        if not action.isEnabled():
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        return item

    def _move(self, event: QKeyEvent) -> None:
        """Within what can be done; from the last on to the first."""
        rows = [row for row in range(self.list.count()) if self.list.item(row).flags()]
        if not rows:
            return
        at = rows.index(self.list.currentRow()) if self.list.currentRow() in rows else -1
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            at = (at + (1 if event.key() == Qt.Key.Key_Down else -1)) % len(rows)
        else:
            step = _ROWS_SHOWN - 1 if event.key() == Qt.Key.Key_PageDown else 1 - _ROWS_SHOWN
            at = max(0, min(len(rows) - 1, at + step))
        self.list.setCurrentRow(rows[at])

    def _run(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        name = item.data(_ACTION)
        self._recent = [name, *(each for each in self._recent if each != name)][:_MOST_RECENT]
        self.recent_changed.emit(",".join(self._recent))
        self.leave()
        QTimer.singleShot(0, self._actions[name][1].trigger)  # the focus is back where it was by then

    @Slot(str)
    def _on_field_text_changed(self, text: str) -> None:
        self._fill(text)
        if not self.list.count():
            announce(self.field, _NOTHING)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_list_current_item_changed(self, item: QListWidgetItem | None, _before: object) -> None:
        """A screen reader follows the focus, and that stays in the field."""
        if item is not None and self.isVisible():
            announce(self.field, item.data(Qt.ItemDataRole.AccessibleTextRole))


class _RowDelegate(QStyledItemDelegate):
    """One action: its name, its menu, its key at the right."""

    def __init__(self, actions: dict[str, tuple[ActionSpec, QAction]], theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._theme = actions, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self._theme.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        spec, action = self._actions[index.data(_ACTION)]
        theme, rect = self._theme, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(rect, 6, 6)
            if theme.look is Look.HIGH_CONTRAST:  # the fill alone is too near the background there
                paint_focus(painter, rect.toRectF(), theme, 6)
        text, quiet = ("text", "text2") if action.isEnabled() else ("disabled", "disabled")
        rect.adjust(theme.px(_SIDE), 0, -theme.px(_SIDE), 0)
        font, small = theme.font("body"), theme.font("caption")
        keys = key_words(spec)
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        paint_text(painter, rect, keys, small, theme.color(quiet), right)
        rect.setRight(rect.right() - QFontMetrics(small).horizontalAdvance(keys) - theme.px(_KEY_GAP))
        paint_text(painter, rect, spec.text, font, theme.color(text), left)
        rect.setLeft(rect.left() + QFontMetrics(font).horizontalAdvance(spec.text) + theme.px(_KEY_GAP))
        paint_text(painter, rect, place_words(spec, action), small, theme.color(quiet), left)
        painter.restore()
