"""Two dialogs that only tell: About, and the keyboard shortcuts.

All text is plain; the shortcuts come from the table of actions.
"""

from __future__ import annotations

import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import QSize, Qt, Slot, qVersion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.core.paths import Paths
from desktop.core.ranking import Name, ranked
from desktop.ui.actions import ACTIONS, MENUS, ActionSpec, keys_of, native_text
from desktop.ui.controls import Button, Prose, Text
from desktop.ui.focus_ring import FocusRing
from desktop.ui.icons import Icons
from desktop.ui.search_field import SearchField
from desktop.ui.theme import Theme
from desktop.ui.window_state import room_on

_WIDTH = 560
_ICON = 64
_ROW = 24


class InfoDialog(QDialog):
    """A titled column with Close at the bottom; subclasses fill ``body``."""

    def __init__(self, theme: Theme, icons: Icons, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fit(theme.px(_WIDTH), theme.px(_WIDTH))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        close = Button(theme, icons, "Close")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        footer = QHBoxLayout()
        footer.addStretch(1)
        footer.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(self.body, 1)
        column.addLayout(footer)
        close.setFocus()

    def fit(self, width: int, height: int) -> None:
        """Take this size, or what the screen has."""
        self.resize(QSize(width, height).boundedTo(room_on(self.screen())))


class AboutDialog(InfoDialog):
    """Name, versions and licences."""

    def __init__(self, paths: Paths, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(theme, icons, "About Python Features Explorer", parent)
        picture = QLabel(self)
        picture.setAccessibleName("The picture of the application")
        picture.setPixmap(parent.windowIcon().pixmap(_ICON, _ICON))
        names = QVBoxLayout()
        names.addWidget(Text(theme, "Python Features Explorer", "title"))
        names.addWidget(Text(theme, f"Version {__version__}", "body", "text2"))
        versions = f"Python {platform.python_version()} · Qt {qVersion()} · PySide6 {PySide6.__version__}"
        names.addWidget(Text(theme, versions, "body", "text2"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture)
        head.addLayout(names, 1)
        self.body.addLayout(head)
        sentence = (
            "It works offline: it opens no network connection, and your progress stays on this computer."
        )
        self.body.addWidget(Prose(theme, sentence))
        licences = QPlainTextEdit(_licences(paths.resources), self)
        licences.setReadOnly(True)
        licences.setAccessibleName("Licences")
        licences.setFont(theme.font("mono_small"))
        licences.setProperty("field", True)
        self.body.addWidget(Text(theme, "Licences", "section"))
        self.body.addWidget(licences, 1)


def _licences(resources: Path) -> str:
    """The texts that lie beside what they are about, each under its file's name."""
    files = [*sorted((resources / "licences").glob("*.txt")), *sorted((resources / "fonts").glob("*.txt"))]
    files.append(resources / "icons" / "LICENSE")
    return "\n\n".join(
        f"{file.parent.name}: {file.stem}\n\n{file.read_text(encoding='utf-8').strip()}" for file in files
    )


class ShortcutsDialog(InfoDialog):
    """Every action that has keys, by menu; a few letters of its name, its menu or its keys find it."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(theme, icons, "Keyboard shortcuts", parent)
        self._theme = theme
        self.fit(theme.px(_WIDTH), theme.px(640))
        self.field = SearchField("Search shortcuts", theme, icons, parent=self)
        self.tree = QTreeWidget(self)
        self._nothing = Text(theme, "No shortcut fits. Try a word of the action, or a key.", "body", "text2")
        self._build()
        self.field.textChanged.connect(self._fill)
        self.field.down_pressed.connect(self.tree.setFocus)
        self._fill("")
        self.field.setFocus()

    def shown(self) -> list[str]:
        """The actions in view, from the top."""
        rows = QTreeWidgetItemIterator(self.tree, QTreeWidgetItemIterator.IteratorFlag.NoChildren)
        found = []
        while (item := rows.value()) is not None:
            found.append(item.text(0))
            rows += 1
        return found

    def _build(self) -> None:
        tree = self.tree
        tree.setAccessibleName("Keyboard shortcuts")
        tree.setHeaderLabels(["Action", "Keys"])
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        tree.setRootIsDecorated(False)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        FocusRing(self._theme, tree)
        self.body.addWidget(self.field)
        self.body.addWidget(tree, 1)
        self.body.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)

    @Slot(str)
    def _fill(self, query: str) -> None:
        specs = [spec for spec in ACTIONS if keys_of(spec)]
        names = [
            Name(spec.text, f"{spec.menu} {' '.join(map(native_text, keys_of(spec)))}") for spec in specs
        ]
        found = {specs[place] for place in ranked(query, names)}
        self.tree.clear()
        for menu in MENUS:
            self._add_menu(menu, [spec for spec in specs if spec.menu == menu and spec in found])
        self.tree.expandAll()
        self.tree.setVisible(bool(found))
        self._nothing.setVisible(not found)

    def _add_menu(self, menu: str, specs: list[ActionSpec]) -> None:
        if not specs:
            return
        heading = QTreeWidgetItem(self.tree, [menu])
        heading.setData(1, Qt.ItemDataRole.AccessibleTextRole, f"Keys of {menu}")
        heading.setFont(0, self._theme.font("strong"))
        heading.setSizeHint(0, QSize(0, self._theme.px(_ROW + 6)))
        for spec in specs:
            keys = "  or  ".join(map(native_text, keys_of(spec)))
            row = QTreeWidgetItem(heading, [spec.text.rstrip("…"), keys])
            row.setSizeHint(0, QSize(0, self._theme.px(_ROW)))
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{row.text(0)}, {keys}")


def _name(spec: ActionSpec) -> Name:
    keys = " ".join(map(native_text, keys_of(spec)))
    return Name(spec.text, f"{spec.menu} {keys}")
