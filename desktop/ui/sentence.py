"""A paragraph made of pieces: text, code, and at most one link that keys reach.

Forbids reading marks out of the text: a stranger's backtick stays a backtick, its path is never a link.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from desktop.core.permissions import escaped
from desktop.ui.painting import paint_focus
from desktop.ui.prose import Prose, Run
from desktop.ui.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Sentence(Prose):
    """Shows the runs it is given; ``link_activated`` by a click on the link, or by Enter in it."""

    link_activated = Signal()

    def __init__(
        self, theme: Theme, use: str = "body", tone: str = "text", *, parent: QWidget | None = None
    ) -> None:
        self._runs: tuple[Run, ...] = ()
        super().__init__(theme, "", use, tone, parent=parent)
        self.setMouseTracking(True)

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Shows other pieces, of the kinds text, code, strong and link; what cannot be seen is escaped."""
        self._runs = tuple(Run(escaped(run.text), run.kind) for run in runs)
        has_link = any(run.kind == "link" for run in self._runs)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_link else Qt.FocusPolicy.ClickFocus)
        self._on_theme_changed()
        self.setAccessibleName(self.sentence())

    def sentence(self) -> str:
        """All pieces together."""
        return "".join(run.text for run in self._runs)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the link."""
        if event.key() in _ENTER and self._link_rect().isValid():
            self.link_activated.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the link follows it; a selection that ends there does not."""
        super().mouseReleaseEvent(event)
        if self._is_on_link(event) and not self.textCursor().hasSelection():
            self.link_activated.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand over the link."""
        super().mouseMoveEvent(event)
        on_link = self._is_on_link(event)
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if on_link else Qt.CursorShape.IBeamCursor
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring shows."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the ring round its link."""
        super().paintEvent(event)
        rect = self._link_rect()
        if self.hasFocus() and rect.isValid():
            paint_focus(QPainter(self.viewport()), rect, self._theme, 4)

    def _is_on_link(self, event: QMouseEvent) -> bool:
        return self._link_rect().contains(event.position())

    def _link_rect(self) -> QRectF:
        """Where the link is; it does not wrap, so that one rectangle holds it."""
        start = 0
        for run in self._runs:
            if run.kind == "link":
                return self._rect_of(start, start + len(run.text))
            start += len(run.text)
        return QRectF()

    def _rect_of(self, start: int, end: int) -> QRectF:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        first = self.cursorRect(cursor)
        cursor.setPosition(end)
        return QRectF(first.united(self.cursorRect(cursor))).adjusted(-1, 0, 2, 0)

    def _fill(self, document: QTextDocument) -> None:
        super()._fill(document)
        cursor = QTextCursor(document)
        cursor.setBlockFormat(self._block_format(gap=0))
        for run in self._runs:
            cursor.insertText(run.text, self._format(run.kind))

    def _format(self, kind: str, *, filled: bool = True) -> QTextCharFormat:
        result = super()._format(kind, filled=filled)
        if kind == "link":
            result.setForeground(self._theme.color("accent"))
        return result
