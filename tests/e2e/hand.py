"""The real ``python -m desktop`` with a hand in it: reads what to do from standard input, says what happened.

A program of its own, started by ``driven.py``. Each line of input is one JSON list, a word and what it
needs; all lines that arrive together are done before the event loop turns again.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop import assembly, cli
from desktop.core.paths import Paths
from desktop.ui.main_window import MainWindow


class Hand(QObject):
    """Uses one window as it is told."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        super().__init__(window)
        self._app, self._window = app, window
        session = window.session
        session.run_started.connect(lambda spec: self.say("started", spec.target))
        session.run_finished.connect(lambda outcome: self.say("finished", outcome.kind.value))
        session.output.connect(lambda _stream, data: self.say("output", data.decode("utf-8", "replace")))
        window.workbench.view.saved.connect(lambda: self.say("saved"))
        os.set_blocking(0, False)
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)
        self._do: dict[str, Callable[..., object]] = {
            "type": self._type,
            "press": self._press,
            "terminate": lambda: os.kill(os.getpid(), signal.SIGTERM),
            "close": window.close,
            "minimise": window.showMinimized,
            "state": self._state,
            "look": self._look,
            "open": lambda target: window.open_target(target),
            "fail": lambda: QTimer.singleShot(0, self._fail),
            "click": self._click,
            "act": self._act,
            "focus": self._focus,
            "dismiss": self._dismiss,
        }

    def say(self, word: str, value: object = None) -> None:
        """One line to whoever started us."""
        sys.stdout.write(json.dumps([word, value]) + "\n")
        sys.stdout.flush()

    def _press(self, key: str) -> None:
        """Other windows may be in front of this one; keys go to the one that is."""
        self._window.activateWindow()
        assert QTest.qWaitForWindowActive(self._window)
        QTest.keySequence(self._app.focusWidget() or self._window, QKeySequence(key))

    def _type(self, text: str) -> None:
        code = self._window.workbench.view.code
        assert code is not None
        QTest.keySequence(code, QKeySequence("Ctrl+End"))
        for place, line in enumerate(text.split("\n")):
            if place:
                QTest.keyClick(code, Qt.Key.Key_Return)
            QTest.keyClicks(code, line)
        self.say("typed", code.text())

    def _state(self) -> None:
        example = self._window.workbench.example
        self.say("state", [example.id if example else "", self._window.isMinimized()])

    def _look(self) -> None:
        """What stands in the window."""
        window, settings = self._window, self._window.session.settings.snapshot
        self.say(
            "looks",
            {
                "title": window.windowTitle(),
                "page": window.pages.name,
                "notices": window.notice_bar.sentences(),
                "timeout": settings.integer("execution.timeout_seconds"),
                "data": str(window.session.paths.data_dir),
                "state": window.status_bar.state,
                "runs": window.session.is_running,
                "example": window.workbench.example.title if window.workbench.example else "",
            },
        )

    def _fail(self) -> None:
        raise LookupError("nobody expected this")

    def _click(self, text: str) -> None:
        buttons = self._window.findChildren(QAbstractButton)
        next(each for each in buttons if each.isVisible() and each.text() == text).click()
        self.say("clicked", self._app.clipboard().text())

    def _focus(self, name: str) -> None:
        """Give the keys to what has this name for screen readers."""
        widgets = self._window.findChildren(QWidget)
        found = next(each for each in widgets if each.isVisible() and each.accessibleName() == name)
        found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self, name: str) -> None:
        """Carry out an action of the table, as its menu does."""
        action = self._window.findChild(QAction, f"action-{name}")
        assert action is not None
        action.trigger()
        QTimer.singleShot(0, lambda: self.say("acted", name))

    def _dismiss(self) -> None:
        """Leave what is in front of the window, as Escape does."""
        front = self._app.activeModalWidget() or self._window.focusWidget()
        assert front is not None
        QTest.keyClick(front, Qt.Key.Key_Escape)
        self.say("dismissed")

    def _on_notifier_activated(self) -> None:
        data = os.read(0, 65536)
        if not data:
            self._notifier.setEnabled(False)
        for line in data.splitlines():
            word, *rest = json.loads(line)
            self._do[word](*rest)


def main() -> int:
    """Start the application with a hand on its first window."""
    fill_window = assembly.fill_window

    def fill_window_with_hand(window: MainWindow, app: QApplication, paths: Paths, *, is_safe: bool) -> None:
        if "EXPLORER_TEST_FAILING_START" in os.environ and not is_safe:
            raise ZeroDivisionError("the start fails")
        fill_window(window, app, paths, is_safe=is_safe)
        hand = Hand(app, window)
        raise_for = window.raise_for

        def raise_and_say(target: str) -> None:
            raise_for(target)
            hand.say("raised", target)

        setattr(window, "raise_for", raise_and_say)  # noqa: B010 - mypy knows it as a method
        QTimer.singleShot(0, lambda: hand.say("open"))

    assembly.fill_window = fill_window_with_hand
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
