"""The place that Python cannot read, underlined while one types.

Hides the thread it is looked for in, and when: a moment after the last key, and at once while one is shown.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal, Slot
from PySide6.QtGui import QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip

from desktop.core.mistake import Mistake, first_mistake
from desktop.ui.announce import announce
from desktop.ui.code_places import rect_of
from desktop.ui.labels import plain_tooltip
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.code_view import CodeView

_IDLE_MS = 700
_WAVE = 2.0


class _Check(QObject):
    """One look at a text, in a thread that nobody waits for."""

    done = Signal(str, object)  # the text, its mistake or None

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def start(self) -> None:
        threading.Thread(target=self._run, name="reading", daemon=True).start()

    def _run(self) -> None:
        found = first_mistake(self._text)
        try:
            self.done.emit(self._text, found)
        except RuntimeError:
            return  # the window was closed in the meantime


class MistakeMark(QObject):
    """The mistake of one view; its owner calls ``text_changed`` at every change."""

    changed = Signal()

    def __init__(self, view: CodeView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._found: Mistake | None = None
        self._check: _Check | None = None
        self._is_wanted = True
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._on_idle_timeout)
        view.viewport().installEventFilter(self)

    @property
    def line(self) -> int:
        """The line that cannot be read, 0 where there is none."""
        return self._found.line if self._found else 0

    @property
    def message(self) -> str:
        """Python's own words about it."""
        return self._found.message if self._found else ""

    @property
    def is_looking(self) -> bool:
        """Whether an answer is still to come."""
        return self._idle.isActive() or self._check is not None

    def set_wanted(self, is_wanted: bool) -> None:
        """Whether to look: a newer Python than ours may read what ours cannot."""
        self._is_wanted = is_wanted
        self.text_changed()

    def text_changed(self) -> None:
        """Looks again soon; at once where a mistake is shown, which may be mended now."""
        if self._is_wanted:
            self._idle.start(0 if self._found else _IDLE_MS)
        else:
            self._idle.stop()
            self._show(None)

    def paint(self, painter: QPainter) -> None:
        """Draw the wave; the text has been painted."""
        if self._found is None:
            return
        rect = rect_of(self._view, self._found.line, self._found.start, self._found.end)
        if rect.isEmpty():
            return
        bottom = rect.bottom() - 2
        count = max(2, round(rect.width() / _WAVE) + 1)
        points = [QPointF(rect.left() + at * _WAVE, bottom - _WAVE * (at % 2)) for at in range(count)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("error"), 1.4))
        painter.drawPolyline(QPolygonF(points))
        painter.restore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The message, as a tooltip over the line."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self._view.cursorForPosition(event.pos()).blockNumber() + 1
            words = self.message if line == self.line else ""
            QToolTip.showText(event.globalPos(), plain_tooltip(words), self._view)
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_idle_timeout(self) -> None:
        if self._check is not None:
            return  # the next look begins when this one ends
        self._check = _Check(self._view.text())
        self._check.done.connect(self._on_check_done)
        self._check.start()

    @Slot(str, object)
    def _on_check_done(self, text: str, found: Mistake | None) -> None:
        self._check = None
        if text != self._view.text():
            self.text_changed()
        elif self._is_wanted:
            self._show(found)

    def _show(self, found: Mistake | None) -> None:
        if found == self._found:
            return
        before, self._found = self._found, found
        words = f"Line {found.line}: {found.message}" if found else ""
        self._view.setAccessibleDescription(words)
        if found is not None and (before is None or before.message != found.message):
            announce(self._view, words)
        elif found is None and before is not None:
            announce(self._view, "Python can read the code again")
        self.changed.emit()
