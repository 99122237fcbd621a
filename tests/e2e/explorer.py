"""A learner at the window: starts it, presses keys, clicks, waits, closes it and comes back.

Uses the window as a person does, by keys and clicks; reads it through what its parts say of themselves.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.assembly import fill_window
from desktop.child.protocol import Outcome
from desktop.core.paths import find_paths
from desktop.services.session import Session
from desktop.ui.code_view import CodeView
from desktop.ui.console import Console
from desktop.ui.icons import Icons
from desktop.ui.main_window import MainWindow
from desktop.ui.run_panel import RunPanel
from desktop.ui.theme import Theme
from desktop.ui.window_state import WindowState

PATIENCE_MS = 60_000
"""How long a condition may take on a busy machine before the story counts as failed."""


class Explorer:
    """One window after another on the same folders, as over several days of use."""

    def __init__(self, qtbot: QtBot, app: QApplication, data_dir: Path) -> None:
        self.qtbot, self.app, self.data_dir = qtbot, app, data_dir
        self._windows: list[MainWindow] = []
        self.outcomes: list[Outcome] = []

    # ---- coming and going ----

    def start(self, target: str = "", *, size: tuple[int, int] = (1440, 900)) -> MainWindow:
        """Open the window as a start does, and wait until keys reach it."""
        hook = sys.excepthook  # pytest-qt's: an error in a slot fails the story
        paths = find_paths(data_dir=self.data_dir)
        window = MainWindow(WindowState(paths.data_dir))
        window.resize(*size)
        window.show()
        self.app.processEvents()
        fill_window(window, self.app, paths, is_safe=False)
        sys.excepthook = hook
        self._windows.append(window)
        self.session.run_finished.connect(self.outcomes.append)
        window.show_start(target)
        window.reveal()
        window.tell_notices()
        self.activate()
        if target.endswith(
            ".py"
        ):  # on a busy machine its disk may count as slow, and it comes a moment later
            self.wait(lambda: self._shown == target)
        return window

    def adopt(self, window: MainWindow) -> None:
        """Close this one too, when the story ends."""
        self._windows.append(window)

    @property
    def _shown(self) -> str:
        example = self.window.workbench.example
        return example.target if example is not None else ""

    def open(self, target: str) -> None:
        """Show another file, as a second start does."""
        self.window.open_target(target)
        self.wait(lambda: self._shown == target)

    def activate(self) -> None:
        """Bring the window to the front."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def close(self) -> None:
        """Close the window as a person does; everything of it is gone when this returns."""
        for window in self._windows:
            window.close()
            window.deleteLater()
        self._windows.clear()
        for part in self.app.children():
            if isinstance(part, Session | Icons | Theme):
                part.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def reopen(self, target: str = "") -> MainWindow:
        """Close it, and start it again on the same folders."""
        self.close()
        self.outcomes.clear()
        return self.start(target)

    # ---- its parts ----

    @property
    def window(self) -> MainWindow:
        """The window that is open."""
        return self._windows[-1]

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

    @property
    def panel(self) -> RunPanel:
        """Console and outcome."""
        return self.window.workbench.run_panel

    @property
    def console(self) -> Console:
        """Where the output is."""
        return self.panel.console

    def output(self) -> str:
        """What the console shows."""
        return self.console.text()

    def button(self, text: str, inside: QWidget | None = None) -> QAbstractButton:
        """The one button in view with this text or accessible name."""
        found = self._buttons(text, inside)
        assert len(found) == 1, f"{len(found)} buttons say {text!r}"
        return found[0]

    def has_button(self, text: str, inside: QWidget | None = None) -> bool:
        """Whether a button with this text is in view."""
        return bool(self._buttons(text, inside))

    def _buttons(self, text: str, inside: QWidget | None) -> list[QAbstractButton]:
        buttons = (inside or self.window).findChildren(QAbstractButton)
        return [each for each in buttons if each.isVisible() and text in (each.text(), each.accessibleName())]

    # ---- using it ----

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        for key in keys:
            QTest.keySequence(self.focus, QKeySequence(key))

    def type(self, text: str) -> None:
        """Type text, wherever the focus is."""
        for letter in text:
            if letter == "\n":
                QTest.keyClick(self.focus, Qt.Key.Key_Return)
            elif letter.isascii():
                QTest.keyClicks(self.focus, letter)
            else:  # has no key: an input method brings it
                event = QInputMethodEvent()
                event.setCommitString(letter)
                self.app.sendEvent(self.focus, event)

    @property
    def focus(self) -> QWidget:
        """Where keys go."""
        return self.app.focusWidget() or self.app.activeWindow() or self.window

    def click(self, text: str, inside: QWidget | None = None) -> None:
        """Click the button with this text."""
        QTest.mouseClick(self.button(text, inside), Qt.MouseButton.LeftButton)

    def append(self, text: str) -> None:
        """Type text at the end of the code."""
        self.code.setFocus()
        self.press("Ctrl+End")
        self.type(text)

    def replace(self, text: str) -> None:
        """Put another program in the place of the one that is shown, as by pasting it over everything."""
        self.code.setFocus()
        self.press("Ctrl+A")
        self.app.clipboard().setText(text)
        self.press("Ctrl+V")
        assert self.code.text() == text

    # ---- waiting ----

    def wait(self, condition: Callable[[], object]) -> None:
        """Turn the event loop until something is true."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def wait_for_end(self, runs: int = 1) -> Outcome:
        """Wait until so many runs have ended since the window opened, and all they wrote is shown."""
        self.wait(lambda: len(self.outcomes) >= runs and not self.session.is_running)
        self.wait(lambda: self.console.is_settled)
        assert len(self.outcomes) == runs
        return self.outcomes[-1]

    def run(self) -> Outcome:
        """Press F5 and wait for the end."""
        runs = len(self.outcomes) + 1
        self.press("F5")
        return self.wait_for_end(runs)


def picture(widget: QWidget) -> QImage:
    """What a widget looks like, in exact colours whatever the screen has."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    widget.render(image)
    return image
