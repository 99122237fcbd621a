"""One real window on folders of its own, for pictures: opens, types, runs and waits as a learner does.

Hides where the files of the scenes lie, and how a window is photographed with what stands before it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QPoint, QSize
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from desktop.assembly import make_window
from desktop.core.paths import find_paths
from desktop.core.progress import RunRecord
from desktop.services.session import Session
from desktop.ui.code_view import CodeView
from desktop.ui.find_bar import FindBar
from desktop.ui.icons import Icons

_PATIENCE_MS = 30_000
_REST_MS = 150
"""Longer than any motion of the window, and than any of its timers that follows a key."""


class Stage:
    """The window, and the hands that use it. ``folder`` is empty; everything of this window lies in it."""

    def __init__(self, app: QApplication, folder: Path, size: QSize) -> None:
        self._app, self.folder = app, folder
        self.window = make_window(app, find_paths(data_dir=folder / "data"))
        self.icons = Icons(self.session.paths.resources, self.window.theme, app)
        self.window.resize(size)
        self.window.show_start("")
        self.window.show()
        self.activate()
        self.wait(self.session.gate.tier_states)

    @property
    def session(self) -> Session:
        """What the window works on."""
        return self.window.session

    @property
    def code(self) -> CodeView:
        """The code of the file in front."""
        code = self.window.workbench.view.code
        assert code is not None
        return code

    # ---- what is there ----

    def file(self, name: str, text: str) -> Path:
        """A file of nobody's library."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def pretend_weeks_of_use(self) -> None:
        """Runs of many examples on many days, some of them failed."""
        noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
        for number, example in reversed(list(enumerate(self.session.catalog.examples[:15]))):
            started = (noon - timedelta(days=3 * number, minutes=7 * number)).isoformat()
            kind = "ok" if number % 4 else "failed"
            record = RunRecord(example.id, kind, started, 40 + 13 * number)
            self.session.progress.ran(record, completed=kind == "ok")
            self.session.status_changed.emit(example.id)
        self.session.add_time(5 * 3600)

    # ---- what hands do ----

    def activate(self) -> None:
        """Bring the window to the front, so that keys reach it."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def open(self, target: str | Path) -> None:
        """Open an example, a file or a folder."""
        self.window.open_target(str(target))
        self.rest()

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keySequence(self._app.focusWidget() or self.window, QKeySequence(key))

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(self._app.focusWidget() or self.window, text)

    def write(self, text: str) -> None:
        """Put another program in the place of the one in front."""
        self.code.setFocus()
        self.code.selectAll()
        self.code.insertPlainText(text)
        self.window.workbench.view.flush()

    def start(self) -> None:
        """Run what is in front, until it runs or a question is asked."""
        self.choose("Run")
        self.wait(lambda: self.session.current_run or self._dialogs())

    def run(self) -> None:
        """Run what is in front, until it has ended and all it wrote is shown."""
        self.start()
        self.wait(lambda: not self.session.is_running)
        self.wait(lambda: self.window.workbench.run_panel.console.is_settled)

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """The dialog of this kind, once it is open."""
        self.wait(lambda: any(isinstance(each, kind) for each in self._dialogs()))
        return next(each for each in self._dialogs() if isinstance(each, kind))

    def choose(self, text: str) -> None:
        """Choose an item of the menus."""
        items = [item for _title, menu in self._menus() for item in menu.actions()]
        next(item for item in items if _plain(item) == text and item.isEnabled()).trigger()

    def menu(self, title: str) -> QMenu:
        """A menu of the menu bar, opened."""
        bar = self.window.menuBar()
        title_action, menu = next(each for each in self._menus() if _plain(each[0]) == title)
        menu.popup(bar.mapToGlobal(bar.actionGeometry(title_action).bottomLeft()))
        return menu

    def _menus(self) -> list[tuple[QAction, QMenu]]:
        found = [(action, action.menu()) for action in self.window.menuBar().actions()]
        return [(action, menu) for action, menu in found if isinstance(menu, QMenu)]

    def wait(self, condition: Callable[[], object]) -> None:
        """Turn the event loop until something is true."""
        patience = QDeadlineTimer(_PATIENCE_MS)
        while not condition():
            assert not patience.hasExpired(), "what the scene waits for does not come"
            QTest.qWait(10)

    def rest(self) -> None:
        """Let what was begun by events and short timers come to an end."""
        QTest.qWait(_REST_MS)

    # ---- the picture ----

    def set_theme(self, mode: str) -> None:
        """Another look for everything that is open."""
        self.window.theme.set_mode(mode)

    def picture(self, front: QWidget | None) -> QPixmap:
        """The window, with ``front`` and all popups before it as the system would put them there."""
        self.rest()
        picture = self.window.grab()
        painter = QPainter(picture)
        painter.setPen(self.window.palette().mid().color())
        for widget in [front] * (front is not None) + self._popups(front):
            place = self._place(widget)
            painter.drawPixmap(place, widget.grab())
            if isinstance(widget, QDialog):  # the system draws a frame round it
                painter.drawRect(widget.rect().translated(place).adjusted(-1, -1, 0, 0))
        painter.end()
        return picture

    def _popups(self, front: QWidget | None) -> list[QWidget]:
        """Lists and tips that are windows of their own."""
        others = (self.window, front, *self._dialogs())
        return [each for each in self._app.topLevelWidgets() if each.isVisible() and each not in others]

    def clear(self) -> None:
        """Close what stands before the window, and end the run."""
        while (popup := self._app.activePopupWidget()) is not None:
            popup.hide()
        for dialog in self._dialogs():
            dialog.close()
            if dialog.isVisible():  # it asks whether to close
                dialog.done(QDialog.DialogCode.Rejected)
        self.rest()
        self.session.kill()
        self.wait(lambda: not self.session.is_running)
        self.window.workbench.toast.hide()
        for bar in self.window.findChildren(FindBar):
            bar.close_bar()
        self.window.commands.palette.leave()
        self.window.show_page("library")
        self.activate()

    def _place(self, front: QWidget) -> QPoint:
        if isinstance(front, QDialog):
            return self.window.rect().center() - front.rect().center()
        return front.mapToGlobal(QPoint(0, 0)) - self.window.mapToGlobal(QPoint(0, 0))

    def _dialogs(self) -> list[QDialog]:
        found = [each for each in self._app.topLevelWidgets() if isinstance(each, QDialog)]
        return [each for each in found if each.isVisible()]


def _plain(action: QAction) -> str:
    """Its words, without the mark of its letter and the key that a menu writes behind a tab."""
    return action.text().replace("&", "").partition("\t")[0]
