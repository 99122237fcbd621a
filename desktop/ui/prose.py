"""Paragraphs with `code` and *strong* in them, and notes made of them.

Forbids HTML: the text of a pack becomes character formats by a cursor; nothing in it is read as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QSize, Qt, Slot
from PySide6.QtGui import (
    QFontMetrics,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from desktop.ui.icons import Icons
from desktop.ui.labels import IconLabel, set_property
from desktop.ui.theme import Theme

_SPAN = re.compile(
    r"(?P<ticks>`{1,2})(?P<code>.+?)(?P=ticks)|(?<![\w*])\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"
)
_ITEM = re.compile(r"(?:[-*•]|\d+[.)])\s")
_CHARACTERS_WIDE = 76


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one look: ``kind`` is text, code or strong."""

    text: str
    kind: str = "text"


def runs(text: str) -> Iterator[Run]:
    """The stretches of one paragraph; a mark without its partner is an ordinary character."""
    place = 0
    for match in _SPAN.finditer(text):
        if match.start() > place:
            yield Run(text[place : match.start()])
        code = match["code"]
        yield Run(code, "code") if code is not None else Run(match["strong"], "strong")
        place = match.end()
    if place < len(text):
        yield Run(text[place:])


def paragraphs(text: str) -> list[str]:
    """Wrapped lines joined; an empty line, a list item or an indented line begins a new paragraph."""
    result: list[str] = []
    is_open = False
    for line in text.replace("\r\n", "\n").split("\n"):
        stripped = line.strip()
        is_fresh = bool(_ITEM.match(stripped)) or line.startswith("    ")
        if stripped and is_open and not is_fresh:
            result[-1] += " " + stripped
        elif stripped:
            result.append(line.rstrip() if line.startswith("    ") else stripped)
        is_open = bool(stripped) and not line.startswith("    ")
    return result


def _gap(before: str, text: str) -> float:
    """The space between two paragraphs, in lines: none within code, little between the items of a list."""
    if not before or (before.startswith("    ") and text.startswith("    ")):
        return 0.0
    return 0.15 if _ITEM.match(before) and _ITEM.match(text) else 0.45


class Prose(QTextEdit):
    """Text to read: wraps, can be selected and copied as plain text, is exactly as high as it needs."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        use: str = "body",
        tone: str = "text",
        *,
        widest: int = _CHARACTERS_WIDE,
        parent: QWidget | None = None,
    ) -> None:
        """``widest``: in characters."""
        super().__init__(parent)
        self._theme, self._use, self._tone = theme, use, tone
        self._widest = widest
        self._text = ""
        self._measure = QTextDocument(self)
        self.setProperty("prose", True)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.viewport().setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme_changed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Shows ``text``, read as paragraphs with `code` and *strong*."""
        self._text = text
        self.setAccessibleName(" ".join(run.text for part in paragraphs(text) for run in runs(part)))
        self._on_theme_changed()

    def set_tone(self, tone: str) -> None:
        """Gives it another colour of text."""
        self._tone = tone
        self._on_theme_changed()

    def hasHeightForWidth(self) -> bool:
        """Yes: it wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped text; measured on a copy so that what is shown is not laid out twice."""
        self._measure.setTextWidth(min(width, self.maximumWidth()))
        return int(self._measure.size().height() + 0.99)

    def sizeHint(self) -> QSize:
        """As wide as the text, or as it may be at most."""
        self._measure.setTextWidth(-1)
        width = min(int(self._measure.idealWidth()) + 1, self.maximumWidth())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow, and as high as the present width needs."""
        return QSize(48, self.heightForWidth(self.width()) if self.width() > 48 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The height follows the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page, because there is nothing to scroll here."""
        event.ignore()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text only."""
        from desktop.ui.clipboard import mime_data

        data = mime_data()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    @Slot()
    def _on_theme_changed(self) -> None:
        metrics = QFontMetrics(self._theme.font(self._use))
        self.setMaximumWidth(metrics.averageCharWidth() * self._widest)
        for document in (self.document(), self._measure):
            self._fill(document)
        self.updateGeometry()

    def _fill(self, document: QTextDocument) -> None:
        document.clear()
        document.setDocumentMargin(0)
        document.setDefaultFont(self._theme.font(self._use))
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        cursor = QTextCursor(document)
        before = ""
        for number, text in enumerate(paragraphs(self._text)):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block_format(gap=_gap(before, text), hang=self._hang(text)))
            self._write(cursor, text)
            before = text

    def _write(self, cursor: QTextCursor, text: str) -> None:
        if text.startswith("    "):
            cursor.insertText(text, self._format("code", filled=False))
            return
        for run in runs(text):
            cursor.insertText(run.text, self._format(run.kind))

    def _hang(self, text: str) -> int:
        """How far the further lines of a list item stand in, below its words."""
        item = _ITEM.match(text)
        return QFontMetrics(self._theme.font(self._use)).horizontalAdvance(item[0]) if item else 0

    def _block_format(self, *, gap: float, hang: int = 0) -> QTextBlockFormat:
        result = QTextBlockFormat()
        result.setLeftMargin(hang)
        result.setTextIndent(-hang)
        height = self._theme.line_height(self._use)
        result.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        result.setTopMargin(round(height * gap))
        return result

    def _format(self, kind: str, *, filled: bool = True) -> QTextCharFormat:
        result = QTextCharFormat()
        result.setForeground(self._theme.color(self._tone))
        if kind == "code":
            font = self._theme.font("mono_small")
            result.setFont(font)
            if filled:
                result.setBackground(self._theme.color("hover"))
        else:
            font = self._theme.font(self._use)
            if kind == "strong":
                font.setWeight(font.Weight.DemiBold)
            result.setFont(font)
        return result


class Note(QFrame):
    """A sentence that matters, on the colour of its ``kind``: info, ok, warn or error."""

    _ICONS = {"info": "info", "ok": "circle-check", "warn": "triangle-alert", "error": "circle-x"}

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        kind: str,
        text: str,
        *,
        widest: int = _CHARACTERS_WIDE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = IconLabel(theme, icons, self._ICONS[kind], kind)
        self._prose = Prose(theme, text, widest=widest)
        self.setProperty("note", kind)
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        self._icon.setContentsMargins(0, 2, 0, 0)
        self._words = QVBoxLayout()
        self._words.setContentsMargins(0, 0, 0, 0)
        self._words.addWidget(self._prose)
        layout.setSpacing(10)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._words, 1000)
        layout.addStretch(1)  # what a note has beyond the width of its text is at its right end

    @property
    def kind(self) -> str:
        """What its colour says."""
        return str(self.property("note"))

    @property
    def prose(self) -> Prose:
        """The sentence."""
        return self._prose

    def add(self, control: QWidget) -> None:
        """Something to press, at the right end; the first line stands in the middle of its height."""
        self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)
        more = max(0, control.sizeHint().height() - self._theme.line_height("body")) // 2
        self._row.setContentsMargins(12, 10 - more, 12, 10 - more)
        self._icon.setContentsMargins(0, 2 + more, 0, 0)
        self._words.setContentsMargins(0, more, 0, more)

    def set_note(self, kind: str, text: str) -> None:
        """Says something else."""
        self._icon.set_icon(self._ICONS[kind], kind)
        self._prose.set_text(text)
        set_property(self, "note", kind)
