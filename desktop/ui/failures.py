"""Errors that nobody expected: each is told once, with what to do and its details to copy.

Forbids a flood: an error that comes again from the same place is only written down.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from desktop.services.diagnostics import Failure
from desktop.ui.notice_bar import NoticeBar

_MOST = 3
_REMEDY = (
    "Your work is kept, and you can go on. "
    "If it happens again, start with `--safe`, and report it with these details."
)


class Failures(QObject):
    """Takes failures from any thread, also before there is a window to show them."""

    _found = Signal(object)

    def __init__(self, log: Path, parent: QObject) -> None:
        """``log``: where everything is written down."""
        super().__init__(parent)
        self._log = log
        self._bar: NoticeBar | None = None
        self._waiting: list[Failure] = []
        self._sentences: list[str] = []
        self._places: set[str] = set()
        self._found.connect(self._on_found)

    def take(self, failure: Failure) -> None:
        """May be called in any thread."""
        self._found.emit(failure)

    def show_in(self, bar: NoticeBar) -> None:
        """From now on, and what has come before."""
        self._bar = bar
        for sentence in self._sentences:
            bar.show_notice(sentence)
        waiting, self._waiting = self._waiting, []
        for failure in waiting:
            self._show(failure)

    def tell(self, sentence: str) -> None:
        """Say something as soon as there is a window."""
        self._sentences.append(sentence)

    @Slot(object)
    def _on_found(self, failure: Failure) -> None:
        if self._bar is None:
            self._waiting.append(failure)
        else:
            self._show(failure)

    def _show(self, failure: Failure) -> None:
        if self._bar is None or failure.place in self._places or len(self._places) > _MOST:
            return
        self._places.add(failure.place)
        if len(self._places) > _MOST:
            self._bar.show_notice(f"More failed inside the explorer. Everything is written to “{self._log}”.")
            return
        sentence = f"Something inside the explorer failed: {failure.summary}. {_REMEDY}"
        self._bar.show_notice(sentence, ("Copy details", lambda: _copy(failure)))


def _copy(failure: Failure) -> None:
    QGuiApplication.clipboard().setText(failure.details)
