"""What the actions of the Edit menu do beyond typing: find, replace.

Hides which panel they concern; dialogs are imported when they are first opened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.services.session import Session
from desktop.ui.find_bar import FindBar
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


class Editing(QObject):
    """The editing actions of one window."""

    def __init__(self, window: MainWindow, session: Session, theme: Theme, icons: Icons) -> None:
        super().__init__(window)
        self._window, self._session, self._theme, self._icons = window, session, theme, icons
        self._view = window.workbench.view

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Each action by its name in the table."""
        return {
            "find": lambda: self._bar().open(),
            "find_next": lambda: self._bar().find_next(),
            "find_previous": lambda: self._bar().find_previous(),
            "replace": lambda: self._bar().open(replaces=True),
            "replace_all": lambda: self._bar().replace_all(),
        }

    def _bar(self) -> FindBar:
        """The bar of the panel that is worked in; the code is in front from then on."""
        self._window.show_page("library")
        return self._view.find_bar
