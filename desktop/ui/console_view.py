"""The text area of the console: read-only, with a keyboard cursor, links and a bar beside error lines.

Hides how a batch of lines gets into the document, and when the view follows the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QToolTip, QWidget

from desktop.ui.code_places import unit
from desktop.ui.console_backlog import MAX_LINES
from desktop.ui.console_format import CONTROL, LINK_SEPARATOR, ConsoleFormats
from desktop.ui.console_margin import ConsoleMargin
from desktop.ui.console_text import ConsoleText, Line, Part
from desktop.ui.labels import plain_tooltip, set_font
from desktop.ui.localised import number
from desktop.ui.theme import Theme
from desktop.ui.tick_bar import TickBar

_MARGIN = 6
_Painting = Callable[[QPainter], None]
_KEYS_OF_THE_CONSOLE = {Qt.Key.Key_C: "interrupt", Qt.Key.Key_L: "clear", Qt.Key.Key_S: "save"}


class ConsoleView(QPlainTextEdit):
    """Shows a ``ConsoleText``; ``show_update`` after each change of it."""

    link_activated = Signal(str, int)
    key_pressed = Signal(str)  # interrupt, clear, save
    menu_requested = Signal(QPoint)  # where on the screen
    text_typed = Signal(str)  # a character typed here, which the input field may want

    def __init__(self, text: ConsoleText, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._theme = text, theme
        self._formats = ConsoleFormats(theme)
        self._has_note = False
        self._shown_earlier = 0
        self._last_shown: Line | None = None
        self._follows_end = True
        self._paint_under: _Painting | None = None
        self._paint_over: _Painting | None = None
        self._margin = ConsoleMargin(self, theme)
        self.ticks = TickBar(theme, self)
        self.setVerticalScrollBar(self.ticks)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.document().setDocumentMargin(_MARGIN)
        self.setProperty("pane", "sunken")
        self.setAccessibleName("Output")
        self.setTabChangesFocus(True)
        self.viewport().setMouseTracking(True)
        self.updateRequest.connect(self._on_update_request)
        self.verticalScrollBar().actionTriggered.connect(self._on_bar_action_triggered)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # -- text ----------------------------------------------------------------------------------------------

    def show_update(self) -> None:
        """Brings the document up to date in one step."""
        update = self._text.update()
        top = QTextCursor(self.firstVisibleBlock())
        row = self.verticalScrollBar().value() - top.block().firstLineNumber()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if update.is_reset:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            self._has_note = False
            self._shown_earlier = 0
            self._last_shown = None
        self._write(update.lines)
        self._trim()
        cursor.endEditBlock()
        self._keep_place(top.block().firstLineNumber() + row)
        self._margin.fit()

    def show_all(self) -> None:
        """Writes everything again, as after a change of colours."""
        self._text.update()
        self.document().clear()
        self._has_note = False
        self._shown_earlier = self._text.earlier
        self._last_shown = None
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._write(list(self._text.lines))
        self._show_note()
        cursor.endEditBlock()
        self._keep_place(self.verticalScrollBar().value())

    def plain_text(self) -> str:
        """What is shown, as plain text, with our notes on what is not."""
        return self.document().toRawText().replace("\u2029", "\n")

    def _write(self, lines: list[Line]) -> None:
        """Replaces the last line shown by the first of ``lines`` and adds the others."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if self._last_shown is not None:
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        for text, part, is_strong in _joined(lines):
            cursor.insertText(text, self._formats.of(part, is_strong=is_strong))
        self._last_shown = lines[-1]

    def _trim(self) -> None:
        """Removes lines at the top that are more than are kept."""
        surplus = self.document().blockCount() - int(self._has_note) - MAX_LINES
        first = self.document().findBlockByNumber(int(self._has_note))
        if surplus > 0:
            cursor = QTextCursor(first)
            last = self.document().findBlockByNumber(int(self._has_note) + surplus)
            cursor.setPosition(last.position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        if self._text.earlier != self._shown_earlier:
            self._shown_earlier = self._text.earlier
            self._show_note()

    def _show_note(self) -> None:
        if not self._shown_earlier:
            return
        cursor = QTextCursor(self.document())
        if self._has_note:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        count = self._shown_earlier
        words = f"… {number(count)} earlier {'line is' if count == 1 else 'lines are'} not shown"
        cursor.insertText(words + ("" if self._has_note else "\n"), self._formats.of(Part("", "note")))
        self._has_note = True

    # -- the end -------------------------------------------------------------------------------------------

    def follow_end(self) -> None:
        """Goes to the end and stays there, until the reader scrolls up."""
        self._follows_end = True
        self._keep_place(0)

    def _keep_place(self, row: int) -> None:
        """Shows the end if it is followed, else puts ``row`` at the top.

        Whether the end is followed is never read from the bar here: Qt counts a wrapped line as one row until
        it is in view, does not measure again where as many lines went as came, and finds no top when it went.
        """
        bar, layout = self.verticalScrollBar(), self.document().documentLayout()
        self.viewport().setUpdatesEnabled(
            False
        )  # else Qt lays out all lines between the old place and the new
        layout.documentSizeChanged.emit(layout.documentSize())
        row = bar.maximum() if self._follows_end else max(0, min(row, bar.maximum()))
        if bar.value() == row:  # the text may have moved under a bar that has not
            bar.setValue(row - 1 if row else 1)
        bar.setValue(row)
        self.viewport().setUpdatesEnabled(True)

    def _note_scrolling(self, before: int) -> None:
        """After a key or the mouse: scrolled up the end is left, at the end it is followed again."""
        bar = self.verticalScrollBar()
        if bar.value() != before:
            is_last_line = bar.value() > before and self.textCursor().atEnd()
            self._follows_end = is_last_line or bar.value() >= bar.maximum()

    @Slot()
    def _on_bar_action_triggered(self) -> None:
        bar = self.verticalScrollBar()
        self._follows_end = bar.sliderPosition() >= bar.maximum()

    # -- places --------------------------------------------------------------------------------------------

    def selected_text(self) -> str:
        """What is selected, as plain text."""
        return self.textCursor().selectedText().replace("\u2029", "\n")

    def selection_start(self) -> tuple[int, int]:
        """The number of the line and the character, from 0, where the selection or the cursor is."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        units = cursor.selectionStart() - block.position()
        before = block.text().encode("utf-16-le", "surrogatepass")[: 2 * units]
        return self.line_number(block), len(before.decode("utf-16-le", "replace"))

    def show_place(self, number: int, start: int, end: int) -> None:
        """Selects some characters of a line and brings them into view, to its middle if need be."""
        block = self._block_of(number)
        text = block.text()
        if not block.isValid() or end > len(text):
            return
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + unit(text, start))
        cursor.setPosition(block.position() + unit(text, end), QTextCursor.MoveMode.KeepAnchor)
        bar = self.verticalScrollBar()
        before, was_in_view = bar.value(), self.viewport().rect().contains(self.cursorRect(cursor))
        self.setTextCursor(cursor)
        if not was_in_view:
            self.centerCursor()
        if bar.value() != before:
            self._follows_end = bar.value() >= bar.maximum()

    # -- how it is laid out --------------------------------------------------------------------------------

    def set_wrapped(self, is_wrapped: bool) -> None:
        """Whether long lines go on in the next row, or out of view at the right."""
        mode = QPlainTextEdit.LineWrapMode
        row = self.verticalScrollBar().value()
        self.setLineWrapMode(mode.WidgetWidth if is_wrapped else mode.NoWrap)
        self._keep_place(row)

    def set_numbered(self, is_numbered: bool) -> None:
        """Whether every line has its number before it."""
        self._margin.set_numbered(is_numbered)
        self._keep_place(self.verticalScrollBar().value())

    @property
    def text_x(self) -> int:
        """Where the text begins."""
        return self.viewport().x() + _MARGIN

    def make_room(self, margin_width: int) -> None:
        """The margin takes this much at the left."""
        self.setViewportMargins(margin_width, 0, 0, 0)

    # -- lines in view -------------------------------------------------------------------------------------

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The lines in view and where they are in the viewport."""
        block, offset, bottom = self.firstVisibleBlock(), self.contentOffset(), self.viewport().height()
        while block.isValid():
            rect = self.blockBoundingGeometry(block).translated(offset)
            if rect.top() > bottom:
                return
            yield block, rect
            block = block.next()

    def is_error(self, block: QTextBlock) -> bool:
        """Whether any of a line came from standard error."""
        number = block.blockNumber() - int(self._has_note)
        return 0 <= number < len(self._text.lines) and self._text.lines[number].is_error

    def line_number(self, block: QTextBlock) -> int:
        """The number of a line since the start of the run; 0 of our note on earlier lines."""
        index = block.blockNumber() - int(self._has_note)
        return self._shown_earlier + index + 1 if index >= 0 else 0

    @property
    def last_line_number(self) -> int:
        """The number of the last line shown."""
        return self.line_number(self.document().lastBlock())

    def lines_in_view(self) -> Iterator[int]:
        """The numbers of the lines in view."""
        return (self.line_number(block) for block, _rect in self.visible_blocks())

    def _block_of(self, number: int) -> QTextBlock:
        index = number - self._shown_earlier - 1
        return self.document().findBlockByNumber(index + int(self._has_note)) if index >= 0 else QTextBlock()

    def rects_of(self, number: int, start: int, end: int) -> Iterator[QRectF]:
        """Where some characters of a line are in the viewport: one rectangle for each row they wrap into."""
        block = self._block_of(number)
        text, layout = block.text(), block.layout()
        if not block.isValid() or end > len(text):
            return
        place = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        first, last = unit(text, start), unit(text, end)
        for row in map(layout.lineAt, range(layout.lineCount())):
            begin, stop = row.textStart(), row.textStart() + row.textLength()
            if begin < last and first < stop:
                left, right = _x(row, max(first, begin)), _x(row, min(last, stop))
                yield QRectF(left, row.y(), right - left, row.height()).translated(place)

    def content_height(self) -> int:
        """The height the text needs; measured only while it is short, else more than any window has."""
        if self.document().blockCount() > 200:
            return 1 << 20
        last = self.document().lastBlock()
        rect = self.blockBoundingGeometry(last).translated(self.contentOffset())
        first = self.blockBoundingGeometry(self.document().firstBlock()).translated(self.contentOffset())
        bar = self.horizontalScrollBar()
        bar_height = bar.sizeHint().height() if bar.maximum() else 0
        return round(rect.bottom() - first.top()) + 2 * _MARGIN + bar_height

    def set_painters(self, under: _Painting, over: _Painting) -> None:
        """What else is painted in the viewport, before the text and after it."""
        self._paint_under, self._paint_over = under, over

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and boxes round the names of control characters."""
        if self._paint_under is not None:
            under = QPainter(self.viewport())
            self._paint_under(under)
            under.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._paint_over is not None:
            self._paint_over(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("warn"), 1))
        for block, rect in self.visible_blocks():
            for box in _control_boxes(block):
                painter.drawRoundedRect(box.translated(rect.topLeft()), 3, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin keeps to the left edge, and the end stays in view."""
        row = self.verticalScrollBar().value()
        super().resizeEvent(event)
        self._margin.fit()
        self._keep_place(row)

    def showEvent(self, event: QShowEvent) -> None:
        """While it was hidden Qt did not know how many rows are in view."""
        super().showEvent(event)
        self._keep_place(self.verticalScrollBar().value())

    @Slot(QRect, int)
    def _on_update_request(self, rect: QRect, dy: int) -> None:
        self._margin.update()

    # -- keys and mouse ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows a link, Ctrl+C without a selection interrupts, typed text is offered to the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._follow(self._href_at_cursor())
            return
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._ask_for_menu()  # Qt does this itself on Windows alone
            return
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        name = _KEYS_OF_THE_CONSOLE.get(Qt.Key(event.key()), "") if is_control else ""
        if name and not (name == "interrupt" and self.textCursor().hasSelection()):
            self.key_pressed.emit(name)
            return
        if event.text().isprintable() and event.text() and not is_control:
            self.text_typed.emit(event.text())
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            return
        before = self.verticalScrollBar().value()
        super().keyPressEvent(event)
        self._note_scrolling(before)

    def _href_at_cursor(self) -> str:
        cursor = self.textCursor()
        before = cursor.charFormat()
        if before.isAnchor():
            return before.anchorHref()
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        after = cursor.charFormat()
        return after.anchorHref() if after.isAnchor() else ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The console's own menu, at the cursor when a key asks for it."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu()
        else:
            self.menu_requested.emit(event.globalPos())

    def _ask_for_menu(self) -> None:
        """At the cursor, or at the edge where that is out of view."""
        place, rect = self.cursorRect().bottomLeft(), self.viewport().rect()
        within = QPoint(min(max(place.x(), 0), rect.right()), min(max(place.y(), 0), rect.bottom()))
        self.menu_requested.emit(self.viewport().mapToGlobal(within))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a link follows it; the end of a selection does not."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._follow(self.anchorAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over links."""
        before = self.verticalScrollBar().value()
        super().mouseMoveEvent(event)
        self._note_scrolling(before)
        is_link = bool(self.anchorAt(event.position().toPoint()))
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.IBeamCursor
        )

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole path of a link as its tooltip."""
        if isinstance(event, QHelpEvent):
            self._show_path(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def _show_path(self, place: QPoint, where: QPoint) -> None:
        line, _, path = self.anchorAt(place).partition(LINK_SEPARATOR)
        QToolTip.showText(where, plain_tooltip(f"{path}, line {line}") if path else "", self)

    def _follow(self, href: str) -> None:
        line, _, path = href.partition(LINK_SEPARATOR)
        if path:
            self.link_activated.emit(path, int(line))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text only."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    @Slot()
    def _on_theme_changed(self) -> None:
        self._formats.forget()
        set_font(self, self._theme.font("console"))
        self.show_all()
        self._margin.fit()


def _pieces(line: Line) -> Iterator[tuple[str, Part, bool]]:
    """Text, part and boldness of each piece of a line, with the words on what was cut."""
    for part in line.parts:
        yield part.text, part, line.is_last_of_traceback
    if line.extra > 0:
        words = (
            f" … {number(line.extra)} more {'character' if line.extra == 1 else 'characters'} in this line"
        )
        yield words, Part(words, "note"), False


def _joined(lines: list[Line]) -> Iterator[tuple[str, Part, bool]]:
    """The same for many lines, with neighbours of one look in one text: that is what makes floods quick."""
    texts: list[str] = []
    part, is_strong = Part("", "out"), False
    for place, line in enumerate(lines):
        if place:
            texts.append("\n")
        for text, other, other_is_strong in _pieces(line):
            if (other.kind, other.style, other.link, other_is_strong) != (
                part.kind,
                part.style,
                part.link,
                is_strong,
            ):
                if texts:
                    yield "".join(texts), part, is_strong
                texts, part, is_strong = [], other, other_is_strong
            texts.append(text)
    if texts:
        yield "".join(texts), part, is_strong


def _x(row: QTextLine, position: int) -> float:
    """Qt gives the place together with the position it is valid for; the stubs do not say so."""
    place = row.cursorToX(position)
    return float(place[0] if isinstance(place, tuple) else place)  # type: ignore[arg-type]


def _control_boxes(block: QTextBlock) -> Iterator[QRectF]:
    """Where the names of control characters stand in a line, relative to it."""
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        if fragment.charFormat().property(CONTROL):
            start = fragment.position() - block.position()
            row = block.layout().lineForTextPosition(start)
            left = _x(row, start)
            right = _x(row, start + fragment.length())
            yield QRectF(left - 1, row.y() + 3, right - left + 2, row.height() - 6)
        fragments += 1
