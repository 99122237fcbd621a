"""What the actions about favourites, ratings and notes do, and the star in the head of the example.

Joins the session's marks to the window; decides nothing that they decide.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from desktop.core.errors import ExplorerError
from desktop.core.example import Example
from desktop.services.session import Session

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


class Marking(QObject):
    """The handlers of one window."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._bench = window, session, window.workbench
        self._actions: tuple[QAction, ...] = ()
        header = self._bench.view.header
        header.favorite_requested.connect(lambda: self._toggle(self._bench.example))
        window.library.favorite_requested.connect(self._toggle_target)
        self._bench.example_shown.connect(self._show_star)
        session.marks.changed.connect(self._show_star)
        session.settings_changed.connect(self._show_star)
        self._show_star()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """By name of the action."""
        return {"favorite": self.toggle_favorite, "rate": self._rate, "note": self._note}

    def follow(self, favorite: QAction, rate: QAction) -> None:
        """The actions that favourites and ratings switch off."""
        self._actions = (favorite, rate)
        self._show_star()

    @Slot()
    def toggle_favorite(self) -> None:
        """Of the row that has the focus in the library, else of the example in front."""
        target = self._window.library.current_target()
        if target:
            self._toggle_target(target)
        else:
            self._toggle(self._bench.example)

    @Slot(str)
    def _toggle_target(self, target: str) -> None:
        try:
            self._toggle(self._session.example(target))
        except ExplorerError as error:
            self._window.tell(str(error))

    def _toggle(self, example: Example | None) -> None:
        marks = self._session.marks
        if example is None or not marks.is_enabled:
            return
        is_favorite = not marks.is_favorite(example)
        try:
            marks.set_favorite(example, is_favorite)
        except ExplorerError as error:
            self._window.tell(str(error))
            return
        words = "is a favourite now" if is_favorite else "is no favourite any more"
        self._window.tell(f"“{example.title}” {words}.")

    def _rate(self) -> None:
        self._show_guide()
        self._bench.my_part.focus_stars()

    def _note(self) -> None:
        self._show_guide()
        self._bench.my_part.focus_note()

    def _show_guide(self) -> None:
        self._window.show_page("library")
        self._window.want_guide(True)

    @Slot()
    def _show_star(self, *_news: object) -> None:
        """The star follows the example in front, and is not there while favourites are switched off."""
        example, marks = self._bench.example, self._session.marks
        is_offered = example is not None and marks.is_enabled
        is_favorite = example is not None and marks.is_favorite(example)
        self._bench.view.header.set_favorite(is_favorite, is_offered=is_offered)
        for action in self._actions:
            action.setEnabled(marks.is_enabled)
        if self._actions:
            self._actions[0].setChecked(is_favorite)
