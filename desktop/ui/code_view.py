"""The code of an example: highlighted, numbered, marked, editable.

Hides the text widget's own ideas: what comes in and goes out is plain text with ``\\n``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QTextEdit, QWidget

from desktop.core.highlight import Role, is_warm
from desktop.core.line_changes import Change, changed_lines
from desktop.ui import code_edits
from desktop.ui.code_hits import CodeHits
from desktop.ui.code_places import lines_between
from desktop.ui.gutter import MARKS, Gutter
from desktop.ui.header_fold import HeaderFold
from desktop.ui.highlighter import Highlighter
from desktop.ui.icons import Icons
from desktop.ui.line_notes import paint_notes
from desktop.ui.mistake_mark import MistakeMark
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.core.completion import Language
    from desktop.core.kept_colours import KeptColours
    from desktop.ui.completing import Completing

_MARGIN = 6
_CHANGES_DELAY_MS, _SHORT_LINES = 200, 400
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ZOOM_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Underscore: -1}


class CodeView(QPlainTextEdit):
    """An editor for one Python file. Lines and columns in its signals and calls count from 1."""

    text_edited = Signal()  # by the reader, undo and redo included; not by set_text or replace_text
    cursor_moved = Signal(int, int)  # line, column in characters
    tab_leaves_changed = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._original: str | None = None
        self._is_setting = False
        self._lines = [""]
        self._text: str | None = ""
        self._is_changed = False
        self._cursor_line = 0
        self._language: Callable[[], Language] | None = None
        self.completing: Completing | None = None
        self.marks: dict[int, str] = {}
        self.notes: dict[int, str] = {}
        self.changed_lines: frozenset[int] = frozenset()
        self._set_up_text()
        self.document().contentsChange.connect(self._on_contents_change)
        self._highlighter = Highlighter(self.document(), theme, self)
        self._highlighter.worked.connect(self._on_highlighter_worked)
        self._gutter = Gutter(self, theme, icons)
        self.header_fold = HeaderFold(self, theme)
        self.hits = CodeHits(self, theme)
        self.mistake = MistakeMark(self, theme)
        self.mistake.changed.connect(self._repaint)
        self._changes_timer = QTimer(self, singleShot=True, interval=_CHANGES_DELAY_MS)
        self._changes_timer.timeout.connect(self._on_changes_timer_timeout)
        self.textChanged.connect(self._on_text_changed)
        self.blockCountChanged.connect(self._on_block_count_changed)
        self.updateRequest.connect(self._on_update_request)
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _set_up_text(self) -> None:
        self.setAccessibleName("Code")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)  # code is, whatever its comments are
        self.document().setDefaultTextOption(option)
        self.document().setDocumentMargin(_MARGIN)
        self.setTabChangesFocus(False)

    # -- the text ------------------------------------------------------------------------------------------

    def text(self) -> str:
        """The whole text, with ``\\n`` at line ends."""
        if self._text is None:
            self._text = "\n".join(self._lines)
        return self._text

    def lines(self) -> Sequence[str]:
        """The lines of the text, to be read before the next change."""
        return self._lines

    def chosen_text(self) -> str:
        """The selection, where there is none the whole text."""
        return self.createMimeDataFromSelection().text() or self.text()

    def begins_code(self, line: int) -> bool:
        """Whether a line, here from 0, begins in no string."""
        return self._highlighter.begins_code(line)

    def set_text(self, text: str) -> None:
        """Shows another text and forgets what could be undone, and every mark."""
        self.marks, self.notes = {}, {}
        self._is_setting = True
        self.setPlainText(_normal(text))
        self._is_setting = False
        self._refresh_changes()
        self._on_cursor_position_changed()

    def replace_text(self, text: str) -> None:
        """Shows another text as one step that can be undone; the cursor stays in its line."""
        line = self.textCursor().blockNumber()
        cursor = QTextCursor(self.document())
        self._is_setting = True
        with code_edits.one_step(cursor):
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(_normal(text))
        self._is_setting = False
        self.go_to(min(line + 1, self.blockCount()))
        self._refresh_changes()

    def put_back(self, change: Change) -> None:
        """Puts what the original has in place of one change, as an edit of the reader's."""
        code_edits.replace_lines(self.document(), change.new_start, len(change.new), change.old)

    @property
    def original(self) -> str | None:
        """What changed lines are compared with."""
        return self._original

    def set_original(self, text: str | None) -> None:
        """What changed lines are compared with; ``None`` shows no bars."""
        self._original = None if text is None else _normal(text)
        self._refresh_changes()

    @property
    def read_only(self) -> bool:
        """Whether the text can only be read."""
        return self.isReadOnly()

    @read_only.setter
    def read_only(self, value: bool) -> None:
        self.setReadOnly(value)
        if value:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    @property
    def is_coloured(self) -> bool:
        """Whether every line has the colours of the text as it is."""
        return self._highlighter.is_settled

    @property
    def has_colours(self) -> bool:
        """Whether every line has colours, if only those that were assumed."""
        return self._highlighter.is_known

    def assume_colours(self, kept: KeptColours) -> None:
        """Show what was kept of this text until the lexer is loaded."""
        lines = None if is_warm() else kept.of(self.text())
        if lines is not None:
            self._highlighter.assume(lines)

    def keep_colours(self, kept: KeptColours) -> None:
        """For the next start."""
        if self.is_coloured:
            kept.keep(self.text(), self._highlighter.packed())

    # -- lines ---------------------------------------------------------------------------------------------

    def set_marks(self, marks: Mapping[int, str], notes: Mapping[int, str] | None = None) -> None:
        """Marks lines by a kind of ``MARKS``; ``notes`` stand after the end of lines. Both move with them."""
        unknown = set(marks.values()) - set(MARKS)
        if unknown:
            raise ValueError(f"no such mark: {', '.join(sorted(unknown))}")
        self.marks, self.notes = dict(marks), dict(notes or {})
        self._repaint()

    def show_line(self, line: int, *, take_focus: bool = True) -> None:
        """Brings a line into the middle of the view, with the cursor in it."""
        self.go_to(line)
        self.centerCursor()
        if take_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, line: int) -> None:
        """Scrolls a line into view and leaves cursor and focus where they are."""
        block = self.document().findBlockByNumber(line - 1)
        rect = self.blockBoundingGeometry(block).translated(self.contentOffset())
        if rect.top() < 0 or rect.bottom() > self.viewport().height():
            row = self.first_row_height()
            hidden = sum(not self.document().findBlockByNumber(at).isVisible() for at in range(line - 1))
            self.verticalScrollBar().setValue(
                max(0, line - 1 - hidden - self.viewport().height() // row // 2)
            )

    def go_to(self, line: int) -> None:
        """Puts the cursor at the first character of a line."""
        block = self.document().findBlockByNumber(max(1, min(line, self.blockCount())) - 1)
        text = block.text()
        cursor = self.textCursor()
        cursor.setPosition(block.position() + len(text) - len(text.lstrip()))
        self.setTextCursor(cursor)

    def visible_lines(self, within: QRect | None = None) -> Iterator[tuple[int, int, int]]:
        """Number (from 0), top and height, in pixels of the viewport, of each line in view.

        ``within``: only of those that reach into its height.
        """
        offset = self.contentOffset()
        for block in self._visible_blocks():
            rect = self.blockBoundingGeometry(block).translated(offset)
            if within is not None and (rect.bottom() < within.top() or rect.top() > within.bottom()):
                continue
            below = 0.0 if block.next().isValid() else self.document().documentMargin()
            top = round(rect.top())
            yield block.blockNumber(), top, round(rect.bottom() - below) - top

    def _visible_blocks(self) -> Iterator[QTextBlock]:
        block, offset, bottom = self.firstVisibleBlock(), self.contentOffset(), self.viewport().height()
        while block.isValid():
            if self.blockBoundingGeometry(block).translated(offset).top() > bottom:
                return
            if block.isVisible():
                yield block
            block = block.next()

    def first_row_height(self) -> int:
        """The height of one row of text."""
        return round(QFontMetricsF(self.font()).height())

    def band(self, line: int) -> str:
        """The token of the band behind a line (from 0), or an empty text."""
        kind = self.marks.get(line + 1, "")
        if kind:
            return MARKS[kind].band
        return "hover" if line == self.textCursor().blockNumber() and self.hasFocus() else ""

    def set_language(self, read: Callable[[], Language]) -> None:
        """What proposals are made from; read with the first key."""
        self._language = read

    def propose(self) -> None:
        """Shows what may stand at the cursor."""
        QApplication.sendEvent(self, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, _CONTROL))

    # -- keys ----------------------------------------------------------------------------------------------

    def toggle_comment(self) -> None:
        """Comments the selected lines out, or in again."""
        if not self.isReadOnly():
            self._edit(code_edits.toggle_comment, follows=False)

    def indent(self) -> None:
        """Moves the selected lines one level in."""
        if not self.isReadOnly():
            self._edit(code_edits.indent)

    def outdent(self) -> None:
        """Moves the selected lines one level out."""
        if not self.isReadOnly():
            self._edit(code_edits.outdent)

    def set_tab_leaves(self, leaves: bool) -> None:
        """Whether Tab goes to the next control instead of indenting."""
        if leaves != self.tabChangesFocus():
            self.setTabChangesFocus(leaves)
            self.tab_leaves_changed.emit(leaves)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the proposals, those that Qt's editor does not know, then its own."""
        if self.completing is None and self._language is not None:
            self.completing = self._new_completing(self._language)
        if self.completing is not None and self.completing.takes_key(event):
            return
        if self._zoom_key(event) or self._tab_leaves_key(event):
            return
        if self.isReadOnly() or not self._editing_key(event):
            super().keyPressEvent(event)
        if self.completing is not None:
            self.completing.key_was_taken(event)

    def _new_completing(self, read: Callable[[], Language]) -> Completing:
        """Imported with the first key: the start does not need it."""
        from desktop.ui.completing import Completing

        return Completing(self, self._theme, read())

    def _tab_leaves_key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers()
        mac = Qt.KeyboardModifier.MetaModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() != Qt.Key.Key_M or modifiers not in (Qt.KeyboardModifier.ControlModifier, mac):
            return False
        self.set_tab_leaves(not self.tabChangesFocus())
        return True

    def _zoom_key(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() in _ZOOM_STEPS:
            self._theme.set_code_zoom(self._theme.code_zoom + _ZOOM_STEPS[Qt.Key(event.key())])
            return True
        if event.key() == Qt.Key.Key_0:
            self._theme.set_code_zoom(0)
            return True
        return False

    def _editing_key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        plain = modifiers & ~Qt.KeyboardModifier.KeypadModifier in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if key == Qt.Key.Key_Slash and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.toggle_comment()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._edit(lambda cursor: code_edits.new_line(cursor, self.is_code))
        elif event.text() == ":":
            self._edit(code_edits.colon)
        elif key == Qt.Key.Key_Backspace and modifiers == Qt.KeyboardModifier.NoModifier:
            return self._backspace()
        else:
            return self._tab_key(event)
        return True

    def _tab_key(self, event: QKeyEvent) -> bool:
        is_tab = event.key() == Qt.Key.Key_Tab and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if not is_tab and event.key() != Qt.Key.Key_Backtab:
            return False
        if self.tabChangesFocus():
            self.focusNextPrevChild(is_tab)
        elif is_tab:
            self.indent()
        else:
            self.outdent()
        return True

    def _backspace(self) -> bool:
        cursor = self.textCursor()
        if not code_edits.backspace_level(cursor):
            return False
        self.setTextCursor(cursor)
        return True

    def _edit(self, change: code_edits.Change, *, follows: bool = True) -> None:
        cursor = self.textCursor()
        self.show_hidden(self.document().findBlock(cursor.selectionStart()).blockNumber())
        change(cursor)
        self.setTextCursor(cursor)
        if follows:
            self.ensureCursorVisible()

    def show_hidden(self, line: int) -> None:
        """Opens the fold where a change begins, here from 0, in it or above it: what is changed is seen."""
        if line <= self.header_fold.hidden_lines:
            self.header_fold.unfold()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            if turn:
                self._theme.set_code_zoom(self._theme.code_zoom + (1 if turn > 0 else -1))
            event.accept()
            return
        super().wheelEvent(event)

    # -- plain text only -----------------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selection as plain text."""
        from desktop.ui.clipboard import mime_data

        data = mime_data()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, but no files: those are for the window."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped, with its line ends made ours."""
        if self.canInsertFromMimeData(source):
            self.insertPlainText(_normal(source.text()))
            self.ensureCursorVisible()

    # -- painting ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bands first: the text is drawn over them."""
        rows = self._colour(event.rect())
        painter = QPainter(self.viewport())
        width = self.viewport().width()
        for line, top, height in rows:
            band = self.band(line)
            if band:
                painter.fillRect(QRect(0, top, width, height), self._theme.color(band))
        self.hits.paint(painter)
        painter.end()
        super().paintEvent(event)
        over = QPainter(self.viewport())
        self.hits.paint_current(over)
        self.mistake.paint(over)
        self.header_fold.paint(over)
        if self.notes:
            paint_notes(over, self, self._theme)
        over.end()

    def _colour(self, painted: QRect) -> list[tuple[int, int, int]]:
        """Gives the lines that are painted their colours; these lines, as ``visible_lines`` tells them."""
        rows = []
        for row in self.visible_lines(painted):
            rows.append(row)
            self._highlighter.put_on(self.document().findBlockByNumber(row[0]))
        return rows

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the words of the fold opens it."""
        if self.header_fold.rect().contains(event.position().toPoint()):
            self.header_fold.unfold()
            return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The gutter keeps to the left edge."""
        super().resizeEvent(event)
        self._place_gutter()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The current line shows that keys go here."""
        super().focusInEvent(event)
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The current line is not shown elsewhere."""
        super().focusOutEvent(event)
        self._repaint()

    def minimumSizeHint(self) -> QSize:
        """A few lines of a few words."""
        return QSize(200, 84)

    def _place_gutter(self) -> None:
        width = self._gutter.needed_width()
        self.setViewportMargins(width, 0, 0, 0)
        rect = self.contentsRect()
        self._gutter.setGeometry(rect.left(), rect.top(), width, self.viewport().height())

    def _repaint(self) -> None:
        self.viewport().update()
        self._gutter.update()

    # -- news ----------------------------------------------------------------------------------------------

    def is_code(self, line: int, column: int) -> bool:
        """Whether a character, both here from 0 and in UTF-16, is in no string and no comment."""
        return self._highlighter.role_at(line, column) not in (Role.STRING, Role.COMMENT)

    @Slot(int, int, int)
    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        """What Qt calls changed is at least what changed; the lines before and after are as they were."""
        first, new = lines_between(self.document(), position, position + added)
        count = len(self._lines) - (self.blockCount() - len(new))
        if new == self._lines[first : first + count]:  # an input method is composing
            self._highlighter.forget(self.document().findBlockByNumber(first))
            return
        self._lines[first : first + count] = new
        self._text = None
        self._is_changed = True
        self._highlighter.replace_lines(first, count, new)
        self._move_marks(first, len(new) - count)

    def _move_marks(self, first: int, shift: int) -> None:
        if shift and (self.marks or self.notes):
            self.marks = _moved(self.marks, first + 1, shift)
            self.notes = _moved(self.notes, first + 1, shift)

    @Slot()
    def _on_highlighter_worked(self) -> None:
        if any(self._highlighter.is_stale(block) for block in self._visible_blocks()):
            self.viewport().update()

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._is_changed:
            return
        self._is_changed = False
        self._on_highlighter_worked()  # the lines below may be in a string now
        self.mistake.text_changed()
        if self._is_setting:
            return
        if self.blockCount() < _SHORT_LINES:
            self._refresh_changes()
        else:
            self._changes_timer.start()
        self.text_edited.emit()

    @Slot()
    def _on_changes_timer_timeout(self) -> None:
        self._refresh_changes()

    def _refresh_changes(self) -> None:
        if self._original is None:
            self.changed_lines = frozenset()
        else:
            self.changed_lines = changed_lines(self._original, self.text())
        self._gutter.update()

    @Slot(int)
    def _on_block_count_changed(self, count: int) -> None:
        self._place_gutter()

    @Slot(QRect, int)
    def _on_update_request(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    @Slot()
    def _on_cursor_position_changed(self) -> None:
        cursor = self.textCursor()
        if not cursor.block().isVisible():
            self.header_fold.unfold()
        self._show_brackets(cursor)
        if cursor.blockNumber() != self._cursor_line:
            self._cursor_line = cursor.blockNumber()
            self._repaint()
        self.cursor_moved.emit(cursor.blockNumber() + 1, len(code_edits.text_before(cursor)) + 1)

    def _show_brackets(self, cursor: QTextCursor) -> None:
        found = None if cursor.hasSelection() else code_edits.matching_brackets(cursor, self.is_code)
        if found is None:
            self.setExtraSelections([])
            return
        position, partner = found
        if partner is None:
            self.setExtraSelections([self._bracket(position, "error_bg")])
        else:
            self.setExtraSelections([self._bracket(place, "selected") for place in (position, partner)])

    def _bracket(self, position: int, token: str) -> QTextEdit.ExtraSelection:
        result = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        result.cursor = cursor
        result.format.setBackground(self._theme.color(token))
        return result

    @Slot()
    def _on_theme_changed(self) -> None:
        font = self._theme.font("code")
        self.setFont(font)
        self.setTabStopDistance(QFontMetricsF(font).horizontalAdvance(" ") * code_edits.INDENT)
        palette = self.palette()
        palette.setBrush(QPalette.ColorRole.HighlightedText, QBrush(Qt.BrushStyle.NoBrush))
        self.setPalette(palette)
        self._place_gutter()
        self._on_cursor_position_changed()
        self._repaint()


def _moved(lines: Mapping[int, str], changed: int, shift: int) -> dict[int, str]:
    return {max(1, line + shift) if line > changed else line: what for line, what in lines.items()}


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
