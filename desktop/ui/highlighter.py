"""Colours of the code: what the lexer found, kept in step with the document.

Hides when lexing happens: at once in short documents; in a thread beside the window in long ones, and while
the lexer itself is not loaded yet.
"""

from __future__ import annotations

import bisect
import threading
from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop.core.highlight import Role, Span, highlight, is_warm
from desktop.ui.theme import Theme

SHORT_LINES, _SHORT_CHARACTERS = 400, 20_000
_DEBOUNCE_MS = 150
_BLOCKS_A_TURN = 200
_Lines = list[list[Span]]


def document_text(document: QTextDocument) -> str:
    """The document as it is: unlike ``toPlainText`` this keeps non-breaking spaces."""
    return document.toRawText().replace("\u2029", "\n")


class _Lexing(QObject):
    """One pass over a text, away from the main thread.

    The thread is a daemon and nobody waits for it: a pool that is destroyed would wait for its threads while
    they wait for the interpreter's lock, which the destroying thread may hold.
    """

    done = Signal(str, object)  # the text, its lines

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def start(self) -> None:
        threading.Thread(target=self._run, name="lexing", daemon=True).start()

    def _run(self) -> None:
        lines = highlight(self._text)
        try:
            self.done.emit(self._text, lines)
        except RuntimeError:
            return  # the window was closed in the meantime, and Qt has taken the signal with it


class Highlighter(QSyntaxHighlighter):
    """Paints the roles of the whole document's lexing; a change that recolours far lines recolours them."""

    def __init__(self, document: QTextDocument, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._text_document = document
        self._theme = theme
        self._formats: dict[Role, QTextCharFormat] = {}
        self._lines: _Lines = [[]]
        self._text = ""
        self._is_lexed = True
        self._is_colouring = False
        self._lexing: _Lexing | None = None
        self._stale: deque[int] = deque()
        self._debounce = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._debounce.timeout.connect(self._on_debounce_timeout)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._on_turn_timeout)
        theme.changed.connect(self._on_theme_changed)
        self._make_formats()
        self.setDocument(document)

    def role_at(self, line: int, column: int) -> Role:
        """The role of the character at ``column`` (UTF-16) of ``line``, both from 0."""
        spans = self._lines[line] if line < len(self._lines) else []
        place = bisect.bisect_right(spans, column, key=lambda span: span.start) - 1
        is_inside = place >= 0 and column < spans[place].start + spans[place].length
        return spans[place].role if is_inside else Role.TEXT

    @property
    def is_settled(self) -> bool:
        """Whether every line has the colours of the text as it is."""
        return self._is_lexed and not self._stale

    @property
    def is_colouring(self) -> bool:
        """Whether the change the document reports is only one of colours, made here."""
        return self._is_colouring

    def highlightBlock(self, text: str) -> None:
        """Gives one line the formats of its spans."""
        line = self.currentBlock().blockNumber()
        if line >= len(self._lines):
            return
        for span in self._lines[line]:
            if span.role is not Role.TEXT:
                self.setFormat(span.start, span.length, self._formats[span.role])

    def update_text(self, text: str, position: int, added: int) -> None:
        """The document has become ``text`` by a change that put ``added`` characters at ``position``.

        To be called from a slot of ``contentsChange`` connected before this object was made: then the
        base class, which looks at the changed lines next, finds them lexed.
        """
        self._text = text
        is_short = self._text_document.blockCount() < SHORT_LINES and len(text) < _SHORT_CHARACTERS
        if is_short and is_warm():
            self._adopt(highlight(text), position, added)
            return
        self._is_lexed = False
        self._shift_lines(position)
        self._debounce.start(_DEBOUNCE_MS if is_warm() else 0)

    def _adopt(self, lines: _Lines, position: int, added: int) -> None:
        """Takes over ``lines`` and recolours those that the base class will not look at."""
        first = self._text_document.findBlock(position).blockNumber()
        last = self._text_document.findBlock(position + added).blockNumber()
        shift = len(lines) - len(self._lines)
        old, self._lines = self._lines, lines
        self._is_lexed = True
        self._stale.clear()
        for number, spans in enumerate(lines):
            if first <= number <= last:
                continue
            before = number if number < first else number - shift
            if not 0 <= before < len(old) or old[before] != spans:
                self._colour(number)

    def _colour(self, number: int) -> None:
        self._is_colouring = True
        self.rehighlightBlock(self._text_document.findBlockByNumber(number))
        self._is_colouring = False

    def _shift_lines(self, position: int) -> None:
        """Moves the colours of a long document along until it is lexed again."""
        shift = self._text_document.blockCount() - len(self._lines)
        first = self._text_document.findBlock(position).blockNumber()
        if shift > 0:
            self._lines[first + 1 : first + 1] = [[] for _ in range(shift)]
        elif shift < 0:
            del self._lines[first + 1 : first + 1 - shift]

    @Slot()
    def _on_debounce_timeout(self) -> None:
        if self._lexing is not None:
            return  # the next pass begins when this one ends
        self._lexing = _Lexing(self._text)
        self._lexing.done.connect(self._on_lexing_done)
        self._lexing.start()

    @Slot(str, object)
    def _on_lexing_done(self, text: str, lines: _Lines) -> None:
        self._lexing = None
        if text != self._text:
            if not self._is_lexed:
                self._debounce.start()
            return
        old, self._lines = self._lines, lines
        self._is_lexed = True
        self._recolour_later(
            number for number, spans in enumerate(lines) if number >= len(old) or old[number] != spans
        )

    def _recolour_later(self, numbers: Iterable[int]) -> None:
        self._stale = deque(numbers)
        self._on_turn_timeout()

    @Slot()
    def _on_turn_timeout(self) -> None:
        for _ in range(min(_BLOCKS_A_TURN, len(self._stale))):
            self._colour(self._stale.popleft())
        if self._stale:
            self._turn.start()

    def _make_formats(self) -> None:
        for role in Role:
            text_format = QTextCharFormat()
            text_format.setForeground(self._theme.color(f"syn_{role.value}"))
            text_format.setFontItalic(role is Role.COMMENT)
            self._formats[role] = text_format

    @Slot()
    def _on_theme_changed(self) -> None:
        self._make_formats()
        self._recolour_later(range(self._text_document.blockCount()))
