"""What the actions of the Edit menu do beyond typing: find, go to, compare, bring back, hand on.

Hides which panel they concern; dialogs are imported when they are first opened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.services.session import Session
from desktop.ui.code_view import CodeView
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.find_bar import FindBar
    from desktop.ui.main_window import MainWindow


class Editing(QObject):
    """The editing actions of one window."""

    def __init__(self, window: MainWindow, session: Session, theme: Theme, icons: Icons) -> None:
        super().__init__(window)
        self._window, self._session, self._theme, self._icons = window, session, theme, icons
        self._view = window.workbench.view

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Each action by its name in the table."""
        window_bench = self._window.workbench
        return {
            "find": lambda: self._bar().open(),
            "find_next": lambda: self._bar().find_next(),
            "find_previous": lambda: self._bar().find_previous(),
            "replace": lambda: self._bar().open(replaces=True),
            "replace_all": lambda: self._bar().replace_all(),
            "go_to_line": self.go_to_line,
            "changes": self.show_changes,
            "bring_back": window_bench.bring_back,
            "copy_html": self.copy_html,
            "print": self.print_code,
        }

    def go_to_line(self) -> None:
        """Ask which line of the code, and go there."""
        from desktop.ui.go_to_line import GoToLine

        code = self._code()
        if code is not None:
            line, count = code.textCursor().blockNumber() + 1, code.blockCount()
            dialog = GoToLine(line, count, self._theme, self._icons, self._window)
            dialog.line_chosen.connect(code.show_line)
            dialog.open()

    def show_changes(self) -> None:
        """Show what differs from the original in the file in front."""
        from desktop.ui.changes_dialog import ChangesDialog

        code = self._code()
        if code is not None and code.original is not None:
            name = self._view.file_name
            ChangesDialog(code, code.original, self._theme, self._icons, self._window, name=name).open()

    def copy_html(self) -> None:
        """Copy the selection, or all, as coloured text."""
        from desktop.ui.code_export import html_mime

        code = self._code()
        if code is not None:
            QGuiApplication.clipboard().setMimeData(html_mime(code.chosen_text()))
            self._window.tell("Copied with its colours.")

    def print_code(self) -> None:
        """Print the selection, or all."""
        from desktop.ui.code_export import print_code

        code = self._code()
        if code is not None:
            print_code(code.chosen_text(), self._view.file_name, self._theme, self._window)

    def _code(self) -> CodeView | None:
        self._window.show_page("library")
        return self._view.code

    def _bar(self) -> FindBar:
        """The bar of the panel that is worked in; the code is in front from then on."""
        panel = self._window.workbench.run_panel
        is_output = panel.isVisible() and panel.isAncestorOf(self._window.focusWidget() or self._window)
        self._window.show_page("library")
        return panel.find_bar if is_output else self._view.find_bar
