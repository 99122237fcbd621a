"""Paragraphs of the console as they are drawn: rows, and where in them each character stands.

Hides Qt's layouts, which most lines of a flood never get, and that Qt counts in UTF-16.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from desktop.core.output_lines import PLAIN, Line, Part
from desktop.ui.code_places import unit
from desktop.ui.console_format import ConsoleFormats
from desktop.ui.console_paragraphs import Paragraphs
from desktop.ui.theme import Theme

_KEPT = 600
_TAB_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Geometry:
    """What rows are made with. ``columns`` 0: lines do not wrap."""

    font: QFont
    row: int
    ascent: float
    character: float
    width: float
    columns: int


class Laid:
    """One paragraph. Columns are characters of its text, places in it are relative to its corner."""

    def __init__(self, line: Line, formats: ConsoleFormats, geometry: Geometry) -> None:
        self.line, self.text = line, line.text
        self._formats, self._geometry = formats, geometry
        self._built: QTextLayout | None = None
        self._is_easy = _is_easy(line, self.text)
        if self._is_easy:
            columns = geometry.columns
            self.rows = max(1, -(-len(self.text) // columns)) if columns else 1
        else:
            self.rows = max(1, self._layout.lineCount())

    @property
    def height(self) -> int:
        """Of all its rows."""
        return self.rows * self._geometry.row

    @property
    def width(self) -> float:
        """Of its longest row."""
        if self._is_easy and self.rows == 1:
            return len(self.text) * self._geometry.character
        return max((row.naturalTextWidth() for row in self._lines()), default=0.0)

    @property
    def _layout(self) -> QTextLayout:
        """Qt's layout, made when it is needed."""
        if self._built is None:
            self._built = self._build()
        return self._built

    def _build(self) -> QTextLayout:
        geometry = self._geometry
        layout = QTextLayout(self.text, geometry.font)
        option = QTextOption()
        option.setWrapMode(
            QTextOption.WrapMode.WrapAnywhere if geometry.columns else QTextOption.WrapMode.NoWrap
        )
        option.setTabStopDistance(_TAB_COLUMNS * geometry.character)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.setFormats(self._ranges())
        layout.beginLayout()
        row = layout.createLine()
        number = 0
        while row.isValid():
            if self._is_easy and geometry.columns:
                row.setNumColumns(geometry.columns)
            else:
                row.setLineWidth(geometry.width if geometry.columns else 1 << 24)
            row.setPosition(QPointF(0, number * geometry.row + geometry.ascent - row.ascent()))
            row = layout.createLine()
            number += 1
        layout.endLayout()
        return layout

    def _ranges(self) -> list[QTextLayout.FormatRange]:
        ranges = []
        place = 0
        for part in self.line.parts:
            found = QTextLayout.FormatRange()
            found.start = place
            found.length = unit(part.text, len(part.text))
            found.format = self._format(part)
            place += unit(part.text, len(part.text))
            ranges.append(found)
        return ranges

    def _format(self, part: Part) -> QTextCharFormat:
        is_strong = self.line.is_last_of_traceback and part.source.is_of_program
        return self._formats.of(part, is_strong=is_strong)

    # ---- drawing ----

    def draw(self, painter: QPainter, corner: QPointF) -> None:
        """Paints the text."""
        if not self._is_easy:
            self._layout.draw(painter, corner)
        elif self.line.parts:
            geometry = self._geometry
            painter.setPen(self._format(self.line.parts[0]).foreground().color())
            if self.rows == 1:
                painter.drawText(QPointF(corner.x(), corner.y() + geometry.ascent), self.text)
                return
            for row in range(self.rows):
                words = self.text[row * geometry.columns : (row + 1) * geometry.columns]
                painter.drawText(
                    QPointF(corner.x(), corner.y() + row * geometry.row + geometry.ascent), words
                )

    def draw_over(self, painter: QPainter, corner: QPointF, start: int, end: int, color: QColor) -> None:
        """Paints some of the text again, all in one colour, as in a selection."""
        painter.save()
        for rect in self.rects(start, end):
            painter.setClipRect(rect.translated(corner))
            found = QTextLayout.FormatRange()
            found.start, found.length = 0, len(self.text) * 2
            form = QTextCharFormat()
            form.setForeground(color)
            found.format = form
            self._layout.draw(painter, corner, [found])
        painter.restore()

    def control_boxes(self) -> Iterator[QRectF]:
        """Where the names of control characters stand."""
        if self._is_easy:
            return
        place = 0
        for part in self.line.parts:
            if part.style.control:
                for rect in self.rects(place, place + len(part.text)):
                    yield rect.adjusted(-1, 3, 1, -3)
            place += len(part.text)

    # ---- places ----

    def rects(self, start: int, end: int) -> Iterator[QRectF]:
        """Where some characters are: one rectangle for each row they wrap into."""
        first, last = unit(self.text, start), unit(self.text, end)
        for number, row in enumerate(self._lines()):
            begin, stop = row.textStart(), row.textStart() + row.textLength()
            if begin < last and first < stop:
                left, right = _x(row, max(first, begin)), _x(row, min(last, stop))
                left, right = min(left, right), max(left, right)
                yield QRectF(left, number * self._geometry.row, right - left, self._geometry.row)

    def place_of(self, column: int) -> tuple[int, float]:
        """Row and distance from the left of a column."""
        at = unit(self.text, column)
        row = self._layout.lineForTextPosition(min(at, unit(self.text, len(self.text))))
        return (row.lineNumber(), _x(row, at)) if row.isValid() else (0, 0.0)

    def column_at(self, row: int, x: float) -> int:
        """The column nearest to a place in a row."""
        lines = self._lines()
        if not lines:
            return 0
        line = lines[max(0, min(row, len(lines) - 1))]
        at = line.xToCursor(x)
        if row < len(lines) - 1 and at == line.textStart() + line.textLength():
            at = self._layout.previousCursorPosition(at)  # its end is the start of the next row
        return self._column(at)

    def row_span(self, row: int) -> tuple[int, int]:
        """First and last column of a row."""
        lines = self._lines()
        if not lines:
            return 0, 0
        line = lines[max(0, min(row, len(lines) - 1))]
        end = line.textStart() + line.textLength()
        if row < len(lines) - 1:
            end = self._layout.previousCursorPosition(end)
        return self._column(line.textStart()), self._column(end)

    def beside(self, column: int, step: int, *, by_words: bool = False) -> int:
        """The column of the next or previous character or word."""
        mode = QTextLayout.CursorMode
        how = mode.SkipWords if by_words else mode.SkipCharacters
        at, layout = unit(self.text, column), self._layout
        found = layout.nextCursorPosition(at, how) if step > 0 else layout.previousCursorPosition(at, how)
        return self._column(found)

    def part_at(self, column: int) -> Part | None:
        """The part in which a character stands."""
        place = 0
        for part in self.line.parts:
            if place <= column < place + len(part.text):
                return part
            place += len(part.text)
        return None

    def _lines(self) -> list[QTextLine]:
        layout = self._layout
        return [layout.lineAt(number) for number in range(layout.lineCount())]

    def _column(self, at: int) -> int:
        if self.text.isascii():
            return min(at, len(self.text))
        return len(self.text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "replace"))


class ConsoleLayout:
    """Lays paragraphs out and remembers those that were looked at last."""

    def __init__(self, paragraphs: Paragraphs, theme: Theme) -> None:
        self._paragraphs, self._theme = paragraphs, theme
        self.formats = ConsoleFormats(theme)
        self._kept: OrderedDict[int, Laid] = OrderedDict()
        self.is_wrapped = True
        self.widest = 0.0
        self.geometry = self._measured(1.0)

    def fit(self, width: float) -> None:
        """Rows are this wide, in the font in force."""
        self.geometry = self._measured(width)
        self.forget()

    def restyle(self) -> None:
        """Colours and sizes are others."""
        self.formats.forget()
        self.fit(self.geometry.width)

    def forget(self, paragraph: int = -1) -> None:
        """A paragraph, or every one, has changed."""
        if paragraph >= 0:
            self._kept.pop(paragraph, None)
        else:
            self._kept.clear()
            self.widest = 0.0

    def of(self, paragraph: int) -> Laid:
        """One paragraph, laid out."""
        found = self._kept.get(paragraph)
        if found is None:
            content = self._paragraphs.content(paragraph)
            found = self._kept[paragraph] = Laid(content, self.formats, self.geometry)
            if not self.is_wrapped:
                self.widest = max(self.widest, found.width)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _measured(self, width: float) -> Geometry:
        font = self._theme.font("console")
        metrics = QFontMetricsF(font)
        character = metrics.horizontalAdvance("0" * 100) / 100
        columns = max(1, int((width + 0.01) / character)) if self.is_wrapped else 0
        row = self._theme.line_height("console")
        ascent = (row - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        return Geometry(font, row, round(ascent), character, width, columns)


def _is_easy(line: Line, text: str) -> bool:
    """Whether it can be drawn without Qt's layout: one colour, every character as wide as the others."""
    parts = line.parts
    if not text:
        return True
    return (
        len(parts) == 1
        and parts[0].style == PLAIN
        and parts[0].link is None
        and not line.is_last_of_traceback
        and text.isascii()
        and "\t" not in text
    )


def _x(row: QTextLine, position: int) -> float:
    """Qt gives the place together with the position it is valid for; the stubs do not say so."""
    place = row.cursorToX(position)
    return float(place[0] if isinstance(place, tuple) else place)  # type: ignore[arg-type]
