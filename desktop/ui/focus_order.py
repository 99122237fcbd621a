"""Where the Tab key goes next, where the order in which widgets were made is not that of the picture.

Hides Qt's chain of widgets and that it can be changed only between those that Tab reaches.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_last(widget: QWidget) -> None:
    """Tab comes to ``widget`` after all that its window has now, also after a page made at its first use."""
    last = widget.window().previousInFocusChain()
    while last is not None and not last.focusPolicy() & Qt.FocusPolicy.TabFocus and not last.isWindow():
        last = last.previousInFocusChain()
    if last is not None and last is not widget:
        QWidget.setTabOrder(last, widget)
