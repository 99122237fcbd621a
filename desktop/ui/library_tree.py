"""The tree of the library: keys, clicks and the menu of a row.

Hides what Qt's tree does otherwise with chapters that have no arrow of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTreeView, QWidget

from desktop.ui.library_model import LibraryModel, Role, RowKind, is_folder
from desktop.ui.row_delegate import RowDelegate

if TYPE_CHECKING:
    from desktop.core.example import Example
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LibraryTree(QTreeView):
    """Chapters open and close at a click, Enter, Left and Right; examples are chosen at a click or Enter."""

    chosen = Signal(str)
    run_requested = Signal(str)
    restore_requested = Signal(str)
    favorite_requested = Signal(str)
    duplicate_requested = Signal(str)
    rename_requested = Signal(str)
    delete_requested = Signal(str)
    refused = Signal(str)  # why a file that was chosen is not opened
    escaped = Signal()
    left_upwards = Signal()  # Up on the first row

    def __init__(
        self, model: LibraryModel, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._theme, self._icons = model, theme, icons
        self.setModel(model)
        self._delegate = RowDelegate(theme, icons, self)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)

    def first_index(self) -> QModelIndex:
        """The first row that can be chosen, as it stands in the view."""
        return self._model.index(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _ENTER and index.isValid():
            self._act(index)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Up and index == self.first_index():
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.show_focus()

    def show_focus(self) -> None:
        """Where keys go to the rows, it is seen on one of them."""
        if self.hasFocus() and not self.currentIndex().isValid():
            self.setCurrentIndex(self.first_index())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        menu = self.menu_for(index)
        if menu is None:
            return
        place = self.visualRect(index).bottomLeft() + QPoint(24, 0) if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(place))

    def menu_for(self, index: QModelIndex) -> QMenu | None:
        """What can be done with a row; None for a heading."""
        row = self._model.row_at(index)
        if row is None or row.kind is RowKind.SECTION:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row.example is None:
            word = "folder" if is_folder(row.chapter) else "chapter"
            verb = "Close" if self.isExpanded(index) else "Open"
            menu.addAction(f"{verb} {word}", lambda: self._act(index))
            menu.addAction(f"Close all {word}s", self.collapseAll)
            return menu
        if row.example.problem:
            menu.addAction("Why it is not opened", lambda: self._act(index))
            return menu
        target = row.example.id
        menu.addAction("Open", lambda: self.chosen.emit(target))
        run = menu.addAction("Run", lambda: self.run_requested.emit(target))
        run.setIcon(self._icons.icon("play", "text2", 16))
        is_favorite, favorite = index.data(Role.FAVORITE), row.example.target
        if is_favorite is not None:
            words = "Remove from favourites" if is_favorite else "Add to favourites"
            star = menu.addAction(words, lambda: self.favorite_requested.emit(favorite))
            star.setIcon(self._icons.icon("star", "text2", 16))
        if index.data(Role.EDITED):
            menu.addSeparator()
            restore = menu.addAction("Restore original", lambda: self.restore_requested.emit(target))
            restore.setIcon(self._icons.icon("undo-2", "text2", 16))
        self._add_own(menu, row.example)
        return menu

    def _add_own(self, menu: QMenu, example: Example) -> None:
        """What makes a program of the learner's own, and what only such a one has."""
        target = example.target
        menu.addSeparator()
        duplicate = menu.addAction(
            "Duplicate into My programs", lambda: self.duplicate_requested.emit(target)
        )
        duplicate.setIcon(self._icons.icon("copy", "text2", 16))
        if example.is_own:
            menu.addAction("Rename…", lambda: self.rename_requested.emit(target))
            delete = menu.addAction("Delete", lambda: self.delete_requested.emit(target))
            delete.setIcon(self._icons.icon("trash-2", "text2", 16))

    def _set_up(self) -> None:
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("Library")

    def _act(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row is None or row.kind is RowKind.SECTION:
            return
        if row.example is None:
            self.setExpanded(index, not self.isExpanded(index))
        elif row.example.problem:
            self.refused.emit(f"{row.example.entry.name} {row.example.problem}")
        else:
            self.chosen.emit(row.example.id)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._act(index)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
