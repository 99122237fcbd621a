"""What a screen reader reads of the console: the lines in view as text, with the cursor in them.

As terminals do it: of a million lines only those in view are text to be walked through. Which of them are
selected is announced, as new lines are: PySide6 6.11 binds neither ``selection`` nor ``attributes``.
"""

from __future__ import annotations

import functools

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleTextCursorEvent, QAccessibleTextInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Shiboken

from desktop.ui.code_places import unit
from desktop.ui.console_cursor import Place
from desktop.ui.console_page import ConsolePage


class _Text(QAccessibleTextInterface):
    """Offsets are places, as Qt counts them, in the text in view."""

    def __init__(self, page: ConsolePage) -> None:
        super().__init__()
        self._page = page

    def text(self, start: int, end: int) -> str:
        raw = self._text().encode("utf-16-le", "surrogatepass")
        return raw[2 * start : 2 * end].decode("utf-16-le", "replace")

    def characterCount(self) -> int:
        text = self._text()
        return unit(text, len(text))

    def cursorPosition(self) -> int:
        return self.offset_of(self._page.cursor_in_text.place)

    def setCursorPosition(self, position: int) -> None:
        self._page.cursor_in_text.go(self._place_of(position))
        self._page.reveal_cursor()

    def selectionCount(self) -> int:
        return 0

    def characterRect(self, offset: int) -> QRect:
        page = self._page
        place = self._place_of(offset)
        for paragraph, laid, corner in page.in_view():
            if paragraph == place.paragraph:
                for rect in laid.rects(place.column, place.column + 1):
                    found = rect.translated(corner).toAlignedRect()
                    return QRect(page.viewport().mapToGlobal(found.topLeft()), found.size())
        return QRect()

    def offsetAtPoint(self, point: QPoint) -> int:
        return self.offset_of(self._page.place_at(QPointF(self._page.viewport().mapFromGlobal(point))))

    def scrollToSubstring(self, start: int, end: int) -> None:
        self.setCursorPosition(start)

    def addSelection(self, start: int, end: int) -> None:
        self._page.cursor_in_text.select(self._place_of(start), self._place_of(end))
        self._page.reveal_cursor()

    def setSelection(self, index: int, start: int, end: int) -> None:
        self.addSelection(start, end)

    def removeSelection(self, index: int) -> None:
        self._page.cursor_in_text.go(self._page.cursor_in_text.place)
        self._page.viewport().update()

    def offset_of(self, place: Place) -> int:
        """Where a place is in the text in view; its end where it is below."""
        offset = 0
        for paragraph, laid, _corner in self._page.in_view():
            if paragraph >= place.paragraph:
                column = place.column if paragraph == place.paragraph else 0
                return offset + unit(laid.text, min(column, len(laid.text)))
            offset += unit(laid.text, len(laid.text)) + 1
        return max(0, offset - 1)

    def _place_of(self, offset: int) -> Place:
        found = Place(0, 0)
        for paragraph, laid, _corner in self._page.in_view():
            length = unit(laid.text, len(laid.text))
            raw = laid.text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, offset)]
            found = Place(paragraph, len(raw.decode("utf-16-le", "replace")))
            if offset <= length:
                return found
            offset -= length + 1
        return found

    def _text(self) -> str:
        return "\n".join(laid.text for _paragraph, laid, _corner in self._page.in_view())


class _Output(QAccessibleWidget):
    """The page as an object with text."""

    def __init__(self, page: ConsolePage) -> None:
        super().__init__(page, QAccessible.Role.EditableText, page.accessibleName())
        self._text = _Text(page)
        self._pointer = Shiboken.VoidPtr(Shiboken.getCppPointer(self._text)[0])

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Shiboken.VoidPtr:  # type: ignore[override]
        """Qt takes a pointer: with the int of the stubs, or None, PySide6 6.11 ends the process."""
        is_text = kind is QAccessible.InterfaceType.TextInterface
        return self._pointer if is_text else Shiboken.VoidPtr(0)

    def state(self) -> QAccessible.State:
        found = super().state()
        found.readOnly = found.multiLine = 1
        return found

    def childCount(self) -> int:
        return 0


@functools.cache
def install() -> None:
    """From now on consoles have text for screen readers; once for a process."""
    QAccessible.installFactory(_make)


def _make(_kind: str, found: QObject) -> _Output | None:
    if not isinstance(found, ConsolePage):
        return None
    output = _Output(found)
    found.accessible = output  # Qt has but a pointer to it
    return output


def tell_cursor(page: ConsolePage) -> None:
    """The cursor has moved: a screen reader reads where it is now."""
    if QAccessible.isActive() and isinstance(page, QWidget):
        offset = _Text(page).offset_of(page.cursor_in_text.place)
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(page, offset))
