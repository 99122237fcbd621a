"""Opening and closing folders: the dialog, the recent ones, and what the window shows meanwhile.

Hides where the recent folders are kept. Reading them is the business of ``services/libraries.py``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

if TYPE_CHECKING:
    from desktop.services.libraries import Libraries
    from desktop.ui.window_state import WindowState

_MOST_RECENT = 8
_RECENT, _OPEN = "recent_folders", "folder"


def is_folder_target(target: str) -> bool:
    """Whether a target of the command line names a folder; the disk is not asked, it may be slow."""
    return Path(target).is_absolute() and not target.endswith(".py")


class Folders(QObject):
    """The folder that is open in one window, and those before it."""

    first_file = Signal(str)
    """The first file of a folder that was opened, as a target; once for each folder."""

    def __init__(self, libraries: Libraries, state: WindowState, window: QWidget) -> None:
        super().__init__(window)
        self._libraries, self._state, self._window = libraries, state, window
        self._is_new = False
        self._also: Callable[[], tuple[Path, ...]] = tuple
        self.menu = QMenu("Recent folders", window)
        """The folders that were opened last, newest first."""
        self.menu.aboutToShow.connect(self._fill_menu)
        self._fill_menu()
        libraries.changed.connect(self._on_libraries_changed)

    @property
    def kept(self) -> str:
        """The folder that was open when the window was closed, or an empty text."""
        return self._state.text(_OPEN)

    def choose(self) -> None:
        """Ask for a folder and open it."""
        start = str(self._libraries.folder or next(iter(self.recent()), ""))
        name = QFileDialog.getExistingDirectory(self._window, "Open a folder of Python files", start)
        if name:
            self.open(Path(name))

    def open(self, folder: Path) -> None:
        """Show a folder in place of the library."""
        folder = Path(os.path.normpath(folder.absolute()))
        names = [str(folder), *(str(known) for known in self.recent() if known != folder)]
        self._state.set(_RECENT, json.dumps(names[:_MOST_RECENT]))
        self._is_new = True
        self._libraries.open_folder(folder)

    def close(self) -> None:
        """Show the bundled library again."""
        self._libraries.close_folder()

    def recent(self) -> tuple[Path, ...]:
        """The folders that were opened last, newest first."""
        try:
            names = json.loads(self._state.text(_RECENT) or "[]")
        except ValueError:
            return ()
        found = names if isinstance(names, list) else []
        paths = (Path(name) for name in found if isinstance(name, str))
        return tuple(path for path in paths if path.is_absolute())

    def offer_also(self, read: Callable[[], tuple[Path, ...]]) -> None:
        """Offer the imported libraries in the menu, too."""
        self._also = read

    def show_recent(self) -> None:
        """Offer the recent folders where the pointer is."""
        self.menu.popup(QCursor.pos())

    @Slot()
    def _fill_menu(self) -> None:
        self.menu.clear()
        recent, imported = self.recent(), self._also()
        for folder in recent:
            name = folder.name if folder in imported else str(folder)
            self.menu.addAction(name.replace("&", "&&"), partial(self.open, folder))
        if recent:
            self.menu.addSeparator()
            self.menu.addAction("Forget these", self._forget)
        if others := [folder for folder in imported if folder not in recent]:
            menu = self.menu.addMenu("Imported libraries")
            for folder in others:
                menu.addAction(folder.name.replace("&", "&&"), partial(self.open, folder))
        if self.menu.isEmpty():
            self.menu.addAction("No folder was opened yet").setEnabled(False)

    def forget(self, folder: Path) -> None:
        """Offer a folder, and what lies in it, no more."""
        left = [str(each) for each in self.recent() if not each.is_relative_to(folder)]
        self._state.set(_RECENT, json.dumps(left))

    def _forget(self) -> None:
        self._state.set(_RECENT, "[]")

    @Slot()
    def _on_libraries_changed(self) -> None:
        folder = self._libraries.folder
        self._state.set(_OPEN, str(folder) if folder else "")
        readable = (each for each in self._libraries.catalog.examples if not each.problem)
        first = next(readable, None) if folder and self._is_new else None
        if first is not None:
            self._is_new = False
            self.first_file.emit(first.target)
