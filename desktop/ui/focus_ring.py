"""The focus ring round a whole pane, whose text has no other sign that keys go there.

Lies over the pane, so that nothing moves; a click with the mouse does not bring it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.painting import paint_focus
from desktop.ui.theme import Theme

_RADIUS = 4
# A menu or another window had the focus in between: what was shown before is shown after.
_FOR_A_WHILE = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class FocusRing(QWidget):
    """Shown round ``pane`` while ``target`` in it, or the pane itself, has the focus by a key or from us."""

    def __init__(self, theme: Theme, pane: QWidget, target: QWidget | None = None) -> None:
        super().__init__(pane)
        self._theme, self._pane, self._target = theme, pane, target or pane
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        for watched in {pane, self._target}:
            watched.installEventFilter(self)
        theme.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the focus of the target and the size of the pane."""
        if event.type() == QEvent.Type.Resize and watched is self._pane:
            self.setGeometry(self._pane.rect())
        elif isinstance(event, QFocusEvent) and watched is self._target:
            self._follow(event)
        return False

    def _follow(self, event: QFocusEvent) -> None:
        if event.reason() in _FOR_A_WHILE:
            return
        if event.gotFocus() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setGeometry(self._pane.rect())
            self.raise_()
            self.show()
        elif (
            self._pane.window().focusWidget() is not self._target
        ):  # else a dialog took it, and gives it back
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Inside the edge of the pane."""
        paint_focus(QPainter(self), self.rect().toRectF(), self._theme, _RADIUS)
