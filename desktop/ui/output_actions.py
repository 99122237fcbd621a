"""What the actions for the output do: find, lay out, hand on, compare, run again with the same input.

Hides the console's menu and what is kept of this for the next start; dialogs are imported when first opened.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu

from desktop.core.example import Example
from desktop.services.run_memory import InputFrom
from desktop.services.session import Session
from desktop.ui.actions import Actions
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from desktop.core.comparison import Comparison, RunOutput
    from desktop.ui.main_window import MainWindow

_WRAP, _NUMBERS, _TIMES = "wrap_output", "number_output", "time_output"
_MENU = (
    ("find_output", "copy_output", "save_output", "clear_output"),
    (_WRAP, _NUMBERS, _TIMES),
    ("compare_expected", "compare_before", "run_same_input"),
)


class OutputActions(QObject):
    """The output's actions of one window."""

    def __init__(
        self, window: MainWindow, session: Session, state: WindowState, theme: Theme, icons: Icons
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._state = window, session, state
        self._theme, self._icons = theme, icons
        self._panel = window.workbench.run_panel
        self._actions: Actions | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Each action by its name in the table."""
        panel, bench = self._panel, self._window.workbench
        return {
            "clear_output": panel.console.clear,
            "copy_output": panel.copy_output,
            "find_output": self.find,
            _WRAP: self._on_layout_chosen,
            _NUMBERS: self._on_layout_chosen,
            _TIMES: self._on_layout_chosen,
            "compare_expected": self.compare_with_expected,
            "compare_before": self.compare_with_run_before,
            "run_same_input": lambda: bench.run(input_from=InputFrom.LAST_RUN),
        }

    def join(self, actions: Actions) -> None:
        """Takes over the actions, as they were left when the window was closed."""
        self._actions = actions
        actions[_WRAP].setChecked(self._state.flag(_WRAP, True))
        for name in (_NUMBERS, _TIMES):
            actions[name].setChecked(self._state.flag(name, False))
        self._show_layout()
        self._panel.console.menu_requested.connect(self._on_menu_requested)
        for signal in (
            self._session.run_started,
            self._session.run_finished,
            self._window.workbench.example_shown,
        ):
            signal.connect(self._refresh)
        self._refresh()

    def find(self) -> None:
        """Open the find bar of the output."""
        self._window.show_page("library")
        self._panel.show()
        self._window.commands.set_checked("console", True)
        self._panel.find_bar.open()

    def compare_with_expected(self) -> None:
        """Show the last run of the example in front beside its stored output."""
        from desktop.core.comparison import compare_with_expected

        example, run = self._example(), self._last_run()
        if example is not None and run is not None:
            self._open(lambda: compare_with_expected(example, run), "the expected output", example)

    def compare_with_run_before(self) -> None:
        """Show the last run of the example in front beside the one before it."""
        from desktop.core.comparison import compare_runs

        example, run = self._example(), self._last_run()
        before = self._session.memory.before(example.id) if example else None
        if example is not None and run is not None and before is not None:
            self._open(lambda: compare_runs(before, run), "the run before", example)

    def _open(self, compare: Callable[[], Comparison], other: str, example: Example) -> None:
        from desktop.ui.compare_dialog import CompareDialog

        CompareDialog(compare, other, self._theme, self._icons, self._window, name=example.title).open()

    # ---- layout ----

    @Slot()
    def _on_layout_chosen(self) -> None:
        assert self._actions is not None
        for name in (_WRAP, _NUMBERS, _TIMES):
            self._state.set(name, self._actions[name].isChecked())
        self._show_layout()

    def _show_layout(self) -> None:
        assert self._actions is not None
        self._panel.console.set_wrapped(self._actions[_WRAP].isChecked())
        self._panel.console.set_numbered(self._actions[_NUMBERS].isChecked())
        self._panel.console.set_timed(self._actions[_TIMES].isChecked())

    # ---- menu ----

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        self.menu().popup(place)

    def menu(self) -> QMenu:
        """The console's menu; gone when it closes."""
        assert self._actions is not None
        menu = QMenu(self._panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view = self._panel.console.view
        copy = menu.addAction("Copy", view.copy)
        copy.setEnabled(view.has_selection)
        menu.addAction("Select all", view.select_all)
        menu.addAction("Go to the end", view.follow_end)
        for group in _MENU:
            menu.addSeparator()
            menu.addActions([self._actions[name] for name in group])
        return menu

    @Slot()
    def _refresh(self) -> None:
        assert self._actions is not None
        example, run, memory = self._example(), self._last_run(), self._session.memory
        running = self._session.running_example
        is_over = example is not None and run is not None and (running is None or running.id != example.id)
        stored = _stored_output(example, run) if example and run else None
        before = memory.before(example.id) if example else None
        self._actions["compare_expected"].setEnabled(is_over and stored is not None)
        self._actions["compare_before"].setEnabled(is_over and before is not None)
        self._actions["run_same_input"].setEnabled(example is not None and bool(memory.answers(example.id)))

    def _example(self) -> Example | None:
        return self._window.workbench.example

    def _last_run(self) -> RunOutput | None:
        example = self._example()
        return self._session.memory.last(example.id) if example else None


def _stored_output(example: Example, run: RunOutput) -> Path | None:
    """A file from elsewhere has none; its folder, which may be slow, is not looked into."""
    from desktop.core.comparison import python_of

    return None if example.is_foreign else example.expected_file(python_of(run.outcome))
