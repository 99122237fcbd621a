"""Colours of the code: what the lexer found, put on the lines as they come into view.

Hides when lexing happens: at once where it is little, in slices between events where it is much, and not
before the lexer is loaded, which a thread does.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from desktop.core.colouring import Colouring, Packed
from desktop.core.highlight import Role, Span, highlight, is_warm
from desktop.ui.theme import Theme

# A frame has 16 ms, and painting needs some of them. What is lexed at once is more lines than a screen has.
_AT_ONCE_S, _SLICE_S = 0.003, 0.006
_TELLING_S = 0.05
# The lexer is loaded once the text is painted: two threads share one interpreter, and the first paint of a
# start would take twice as long. Where nobody looks at the text it is loaded after this time.
_UNPAINTED_MS = 100
# Where all colours are known already, everything else of the start comes first.
_KNOWN_MS = 300


class _Loading(QObject):
    """Loads the lexer, away from the main thread.

    The thread is a daemon and nobody waits for it: a pool that is destroyed would wait for its threads while
    they wait for the interpreter's lock, which the destroying thread may hold.
    """

    done = Signal()

    def start(self) -> None:
        threading.Thread(target=self._run, name="lexing", daemon=True).start()

    def _run(self) -> None:
        highlight("")
        try:
            self.done.emit()
        except RuntimeError:
            return  # the window was closed in the meantime, and Qt has taken the signal with it


class Highlighter(QObject):
    """The colours of one document; who paints it calls ``put_on`` for each line first.

    Qt's own highlighter gives every line of a document its formats, seen or not: half a second for 10,000.
    """

    worked = Signal()  # lines may have other colours than they are painted in

    def __init__(self, document: QTextDocument, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._theme = document, theme
        self._formats: dict[Role, QTextCharFormat] = {}
        self._colouring = Colouring()
        self._loading: _Loading | None = None
        self._told_at_s = 0.0
        self._beginning = QTimer(self, singleShot=True)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._on_turn_timeout)
        theme.changed.connect(self._on_theme_changed)
        self._make_formats()

    def role_at(self, line: int, column: int) -> Role:
        """The role of the character at ``column`` (UTF-16) of ``line``, both from 0."""
        return self._colouring.role_at(line, column)

    def begins_code(self, line: int) -> bool:
        """Whether a line, from 0, begins in no string."""
        return self._colouring.begins_code(line)

    @property
    def is_settled(self) -> bool:
        """Whether the colours of every line are those of the text as it is."""
        return self._colouring.is_done

    @property
    def is_known(self) -> bool:
        """Whether every line has colours, if only those that were assumed."""
        return self._colouring.is_known

    def assume(self, lines: Sequence[Packed]) -> None:
        """Show these until the lexer is there."""
        self._colouring.assume(lines)
        self.worked.emit()

    def packed(self) -> list[Packed]:
        """The colours of every line, for ``assume``."""
        return self._colouring.packed()

    def replace_lines(self, first: int, count: int, lines: Sequence[str]) -> None:
        """The document has ``lines`` in place of ``count`` lines from ``first``, from 0."""
        self._colouring.replace(first, count, lines)
        if is_warm():
            self._work(_AT_ONCE_S)
        elif self._loading is None:
            self._loading = _Loading()
            self._loading.done.connect(self._on_loading_done)
            self._beginning.timeout.connect(self._loading.start)
            self._beginning.start(_UNPAINTED_MS)

    def is_stale(self, block: QTextBlock) -> bool:
        """Whether a line has other colours now than were put on it."""
        version = self._colouring.version(block.blockNumber())
        return version != 0 and version != block.userState()

    def put_on(self, block: QTextBlock) -> None:
        """Gives a line its colours if it has others; the line has been laid out."""
        if self._beginning.isActive():
            self._beginning.start(_KNOWN_MS if self.is_known else 0)  # after this paint
        if not self.is_stale(block):
            return
        layout, line = block.layout(), block.blockNumber()
        ranges = [self._range(span) for span in self._colouring.spans(line) if span.role is not Role.TEXT]
        with QSignalBlocker(self._document.documentLayout()):  # it would ask to be painted once more
            layout.setFormats(_around_preedit(layout, ranges))
            self._document.markContentsDirty(block.position(), block.length())
        block.setUserState(self._colouring.version(line))

    def forget(self, block: QTextBlock) -> None:
        """Something else has set the formats of a line: an input method that is composing."""
        block.setUserState(-1)

    def _range(self, span: Span) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start, found.length = span.start, span.length
        found.format = self._formats[span.role]
        return found

    def _work(self, budget_s: float) -> None:
        self._colouring.work(budget_s)
        if not self._colouring.is_done:
            self._turn.start()

    @Slot()
    def _on_loading_done(self) -> None:
        self._on_turn_timeout()

    @Slot()
    def _on_turn_timeout(self) -> None:
        self._work(_SLICE_S)
        # Painting long lines takes longer than lexing them: not after every slice.
        if self._colouring.is_done or perf_counter() - self._told_at_s > _TELLING_S:
            self._told_at_s = perf_counter()
            self.worked.emit()

    def _make_formats(self) -> None:
        for role in Role:
            text_format = QTextCharFormat()
            text_format.setForeground(self._theme.color(f"syn_{role.value}"))
            text_format.setFontItalic(role is Role.COMMENT)
            self._formats[role] = text_format

    @Slot()
    def _on_theme_changed(self) -> None:
        self._make_formats()
        self._colouring.renew()
        self.worked.emit()


def _around_preedit(
    layout: QTextLayout, ranges: list[QTextLayout.FormatRange]
) -> list[QTextLayout.FormatRange]:
    """The colours, but for the letters an input method is composing: it has formatted those itself."""
    length = len(layout.preeditAreaText().encode("utf-16-le", "surrogatepass")) // 2
    if not length:
        return ranges
    start = layout.preeditAreaPosition()
    kept = [
        own for own in layout.formats() if start <= own.start and own.start + own.length <= start + length
    ]
    for found in ranges:
        if found.start >= start:
            found.start += length
        elif found.start + found.length > start:
            found.length += length
    return [*ranges, *kept]
