"""Every action of the window, said once: its words, its menu, its keys on each system.

Menus, tooltips, key hints, the command palette and the shortcut sheet are made from this table.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from desktop.ui.mnemonics import with_mnemonics


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``keys`` are the first shortcut first, on macOS ``mac_keys`` where they differ.

    ``scope`` is empty for the whole window. Otherwise it names the widget whose own keys these are: the menu
    and the shortcut sheet show them, the widget handles them.
    """

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    mac_keys: tuple[str, ...] = ()
    icon: str = ""
    is_checkable: bool = False
    scope: str = ""
    separates: bool = False


ACTIONS = (
    ActionSpec("new_program", "File", "New program", ("Ctrl+N",), icon="pencil"),
    ActionSpec("duplicate", "File", "Duplicate into My programs", icon="copy"),
    ActionSpec("rename_program", "File", "Rename my program…"),
    ActionSpec("delete_program", "File", "Delete my program", icon="trash-2"),
    ActionSpec("open_file", "File", "Open file…", icon="file-code", separates=True),
    ActionSpec("open_folder", "File", "Open folder…", ("Ctrl+O",), icon="folder-open"),
    ActionSpec("recent_folders", "File", "Recent folders"),
    ActionSpec("close_folder", "File", "Close folder"),
    ActionSpec("import_zip", "File", "Import zip…", icon="import", separates=True),
    ActionSpec("export_zip", "File", "Export as zip…", icon="upload"),
    ActionSpec("delete_library", "File", "Delete the imported library…", icon="trash-2"),
    ActionSpec("save_output", "File", "Save output…", ("Ctrl+S",), icon="save", separates=True),
    ActionSpec("keep_files", "File", "Keep the written files…"),
    ActionSpec("print", "File", "Print…", ("Ctrl+P",), icon="printer"),
    ActionSpec("import_progress", "File", "Import progress…", icon="import", separates=True),
    ActionSpec("export_progress", "File", "Export progress…", icon="upload"),
    ActionSpec("quit", "File", "Quit", ("Ctrl+Q",), separates=True),
    ActionSpec("undo", "Edit", "Undo", ("Ctrl+Z",), scope="code"),
    ActionSpec("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), ("Ctrl+Shift+Z",), scope="code"),
    ActionSpec("cut", "Edit", "Cut", ("Ctrl+X",), scope="code", separates=True),
    ActionSpec("copy", "Edit", "Copy", ("Ctrl+C",), scope="text"),
    ActionSpec("copy_html", "Edit", "Copy code with colours (HTML)"),
    ActionSpec("paste", "Edit", "Paste", ("Ctrl+V",), scope="code"),
    ActionSpec("select_all", "Edit", "Select all", ("Ctrl+A",), scope="text"),
    ActionSpec("find", "Edit", "Find…", ("Ctrl+F",), icon="search", separates=True),
    ActionSpec("find_next", "Edit", "Find next", ("F3",), ("Ctrl+G", "F3")),
    ActionSpec("find_previous", "Edit", "Find previous", ("Shift+F3",), ("Ctrl+Shift+G", "Shift+F3")),
    ActionSpec("replace", "Edit", "Replace…", ("Ctrl+H",), ("Ctrl+Alt+F",), icon="replace"),
    ActionSpec("replace_all", "Edit", "Replace all", ("Ctrl+Alt+Return", "Ctrl+Alt+Enter")),
    ActionSpec("go_to_line", "Edit", "Go to line…", ("Ctrl+G",), ("Ctrl+L",)),
    ActionSpec(
        "complete", "Edit", "Propose words", ("Ctrl+Space",), ("Meta+Space",), scope="code", separates=True
    ),
    ActionSpec("comment", "Edit", "Comment or uncomment", ("Ctrl+/",), scope="code"),
    ActionSpec("indent", "Edit", "Indent", ("Tab",), scope="code"),
    ActionSpec("outdent", "Edit", "Outdent", ("Shift+Tab",), scope="code"),
    ActionSpec("changes", "Edit", "Show changes…", ("Ctrl+Shift+D",), icon="file-diff", separates=True),
    ActionSpec(
        "restore",
        "Edit",
        "Restore original",
        ("Ctrl+Shift+R",),
        ("Ctrl+Alt+Shift+R",),
        "undo-2",
    ),
    ActionSpec("bring_back", "Edit", "Bring back my last copy"),
    ActionSpec("page_library", "View", "Library page", ("Ctrl+1",), icon="book-open"),
    ActionSpec("page_progress", "View", "Progress page", ("Ctrl+2",), icon="chart-no-axes-column"),
    ActionSpec("library", "View", "Library panel", ("Ctrl+B",), is_checkable=True, separates=True),
    ActionSpec("guide", "View", "Guide", ("Ctrl+Shift+E",), icon="panel-right-open", is_checkable=True),
    ActionSpec("console", "View", "Console", ("Ctrl+J",), is_checkable=True),
    ActionSpec("wrap_output", "View", "Wrap long lines of output", ("Alt+Z",), is_checkable=True),
    ActionSpec("number_output", "View", "Number the lines of output", is_checkable=True),
    ActionSpec("time_output", "View", "Show when each line of output came", is_checkable=True),
    ActionSpec("menu_bar", "View", "Menu bar", ("F10",), separates=True),
    ActionSpec("next_pane", "View", "Next pane", ("F6",)),
    ActionSpec("previous_pane", "View", "Previous pane", ("Shift+F6",)),
    ActionSpec("zoom_in", "View", "Bigger code", ("Ctrl++", "Ctrl+="), separates=True),
    ActionSpec("zoom_out", "View", "Smaller code", ("Ctrl+-",)),
    ActionSpec("zoom_reset", "View", "Normal size", ("Ctrl+0",)),
    ActionSpec(
        "full_screen", "View", "Full screen", ("F11",), ("Meta+Ctrl+F",), is_checkable=True, separates=True
    ),
    ActionSpec("run", "Run", "Run", ("F5",), ("Ctrl+R", "F5"), "play"),
    ActionSpec("restart", "Run", "Restart", ("Ctrl+F5",), ("Ctrl+Shift+R",), "rotate-ccw"),
    ActionSpec("stop", "Run", "Stop", ("Shift+F5",), ("Ctrl+.",), "square"),
    ActionSpec(
        "run_stored_input", "Run", "Run with the stored input", icon="text-cursor-input", separates=True
    ),
    ActionSpec("run_doctests", "Run", "Run the doctests"),
    ActionSpec("run_same_input", "Run", "Run again with the same input", ("Ctrl+Shift+F5",)),
    ActionSpec("send_input", "Run", "Type input"),
    ActionSpec("end_input", "Run", "End input", ("Ctrl+D",), ("Meta+D",), scope="input"),
    ActionSpec(
        "clear_output",
        "Run",
        "Clear output",
        ("Ctrl+L",),
        ("Meta+L",),
        "eraser",
        scope="console",
        separates=True,
    ),
    ActionSpec("copy_output", "Run", "Copy output", icon="copy"),
    ActionSpec("find_output", "Run", "Find in output…", icon="search"),
    ActionSpec("compare_expected", "Run", "Compare with the expected output…", separates=True),
    ActionSpec("compare_before", "Run", "Compare with the run before…"),
    ActionSpec("search", "Learn", "Search the library", ("Ctrl+K",), icon="search"),
    ActionSpec("continue", "Learn", "Continue where you left off", separates=True),
    ActionSpec("next_example", "Learn", "Next example", ("Ctrl+PgDown",), ("Ctrl+Alt+Down",)),
    ActionSpec("previous_example", "Learn", "Previous example", ("Ctrl+PgUp",), ("Ctrl+Alt+Up",)),
    ActionSpec("favorite", "Learn", "Favourite", ("Ctrl+D",), icon="star", is_checkable=True, separates=True),
    ActionSpec("rate", "Learn", "Rate this example"),
    ActionSpec("note", "Learn", "My note", ("Ctrl+Shift+N",), icon="notebook-pen"),
    ActionSpec("palette", "Tools", "Find an action…", ("Ctrl+Shift+P",), icon="terminal"),
    ActionSpec("settings", "Tools", "Settings…", ("Ctrl+,",), icon="settings"),
    ActionSpec("page_activity", "Tools", "Activity log", ("Ctrl+5",), icon="scroll-text"),
    ActionSpec("permissions", "Tools", "Permissions…", icon="shield"),
    ActionSpec("protection", "Tools", "What protects a run", icon="shield-check"),
    ActionSpec(
        "tab_leaves",
        "Tools",
        "Tab leaves the code",
        ("Ctrl+M",),
        ("Meta+Shift+M",),
        is_checkable=True,
        separates=True,
    ),
    ActionSpec("shortcuts", "Help", "Keyboard shortcuts", ("Ctrl+F1", "F1"), ("Ctrl+?", "F1"), "keyboard"),
    ActionSpec("welcome", "Help", "First steps page"),
    ActionSpec("about", "Help", "About", separates=True),
)

MENUS = ("File", "Edit", "View", "Run", "Learn", "Tools", "Help")


def keys_of(spec: ActionSpec, *, is_mac: bool = sys.platform == "darwin") -> tuple[str, ...]:
    """The shortcuts of an action on this system, in Qt's portable notation."""
    return spec.mac_keys if is_mac and spec.mac_keys else spec.keys


def key_text(name: str) -> str:
    """The first shortcut of an action as this system writes it, or an empty text."""
    spec = next(spec for spec in ACTIONS if spec.name == name)
    keys = keys_of(spec)
    return native_text(keys[0]) if keys else ""


def native_text(key: str) -> str:
    """A shortcut of the table as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class Actions(QObject):
    """The window's actions by name."""

    def __init__(self, window: QWidget) -> None:
        """Make every action of the table; they belong to ``window``."""
        super().__init__(window)
        self._actions = {spec.name: self._make(spec, window) for spec in ACTIONS}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def items(self) -> Iterator[tuple[ActionSpec, QAction]]:
        """Every line of the table with its action."""
        return ((spec, self._actions[spec.name]) for spec in ACTIONS)

    def connect_all(self, handlers: dict[str, Callable[[], object]]) -> None:
        """Give each action what it does. Raises ValueError when one is left without."""
        left = set(self._actions) - set(handlers)
        if left:
            raise ValueError(f"actions without a handler: {', '.join(sorted(left))}")
        for name, handler in handlers.items():
            self._actions[name].triggered.connect(lambda _checked=False, handler=handler: handler())

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu, in the order of the table."""
        for title in MENUS:
            menu = bar.addMenu(f"&{title}")
            specs = [spec for spec in ACTIONS if spec.menu == title]
            texts = with_mnemonics([spec.text for spec in specs])
            for spec, text in zip(specs, texts, strict=True):
                if spec.separates:
                    menu.addSeparator()
                self._actions[spec.name].setText(text)
                menu.addAction(self._actions[spec.name])

    @staticmethod
    def _make(spec: ActionSpec, window: QWidget) -> QAction:
        action = QAction(spec.text, window)
        action.setObjectName(f"action-{spec.name}")
        action.setCheckable(spec.is_checkable)
        action.setMenuRole(_MENU_ROLES.get(spec.name, QAction.MenuRole.NoRole))
        keys = [QKeySequence(key) for key in keys_of(spec)]
        if spec.scope:  # the widget in focus handles the key itself; the menu only shows it
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcuts(keys)
        window.addAction(action)
        return action


_MENU_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "settings": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
}
