"""The main window: places the panels and joins them.

Holds no rule of the product and no panel's inner workings.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from desktop.ui import ground
from desktop.ui.focus_order import put_last
from desktop.ui.folders import is_folder_target
from desktop.ui.window_layout import WindowLayout, layout_for
from desktop.ui.window_state import WindowState, room_on

if TYPE_CHECKING:  # all of it comes with ``fill``, when the window is on the screen
    from desktop.core.settings import Snapshot
    from desktop.services.session import Session
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

_START_SIZE = QSize(1440, 900)
_LEAST_SIZE = QSize(900, 600)
_WIDEST_LIBRARY = 480


class MainWindow(QMainWindow):
    """The one window of the application."""

    def __init__(self, state: WindowState) -> None:
        """Of the size and at the place that it had; shows its ground until it is filled."""
        super().__init__()
        self.state = state
        self._is_filled = False
        self._layout = layout_for(0, 0)
        self._library_width = 0
        self._is_library_wanted = True
        self.setWindowTitle("Python Features Explorer")
        self.setMinimumSize(_LEAST_SIZE.boundedTo(room_on(self.screen())))
        self.resize(_START_SIZE)
        state.restore_place(self)

    def fill(self, session: Session, theme: Theme, icons: Icons) -> None:
        """Make every panel and join them; once."""
        from desktop.ui.asking import Asking
        from desktop.ui.commands import Commands
        from desktop.ui.folders import Folders
        from desktop.ui.library_view import LibraryView
        from desktop.ui.notice_bar import NoticeBar
        from desktop.ui.pages import Pages
        from desktop.ui.rail import Rail
        from desktop.ui.reach import Reach
        from desktop.ui.run_status import RunStatus
        from desktop.ui.status_bar import StatusBar
        from desktop.ui.study_clock import StudyClock

        self.session, self.theme = session, theme
        self._center = QWidget(self)  # each panel is made where it stays: moving one costs the start dearly
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self._center)
        self.rail = Rail(theme, icons, self._center)
        self.library = LibraryView(session, theme, icons, self._splitter)
        self.pages = Pages(session, theme, icons, self._splitter)
        self.workbench = self.pages.workbench
        self.notice_bar = NoticeBar(theme, icons, self._center)
        self.status_bar = StatusBar(theme, icons, self)
        self._run_status = RunStatus(session, self.status_bar, self)
        self._reach = Reach(self)
        self._reach.slow.connect(self.tell)
        self.folders = Folders(session.libraries, self.state, self)
        self.commands = Commands(self, session, self.state, theme, icons)
        self._asking = Asking(session, self.notice_bar, theme, icons, self)
        self._is_guide_wanted = session.settings.snapshot.flag("display.show_descriptions")
        self._build()
        self._is_filled = True
        self._connect()
        self._apply_settings(session.settings.snapshot)
        self.status_bar.set_zoom(theme.code_zoom_percent)
        self._restore_state()
        StudyClock(self, session.add_time)

    # ---- what the application asks for ----

    def open_target(self, target: str) -> bool:
        """Show an example, a Python file or a folder of them. False where that waits for a slow disk."""
        return self._reach.call(target, lambda: self._open(target))

    def _open(self, target: str) -> None:
        if is_folder_target(target):
            self.folders.open(Path(target))
        elif self.workbench.open(target) and self.workbench.example is not None:
            self.state.set("example", self.workbench.example.target)
            self.library.set_current(self.workbench.example.id)
            self.show_page("library")
            self._run_status.show_opened()

    def show_start(self, target: str, *, resumes: bool = True) -> None:
        """What a start shows: the target, else where the learner left off, else the first-start page."""
        if resumes and self.folders.kept and not is_folder_target(target):
            self.folders.open(Path(self.folders.kept))
        left_off = self.state.text("example") or self.session.progress.last_opened or ""
        last = target or (left_off if resumes else "")
        if last:
            self.open_target(last)
        if self.workbench.example is None:
            self.show_page("welcome")
            self.pages.welcome.run_button.setFocus()
        else:
            self.library.focus_tree()

    def reveal(self) -> None:
        """Put on the screen what it was filled with, divided at once as it stays: it is painted once then."""
        for part in (self.menuBar(), self.statusBar(), self._center):
            part.show()
        self.show()
        for layout in (self.layout(), self._center.layout()):
            if layout is not None:
                layout.activate()
        self._arrange()
        self._follow_table(self._set_library_width)
        self.update()

    def raise_for(self, target: str) -> None:
        """Come to the front, as a second start asks, and show what it was given."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if target:
            self.open_target(target)

    def tell_notices(self) -> None:
        """Say what was found wrong with files at the start."""
        notices = self.session.notices()
        for notice in notices:
            self.notice_bar.show_notice(notice)
        self._asking.ask_weakenings()
        if notices:
            self.status_bar.set_state(" ".join(notices).replace("`", ""), "info", "info")

    def tell(self, sentence: str) -> None:
        """Say something to the learner without stopping them."""
        plain = sentence.replace("`", "")
        self.status_bar.set_state(plain, "info", "info")
        self.workbench.toast.show_text(plain)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes round, in order."""
        panes = (self.rail, self.library, *self.pages.panes(), self.status_bar.tier_button)
        return tuple(pane for pane in panes if pane.isVisible())

    # ---- building ----

    def _build(self) -> None:
        from desktop.ui.controls import Separator

        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.library)
        self._splitter.addWidget(self.pages)
        self._splitter.setStretchFactor(1, 1)
        self._splitters = {"columns": self._splitter, "rows": self.workbench.splitter}
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(Separator(self.theme, vertical=True))
        row.addWidget(self._splitter, 1)
        column = QVBoxLayout(self._center)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice_bar)
        column.addLayout(row, 1)
        self.setCentralWidget(self._center)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.status_bar, 1)
        self.commands.fill(self.menuBar())

    def _connect(self) -> None:
        session, commands = self.session, self.commands
        session.settings_changed.connect(self._apply_settings)
        session.interpreter_found.connect(self._show_python)
        session.protection_changed.connect(self._show_tier)
        session.notice.connect(self.tell)
        self.theme.changed.connect(self._on_theme_changed)
        self.rail.page_chosen.connect(self.show_page)
        self.rail.settings_requested.connect(commands.open_settings)
        self.library.example_chosen.connect(self.open_target)
        self.library.run_requested.connect(commands.open_and_run)
        self.library.restore_requested.connect(commands.open_and_restore)
        self.library.folder_requested.connect(self.folders.choose)
        self.library.refused.connect(self.tell)
        self.folders.first_file.connect(self._on_folder_opened)
        self.pages.example_chosen.connect(self.open_target)
        self.pages.shortcuts_requested.connect(commands.open_shortcuts)
        self.pages.search_requested.connect(commands.search)
        self.workbench.guide_requested.connect(lambda: self.want_guide(True))
        self.workbench.view.saved.connect(self._run_status.show_saved)
        self.workbench.restored.connect(self._run_status.show_restored)
        self.workbench.view.tab_leaves_changed.connect(self._run_status.show_tab_leaves)
        self.workbench.view.cursor_moved.connect(self.status_bar.set_cursor)
        self.workbench.run_panel.settings_requested.connect(commands.open_settings)
        self.status_bar.tier_activated.connect(commands.open_protection)

    # ---- pages and panels ----

    def show_page(self, name: str) -> None:
        """Bring a page to the front: ``library``, ``progress``, ``activity`` or ``welcome``."""
        focus = self.focusWidget()
        self.pages.show_page(name)
        put_last(self.status_bar.tier_button)
        self.rail.set_page("library" if self.pages.has_library else name)
        self.status_bar.show_cursor(self.pages.name == "library")
        self._arrange()
        if focus is not None and not focus.isVisible():
            self.pages.panes()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def want_library(self, is_wanted: bool) -> None:
        """Show or hide the library; in a small window it takes the guide's place."""
        self._is_library_wanted = is_wanted
        if is_wanted and self._layout.shares_side:
            self._is_guide_wanted = False
        self._arrange()

    def want_guide(self, is_wanted: bool) -> None:
        """Show or hide the guide; in a small window it takes the library's place."""
        if self.pages.name != "library":
            return
        self._is_guide_wanted = is_wanted
        if self._layout.shares_side:
            self._is_library_wanted = not is_wanted
        self._arrange()

    @property
    def is_library_shown(self) -> bool:
        """Whether the library is in view."""
        return self.pages.has_library and self._is_library_wanted

    @property
    def is_guide_shown(self) -> bool:
        """Whether the guide is in view beside the code."""
        return self._is_guide_wanted and not (self._layout.shares_side and self._is_library_wanted)

    def _layout_now(self) -> WindowLayout:
        """Bigger text needs a bigger window for the same division."""
        return layout_for(round(self.width() / self.theme.scale), round(self.height() / self.theme.scale))

    def _arrange(self) -> None:
        self._layout = layout = self._layout_now()
        self.rail.set_narrow(layout.is_rail_narrow)
        self.library.setVisible(self.is_library_shown)
        self.library.setMaximumWidth(self.theme.px(_WIDEST_LIBRARY))
        self.workbench.view.header.set_compact(layout.is_compact)
        self.workbench.set_low(layout.is_low)
        self.workbench.set_window_width(self.width())
        self.workbench.set_guide_open(self.is_guide_shown)
        self.commands.set_checked("library", self.is_library_shown)
        self.commands.set_checked("guide", self.is_guide_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the window anew; the library's width follows the table until the learner drags it."""
        super().resizeEvent(event)
        if not self._is_filled:
            return
        self._arrange()
        # the splitter has its new width then
        self._follow_table(lambda: QTimer.singleShot(0, self, self._set_library_width))

    def _follow_table(self, divide: Callable[[], None]) -> None:
        if self._library_width != self._layout.library_width:
            self._library_width = self._layout.library_width
            divide()

    def _set_library_width(self) -> None:
        width = self.theme.px(self._layout.library_width)
        self._splitter.setSizes([width, max(1, self._splitter.width() - width)])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Until the panels are there, what they will stand on."""
        if self._is_filled:
            super().paintEvent(event)
        else:
            ground.paint(QPainter(self), self.state.text("ground"))

    def _grounds(self) -> tuple[QWidget, ...]:
        view = self.workbench.view
        inside = (view.header, view, self.workbench.run_panel, self.workbench.guide)
        return (self.menuBar(), self.rail, self.library, self.pages, *inside, self.statusBar())

    # ---- settings, state and time ----

    @Slot(object)
    def _apply_settings(self, snapshot: Snapshot) -> None:
        self.theme.set_mode(snapshot.text("theme.mode"))
        self.theme.set_font_size(snapshot.integer("display.font_size"))
        self._show_tier()
        self._show_python()

    @Slot()
    def _show_python(self) -> None:
        from desktop.core.errors import ExplorerError
        from desktop.services.chosen_python import StillAskedError

        try:
            self.status_bar.set_python(f"Python {self.session.interpreter().release}")
        except StillAskedError:
            self.status_bar.set_python("Python…")
        except ExplorerError as error:
            self.status_bar.set_python("No Python")
            self.tell(str(error))

    @Slot()
    def _show_tier(self) -> None:
        from desktop.ui.tier_words import tier_of

        tier, is_permissive = tier_of(self.session), self.session.is_permissive
        self.status_bar.set_tier(tier, is_permissive=is_permissive)
        self.workbench.run_panel.strip.set_tier(tier, is_permissive=is_permissive)

    def _restore_state(self) -> None:
        state = self.state
        is_divided = state.restore_division(self._splitters)
        if is_divided and state.whole("columns_for", 0) == self._layout_now().library_width:
            self._library_width = self._layout_now().library_width
        self.library.restore_state(state.mapping("library"))
        self.theme.set_code_zoom(state.whole("zoom", 0))
        self._is_library_wanted = state.flag("library_shown", self._is_library_wanted)
        self._is_guide_wanted = state.flag("guide_shown", self._is_guide_wanted)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed; if that fails, say so and stay open."""
        if not self._is_filled:
            return
        if not self.workbench.flush():
            event.ignore()
            return
        self.workbench.run_panel.finish_saving()
        state = self.state
        state.save_window(self, self._splitters)
        if self.workbench.view.code is not None:
            self.workbench.view.code.keep_colours(self.session.colours)
        state.set("ground", ground.taken(self, self._grounds()))
        state.set("columns_for", self._layout.library_width)
        state.set("library", self.library.state())
        state.set("zoom", self.theme.code_zoom)
        state.set("library_shown", self._is_library_wanted)
        state.set("guide_shown", self._is_guide_wanted)
        state.sync()
        self.session.close()
        event.accept()

    @Slot(str)
    def _on_folder_opened(self, first: str) -> None:
        """What the learner has in front stays; where that is nothing, the first file comes there."""
        if self.workbench.example is None:
            self.open_target(first)
        self.show_page("library")
        self.want_library(True)
        self.library.focus_tree()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.status_bar.set_zoom(self.theme.code_zoom_percent)
        self._arrange()
