"""The pages of the window: the workbench, and three that are made when they are first looked at.

Hides which pages exist already; a start pays only for the one it shows.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.services.session import Session
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from desktop.ui.activity_page import ActivityPage
    from desktop.ui.dashboard import Dashboard
    from desktop.ui.demo_run import DemoRun
    from desktop.ui.welcome import Welcome


class Pages(QStackedWidget):
    """``library`` (the workbench), ``progress``, ``activity`` and ``welcome``."""

    example_chosen = Signal(str)
    shortcuts_requested = Signal()
    search_requested = Signal()
    import_requested = Signal()
    folder_requested = Signal()

    def __init__(self, session: Session, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme, self._icons = session, theme, icons
        self.workbench = Workbench(session, theme, icons, self)
        self.workbench.example_chosen.connect(self.example_chosen)
        self.addWidget(self.workbench)
        self.name = "library"

    def show_page(self, name: str) -> None:
        """Bring a page to the front; without an example the library's page is the first-start page."""
        if name == "library" and self.workbench.example is None:
            name = "welcome"
        self.name = name
        if name == "progress":
            self.dashboard.refresh()
        elif name == "activity":
            self.activity.refresh()
        self.setCurrentWidget(self._page())

    def _page(self) -> QWidget:
        match self.name:
            case "library":
                return self.workbench
            case "progress":
                return self.dashboard
            case "activity":
                return self.activity
        return self.welcome

    @property
    def has_library(self) -> bool:
        """Whether the library stands beside the page in front."""
        return self.name in ("library", "welcome")

    def run(self) -> None:
        """Run what is in front: the example, or the demo of the first-start page."""
        if self.name == "welcome":
            self._demo.run()
        else:
            self.show_page("library")
            self.workbench.run()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes round on the page in front."""
        if self.name == "library":
            return self.workbench.panes()
        return (self._page(),)

    @cached_property
    def dashboard(self) -> Dashboard:
        """The progress page."""
        from desktop.ui.dashboard import Dashboard

        page = Dashboard(self._session, self._theme, self._icons, self)
        page.example_chosen.connect(self.example_chosen)
        self.addWidget(page)
        return page

    @cached_property
    def activity(self) -> ActivityPage:
        """The activity page."""
        from desktop.ui.activity_page import ActivityPage

        page = ActivityPage(self._session, self._theme, self._icons, self)
        self.addWidget(page)
        return page

    @cached_property
    def welcome(self) -> Welcome:
        """The first-start page."""
        from desktop.ui.welcome import Welcome

        page = Welcome(self._session, self._theme, self._icons, self)
        page.example_chosen.connect(self.example_chosen)
        page.shortcuts_requested.connect(self.shortcuts_requested)
        page.search_requested.connect(self.search_requested)
        page.import_requested.connect(self.import_requested)
        page.folder_requested.connect(self.folder_requested)
        page.demo_requested.connect(lambda: self._demo.run())
        self.addWidget(page)
        return page

    @cached_property
    def _demo(self) -> DemoRun:
        from desktop.ui.demo_run import DemoRun

        return DemoRun(self._session, self.welcome, self)
