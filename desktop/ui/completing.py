"""The list of words and the call tip of the code.

Hides Qt's completer and when something is proposed: from the third letter of a word, after the dot of what is
known, and at once on request; never in a string or a comment.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QLabel, QListView

from desktop.core.completion import REACH, Language, Place, prefix_of
from desktop.core.highlight import LONGEST_LINE
from desktop.ui.announce import announce
from desktop.ui.code_edits import text_before
from desktop.ui.code_places import unit
from desktop.ui.labels import set_font
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.code_view import CodeView

_LETTERS = 3
_ROWS = 8
_WIDTH = 280
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ASKING = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.MetaModifier)  # on macOS both
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Completing(QObject):
    """What is proposed in one view; the view gives it each key first, and again when it has taken it."""

    def __init__(self, view: CodeView, theme: Theme, language: Language) -> None:
        super().__init__(view)
        self._view, self._theme, self._language = view, theme, language
        self._start = 0  # of the word the list is for
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setWidget(view)
        self._completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(_ROWS)
        self._completer.activated[str].connect(self._insert)  # type: ignore[index]
        self.list = QListView()
        self.list.setProperty("popup", True)
        self.list.setAccessibleName("Proposed words")
        self._completer.setPopup(self.list)
        self.tip = QLabel(view.viewport())
        self.tip.setTextFormat(Qt.TextFormat.PlainText)
        self.tip.setProperty("tip", True)
        self.tip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.tip.hide()
        view.verticalScrollBar().valueChanged.connect(self.tip.hide)
        view.cursorPositionChanged.connect(self._on_cursor_moved)
        view.installEventFilter(self)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def is_open(self) -> bool:
        """Whether words are proposed now."""
        return self.list.isVisible()

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether a key is for the list or the tip and not for the text."""
        if event.key() == Qt.Key.Key_Space and event.modifiers() in _ASKING:
            self.propose(asked=True)
            return True
        if event.key() == Qt.Key.Key_Escape and (self.is_open or self.tip.isVisible()):
            self.close()
            return True
        return self.is_open and self._list_takes(event)

    def key_was_taken(self, event: QKeyEvent) -> None:
        """The text has changed, or the cursor moved: the list and the tip follow."""
        typed = event.text()
        is_word = bool(typed) and (typed.isalnum() or typed == "_")
        if is_word or typed == "." or (self.is_open and event.key() == Qt.Key.Key_Backspace):
            self.propose(asked=False)
        elif self.is_open:
            self.list.hide()
        if typed in ("(", ","):
            self._show_tip()

    def close(self) -> None:
        """Takes list and tip away."""
        self.list.hide()
        self.tip.hide()

    def propose(self, *, asked: bool) -> None:
        """Shows what fits; ``asked`` also after fewer letters, with the call tip, and chooses the first."""
        cursor = self._view.textCursor()
        before = text_before(cursor)
        prefix = prefix_of(before)
        start = cursor.position() - unit(prefix, len(prefix))
        if len(before) > LONGEST_LINE or not (asked or self._is_wanted(before, prefix)):
            self.list.hide()
            return
        if self.is_open and not asked and prefix and start == self._start:
            self._filter(prefix, chooses=False)  # the same word still
            return
        place = self._place()
        if asked:
            self._show_tip()
        if self._view.isReadOnly() or not place.is_code or not self._is_behind_code(place):
            self.list.hide()
            return
        self._model.setStringList(place.words())
        self._start = start
        self._filter(prefix, chooses=asked)

    def _is_wanted(self, before: str, prefix: str) -> bool:
        return len(prefix) >= _LETTERS or before.endswith(".", 0, len(before) - len(prefix))

    def _filter(self, prefix: str, *, chooses: bool) -> None:
        self._completer.setCompletionPrefix(prefix)
        found = self._completer.completionCount()
        if found and not (found == 1 and self._completer.currentCompletion() == prefix):
            self._open(prefix, chooses=chooses, count=found)
            return
        self.list.hide()
        if chooses:
            announce(self._view, "No proposals")

    def _open(self, prefix: str, *, chooses: bool, count: int) -> None:
        rect = self._view.cursorRect()
        rect.translate(self._view.viewport().pos())
        back = self._view.fontMetrics().horizontalAdvance(prefix)
        rect.translate(-back, 2)
        rect.setWidth(self._theme.px(_WIDTH))
        self._completer.complete(rect)
        model = self._completer.completionModel()
        self.list.setCurrentIndex(model.index(0, 0) if chooses else model.index(-1, -1))
        if chooses:
            announce(self._view, f"{count} proposals, {self._completer.currentCompletion()}")

    def _list_takes(self, event: QKeyEvent) -> bool:
        """Enter takes a word only when one was chosen: who types on wants a new line."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        current = self.list.currentIndex()
        if plain and event.key() == Qt.Key.Key_Tab and not current.isValid():
            current = self._completer.completionModel().index(0, 0)
        if plain and event.key() in (*_ENTER, Qt.Key.Key_Tab) and current.isValid():
            self.list.hide()
            self._insert(current.data())
            return True
        if plain and event.key() in _MOVES:
            event.ignore()  # the completer moves through the list then
            return True
        if event.key() in _ENTER:
            self.list.hide()
        return False

    @Slot(str)
    def _insert(self, word: str) -> None:
        cursor = self._view.textCursor()
        count = len(self._place().prefix)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, count)
        cursor.insertText(word)
        self._view.setTextCursor(cursor)

    def _show_tip(self) -> None:
        words = self._place().call_tip()
        if words == self.tip.text() and self.tip.isVisible():
            return
        self.tip.setText(words)
        self.tip.setVisible(bool(words))
        if words:
            self._place_tip()
            announce(self._view, words)

    def _place_tip(self) -> None:
        """Above the line, below it where there is no room."""
        self.tip.adjustSize()
        rect, room = self._view.cursorRect(), self._view.viewport().width()
        top = rect.top() - self.tip.height() - 2
        self.tip.move(
            max(0, min(rect.left(), room - self.tip.width())), top if top >= 0 else rect.bottom() + 2
        )
        self.tip.raise_()

    def _is_behind_code(self, place: Place) -> bool:
        """In a string longer than what is read around the place, only the colours know it."""
        cursor = self._view.textCursor()
        return not place.prefix or self._view.is_code(cursor.blockNumber(), cursor.positionInBlock() - 1)

    def _place(self) -> Place:
        """With the lines around it, from one that begins in no string: from within one all is turned over."""
        cursor, lines = self._view.textCursor(), self._view.lines()
        line, before = cursor.blockNumber(), text_before(cursor)
        first = line - _lines_within(reversed(lines[:line]))
        while first < line and not self._view.begins_code(first):
            first += 1
        last = line + _lines_within(lines[line + 1 :])
        above = "".join(f"{text}\n" for text in lines[first:line])
        below = "\n".join([lines[line][len(before) :], *lines[line + 1 : last + 1]])
        return Place(self._language, f"{above}{before}{below}", len(above) + len(before))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """List and tip do not stay behind."""
        if event.type() == QEvent.Type.FocusOut and not _is_to_popup(event):
            self.close()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_cursor_moved(self) -> None:
        if self.tip.isVisible():
            self._show_tip()

    @Slot()
    def _on_theme_changed(self) -> None:
        for widget in (self.list, self.tip):
            set_font(widget, self._theme.font("mono"))


def _lines_within(lines: Iterable[str]) -> int:
    """How many of them the proposals look at."""
    sizes = accumulate(len(line) + 1 for line in lines)
    return sum(1 for _ in takewhile(lambda size: size <= REACH, sizes))


def _is_to_popup(event: QEvent) -> bool:
    return isinstance(event, QFocusEvent) and event.reason() == Qt.FocusReason.PopupFocusReason
