"""What the window does with the learner's own programs: make, copy, rename and delete one.

Names and files are the business of ``core/own_programs.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.ui.name_dialog import NameDialog

if TYPE_CHECKING:
    from desktop.services.session import Session
    from desktop.ui.icons import Icons
    from desktop.ui.main_window import MainWindow
    from desktop.ui.theme import Theme


class Programs(QObject):
    """The handlers of one window; each takes the example in front where no other is named."""

    def __init__(self, window: MainWindow, session: Session, theme: Theme, icons: Icons) -> None:
        super().__init__(window)
        self._window, self._session, self._theme, self._icons = window, session, theme, icons
        library = window.library
        library.duplicate_requested.connect(self.duplicate)
        library.rename_requested.connect(self.rename)
        library.delete_requested.connect(self.delete)

    def new(self) -> None:
        """An empty program, ready to be typed."""
        self._make("Program", "")

    def duplicate(self, target: str = "") -> None:
        """A program of the learner's own with the text of an example as they see it."""
        example = self._example(target)
        if example is not None and self._window.workbench.view.flush():
            name = f"{example.title} copy" if example.is_own else example.entry.stem
            self._make(name, self._session.text(example, example.entry))

    def rename(self, target: str = "") -> None:
        """Ask for another name of an own program."""
        example = self._example(target)
        if example is None or not example.is_own or not self._window.workbench.view.flush():
            return
        NameDialog(
            self._theme,
            self._icons,
            "Rename this program",
            example.title,
            "Rename",
            lambda name: self._show_instead(example, self._session.libraries.rename(example, name)),
            self._window,
        ).open()

    def delete(self, target: str = "") -> None:
        """Delete an own program, with a way to undo it."""
        example = self._example(target)
        if example is None or not example.is_own or not self._window.workbench.view.flush():
            return
        neighbour = self._neighbour(example)
        try:
            undo = self._session.libraries.delete(example)
        except ExplorerError as error:
            self._session.notice.emit(str(error))
            return
        if neighbour is not None and self._is_in_front(example):
            self._window.open_target(neighbour.target)
        self._window.workbench.offer_undo(f"“{example.title}” is deleted.", lambda: self._bring_back(undo))

    def _bring_back(self, undo: Callable[[], Path]) -> None:
        self._window.open_target(str(undo()))

    def _make(self, name: str, text: str) -> None:
        try:
            file = self._session.libraries.create(name, text)
            self._session.begin_anew(self._session.example(str(file)))
        except ExplorerError as error:
            self._session.notice.emit(str(error))
            return
        was_open = self._session.libraries.folder
        self._session.libraries.close_folder()  # the new program is not in it
        self._window.library.end_search()  # which would hide it
        self._window.open_target(str(file))
        also = f" “{was_open.name}” is closed and among the recent folders." if was_open else ""
        self._window.tell(f"“{file.stem}” is in My programs.{also}")
        if self._window.workbench.view.code is not None:
            self._window.workbench.view.code.setFocus()

    def _show_instead(self, old: Example, file: Path) -> None:
        self._window.workbench.my_part.flush()
        new = self._session.example(str(file))
        if new.target != old.target:
            self._session.begin_anew(new)
            self._session.marks.carry_over(old, new)
        if self._is_in_front(old):
            self._window.open_target(str(file))

    def _is_in_front(self, example: Example) -> bool:
        front = self._window.workbench.example
        return front is not None and front.id == example.id

    def _neighbour(self, example: Example) -> Example | None:
        catalog = self._session.libraries.catalog_of(example)
        if catalog is None:
            return None
        return catalog.next(example.id) or catalog.previous(example.id)

    def _example(self, target: str) -> Example | None:
        if not target:
            return self._window.workbench.example
        try:
            return self._session.example(target)
        except ExplorerError as error:
            self._session.notice.emit(str(error))
            return None
