"""Two dialogs that only tell: About, and the keyboard shortcuts.

All text is plain; the shortcuts come from the table of actions.
"""

from __future__ import annotations

import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.core.paths import Paths
from desktop.ui.actions import ACTIONS, MENUS, keys_of
from desktop.ui.controls import Button, Prose, Text
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

_WIDTH = 560
_ICON = 64


class InfoDialog(QDialog):
    """A titled column with Close at the bottom; subclasses fill ``body``."""

    def __init__(self, theme: Theme, icons: Icons, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.px(_WIDTH), theme.px(_WIDTH))
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


class AboutDialog(InfoDialog):
    """Name, versions and licences."""

    def __init__(self, paths: Paths, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(theme, icons, "About Python Features Explorer", parent)
        picture = QLabel(self)
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
    """Every action that has keys, by menu."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(theme, icons, "Keyboard shortcuts", parent)
        self.resize(theme.px(_WIDTH), theme.px(640))
        tree = QTreeWidget(self)
        tree.setAccessibleName("Keyboard shortcuts")
        tree.setHeaderLabels(["Action", "Keys"])
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        tree.setRootIsDecorated(False)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for menu in MENUS:
            self._add_menu(tree, menu, theme)
        tree.expandAll()
        self.body.addWidget(tree, 1)

    @staticmethod
    def _add_menu(tree: QTreeWidget, menu: str, theme: Theme) -> None:
        rows = [spec for spec in ACTIONS if spec.menu == menu and keys_of(spec)]
        if not rows:
            return
        heading = QTreeWidgetItem(tree, [menu])
        heading.setFont(0, theme.font("strong"))
        for spec in rows:
            keys = [
                QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys_of(spec)
            ]
            QTreeWidgetItem(heading, [spec.text.rstrip("…"), "  or  ".join(keys)])
