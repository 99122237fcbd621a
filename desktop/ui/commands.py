"""What each action of the window does.

Joins the table of actions to the panels; decides nothing that the session could decide. Dialogs are imported
when they are first opened, to keep the start quick.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QMenuBar, QWidget

from desktop.core.catalog import Catalog
from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.services.run_memory import InputFrom
from desktop.services.session import Session
from desktop.ui.actions import Actions
from desktop.ui.drops import Drops
from desktop.ui.editing import Editing
from desktop.ui.icons import Icons
from desktop.ui.marking import Marking
from desktop.ui.output_actions import OutputActions
from desktop.ui.programs import Programs
from desktop.ui.progress_transfer import ProgressTransfer
from desktop.ui.theme import Theme
from desktop.ui.window_state import WindowState
from desktop.ui.zips import Zips

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.palette import Palette

RECENT_ACTIONS = "palette_recent"


class Commands(QObject):
    """The handlers of one window's actions."""

    def __init__(
        self, window: MainWindow, session: Session, state: WindowState, theme: Theme, icons: Icons
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._theme, self._icons = window, session, theme, icons
        self._bench = window.workbench
        self._transfer = ProgressTransfer(session, window.tell, window)
        self._actions = Actions(window)
        self._programs = Programs(window, session, theme, icons)
        self.editing = Editing(window, session, theme, icons)
        self.marking = Marking(window, session)
        self._zips = Zips(window, session, theme, icons)
        Drops(window, self._zips.take, theme, icons)
        self._output = OutputActions(window, session, state, theme, icons)
        self._actions.connect_all(
            self._code_handlers()
            | self.editing.handlers()
            | self.marking.handlers()
            | self._run_handlers()
            | self._output.handlers()
            | self._zips.handlers()
            | self._window_handlers()
        )
        self._output.join(self._actions)
        self.marking.follow(self._actions["favorite"], self._actions["rate"])
        self._bench.view.header.changes_requested.connect(self.editing.show_changes)
        window.pages.folder_requested.connect(window.folders.choose)
        window.pages.import_requested.connect(self._transfer.import_progress)
        session.run_started.connect(self._refresh)
        session.run_finished.connect(self._refresh)
        session.status_changed.connect(self._refresh)
        session.libraries.changed.connect(self._refresh)
        self._bench.example_shown.connect(self._refresh)
        self._actions["recent_folders"].setMenu(window.folders.menu)
        self.set_checked("console", True)
        self._refresh()

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        self._actions.fill(bar)
        for menu in bar.findChildren(QMenu):
            menu.aboutToShow.connect(self._refresh)

    def set_checked(self, name: str, is_checked: bool) -> None:
        """Show in the menu whether a panel is in view."""
        self._actions[name].setChecked(is_checked)

    # ---- used by the panels as well ----

    def open_settings(self, key: str = "") -> None:
        """Show the settings, at one of them when named."""
        from desktop.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._session, self._theme, self._icons, self._window)
        dialog.open()
        if key:
            dialog.show_setting(key)

    def open_shortcuts(self) -> None:
        """Show every action with its keys."""
        from desktop.ui.info_dialogs import ShortcutsDialog

        ShortcutsDialog(self._theme, self._icons, self._window).open()

    @cached_property
    def palette(self) -> Palette:
        """The actions to be found by a few letters."""
        from desktop.ui.palette import Palette

        state = self._window.state
        palette = Palette(
            self._actions.items(), state.text(RECENT_ACTIONS), self._theme, self._icons, self._window
        )
        palette.recent_changed.connect(lambda names: state.set(RECENT_ACTIONS, names))
        return palette

    def open_protection(self) -> None:
        """Show what protects a run here, and what does not."""
        from desktop.ui.protection_dialog import ProtectionDialog

        dialog = ProtectionDialog(self._session, self._theme, self._icons, self._window)
        dialog.settings_requested.connect(lambda: self.open_settings("security.sandbox_mode"))
        dialog.permissions_requested.connect(self.open_permissions)
        dialog.open()

    def open_permissions(self) -> None:
        """Show what was allowed and forbidden, to be taken back."""
        from desktop.ui.decisions_view import DecisionsView

        DecisionsView(self._session, self._theme, self._icons, self._window).open()

    def search(self) -> None:
        """Put the cursor into the library's search field."""
        if not self._window.is_library_shown:
            self._window.show_page("library")
            self._window.want_library(True)
        self._window.library.focus_search()

    def open_and_run(self, target: str) -> None:
        """Open an example and run it."""
        if self._window.open_target(target):
            self._bench.run()

    def open_and_restore(self, target: str) -> None:
        """Open an example and put its original back."""
        if self._window.open_target(target):
            self._bench.restore()

    # ---- the table ----

    def _code_handlers(self) -> dict[str, Callable[[], object]]:
        def on_code(name: str) -> Callable[[], object]:
            return lambda: getattr(self._bench.view.code, name)() if self._bench.view.code else None

        theme = self._theme
        return {
            "undo": on_code("undo"),
            "redo": on_code("redo"),
            "cut": on_code("cut"),
            "copy": self._copy,
            "paste": on_code("paste"),
            "select_all": self._select_all,
            "complete": on_code("propose"),
            "comment": on_code("toggle_comment"),
            "indent": on_code("indent"),
            "outdent": on_code("outdent"),
            "restore": self._bench.restore,
            "tab_leaves": self._toggle_tab_leaves,
            "zoom_in": lambda: theme.set_code_zoom(theme.code_zoom + 1),
            "zoom_out": lambda: theme.set_code_zoom(theme.code_zoom - 1),
            "zoom_reset": lambda: theme.set_code_zoom(0),
        }

    def _run_handlers(self) -> dict[str, Callable[[], object]]:
        session, panel = self._session, self._bench.run_panel
        return {
            "run": self._run,
            "restart": self._run,
            "stop": session.stop,
            "run_stored_input": lambda: self._bench.run(input_from=InputFrom.STORED),
            "run_doctests": self._bench.run_doctests,
            "send_input": panel.console.show_input,
            "end_input": session.end_input,
            "save_output": self._save_output,
            "keep_files": self._keep_files,
        }

    def _window_handlers(self) -> dict[str, Callable[[], object]]:
        window = self._window
        return {
            "new_program": self._programs.new,
            "duplicate": self._programs.duplicate,
            "rename_program": self._programs.rename,
            "delete_program": self._programs.delete,
            "open_file": self._open_file,
            "open_folder": window.folders.choose,
            "recent_folders": window.folders.show_recent,
            "close_folder": window.folders.close,
            "import_progress": self._transfer.import_progress,
            "export_progress": self._transfer.export_progress,
            "quit": window.close,
            "page_library": lambda: self._go_to_page("library"),
            "page_progress": lambda: self._go_to_page("progress"),
            "page_activity": lambda: self._go_to_page("activity"),
            "library": lambda: window.want_library(not window.is_library_shown),
            "guide": lambda: window.want_guide(not window.is_guide_shown),
            "console": self._toggle_console,
            "menu_bar": lambda: window.menuBar().setActiveAction(window.menuBar().actions()[0]),
            "next_pane": lambda: self._go_to_pane(1),
            "previous_pane": lambda: self._go_to_pane(-1),
            "full_screen": lambda: window.setWindowState(
                window.windowState() ^ Qt.WindowState.WindowFullScreen
            ),
            "search": self.search,
            "continue": self._continue,
            "next_example": lambda: self._step(Catalog.next),
            "previous_example": lambda: self._step(Catalog.previous),
            "palette": self._open_palette,
            "settings": self.open_settings,
            "permissions": self.open_permissions,
            "protection": self.open_protection,
            "shortcuts": self.open_shortcuts,
            "welcome": lambda: window.show_page("welcome"),
            "about": self._open_about,
        }

    def _refresh(self, *_news: object) -> None:
        is_running, example = self._session.is_running, self._bench.example
        for name in ("stop", "send_input", "end_input"):
            self._actions[name].setEnabled(is_running)
        outcome = self._session.last_outcome(example.id) if example else None
        self._actions["keep_files"].setEnabled(bool(outcome and outcome.files_written) and not is_running)
        self._actions["restore"].setEnabled(example is not None)
        self._actions["run_doctests"].setEnabled(example is not None)
        for name in ("rename_program", "delete_program"):
            self._actions[name].setEnabled(example is not None and example.is_own)
        self._actions["close_folder"].setEnabled(self._session.libraries.folder is not None)
        self._actions["delete_library"].setEnabled(self._zips.library is not None)
        self._actions["run_stored_input"].setEnabled(self._bench.view.header.has_stored_input)

    # ---- what takes more than a call ----

    def _run(self) -> None:
        self._window.pages.run()
        self._window.show_page(self._window.pages.name)

    def _open_palette(self) -> None:
        self._refresh()  # as before a menu is shown
        self.palette.open()

    def _open_about(self) -> None:
        from desktop.ui.info_dialogs import AboutDialog

        AboutDialog(self._session.paths, self._theme, self._icons, self._window).open()

    def _copy(self) -> None:
        console = self._bench.run_panel.console
        if console.view.hasFocus():
            console.copy()
        elif self._bench.view.code is not None:
            self._bench.view.code.copy()

    def _select_all(self) -> None:
        console = self._bench.run_panel.console
        if console.view.hasFocus():
            console.view.select_all()
        elif self._bench.view.code is not None:
            self._bench.view.code.selectAll()

    def _toggle_tab_leaves(self) -> None:
        if self._bench.view.code is not None:
            self._bench.view.code.set_tab_leaves(self._actions["tab_leaves"].isChecked())

    def _save_output(self) -> None:
        code = self._bench.view.code
        if code is not None and code.hasFocus():
            self._bench.view.flush()
            self._window.tell("Your copy is saved as you type.")
        else:
            self._bench.run_panel.save_output()

    def _keep_files(self) -> None:
        example = self._bench.example
        folder = QFileDialog.getExistingDirectory(self._window, "Keep the written files in…")
        if example is None or not folder:
            return
        try:
            kept = self._session.keep_files(example.id, Path(folder))
        except ExplorerError as error:
            self._window.tell(str(error))
        else:
            self._window.tell(f"The files are in {kept}.")

    def _open_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self._window, "Open a Python file", "", "Python files (*.py)"
        )
        if name:
            self._window.open_target(name)

    def _toggle_console(self) -> None:
        panel = self._bench.run_panel
        panel.setVisible(not panel.isVisible())
        self.set_checked("console", panel.isVisible())

    def _continue(self) -> None:
        target = self._session.progress.last_opened
        if target:
            self._window.open_target(target)

    def _step(self, neighbour: Callable[[Catalog, str], Example | None]) -> None:
        """To the neighbour of the open example; to the first one while none of a library is open."""
        libraries, example = self._session.libraries, self._bench.example
        catalog = libraries.catalog_of(example) if example else None
        if example is None or catalog is None:
            catalog = libraries.catalog
            found = next(iter(catalog.examples), None)
        else:
            found = neighbour(catalog, example.id)
        while found is not None and found.problem:
            found = neighbour(catalog, found.id)
        if found is not None:
            self._window.open_target(found.target)

    def _go_to_page(self, name: str) -> None:
        """To a page, and keys go there, no more to the rail or the status bar."""
        window = self._window
        window.show_page(name)
        focus = window.focusWidget()
        if focus is None or _holds(window.rail, focus) or _holds(window.status_bar, focus):
            window.pages.panes()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_pane(self, step: int) -> None:
        """To the neighbour of the pane that has the focus; first to an offer, which does not wait long."""
        panes, offer = self._window.panes(), self._window.workbench.toast.offer
        focus = self._window.focusWidget()
        if offer is not None and not offer.hasFocus():
            offer.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        at = next((i for i, pane in enumerate(panes) if focus is not None and _holds(pane, focus)), -1)
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)
