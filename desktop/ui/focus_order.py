"""Where the Tab key goes next, where the order in which widgets were made is not that of the picture.

Hides Qt's chain of widgets. It is never walked: the binding takes a widget that the chain names for a child
of the one that was asked, and for dead when that one is deleted.
"""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget


def put_last(widget: QWidget) -> None:
    """Tab comes to ``widget`` after all that its window has now, also after a page made at its first use.

    Qt puts what comes into a window at the end of its chain. The widget is in a row or a column.
    """
    parent = widget.parentWidget()
    layout = parent.layout() if parent is not None else None
    assert isinstance(layout, QBoxLayout)
    if widget.hasFocus():
        return  # it would lose it; the next call puts it last
    place, stretch = layout.indexOf(widget), layout.stretch(layout.indexOf(widget))
    was_hidden = widget.isHidden()
    layout.removeWidget(widget)
    widget.setParent(None)
    layout.insertWidget(place, widget, stretch)
    widget.setHidden(was_hidden)
