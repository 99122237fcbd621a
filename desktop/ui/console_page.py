"""A page of the console: painted from the stored bytes, a screenful at a time.

Hides how a place in a million lines becomes a place on the screen, and when the view follows the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.core.output_lines import OutputLines, Part
from desktop.core.output_store import OutputStore
from desktop.ui.console_cursor import ConsoleCursor, Place
from desktop.ui.console_layout import ConsoleLayout, Laid
from desktop.ui.console_margin import ConsoleMargin
from desktop.ui.console_paragraphs import Paragraphs
from desktop.ui.console_scroll import ConsoleScroll
from desktop.ui.labels import set_font
from desktop.ui.theme import Theme
from desktop.ui.tick_bar import TickBar

_MARGIN = 6
_MEASURED = 200  # paragraphs; longer texts are higher than any window
_HIGHEST = 1 << 20
_Painting = Callable[[QPainter], None]


class ConsolePage(QAbstractScrollArea):
    """Shows a store; ``show_update`` after each change of it. Keys and mouse are its heir's affair."""

    end_left = Signal(bool)  # whether the end is not followed any more
    looked_at = Signal()  # the cursor has moved, or what is selected has changed

    def __init__(
        self, store: OutputStore, lines: OutputLines, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.store, self.lines = store, lines
        self.accessible: object = None  # what a screen reader has of it, kept alive as long as it
        self._theme = theme
        self.paragraphs = Paragraphs(store, lines)
        self.layouts = ConsoleLayout(self.paragraphs, theme)
        self.cursor_in_text = ConsoleCursor(self.paragraphs, self.layouts)
        self._scroll = ConsoleScroll(store, self.paragraphs, self.layouts)
        self._generation = store.generation
        self._known_end = Place(0, 0)
        self._top = Place(0, 0)  # paragraph and row of it
        self._follows_end = True
        self._is_syncing = False
        self._has_cursor = True
        self._shown_value = 0
        self._paint_under: _Painting | None = None
        self._paint_over: _Painting | None = None
        self._margin = ConsoleMargin(self, theme)
        self.ticks = TickBar(theme, self)
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _build(self) -> None:
        self.setVerticalScrollBar(self.ticks)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("pane", "sunken")
        self.setAccessibleName("Output")
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._on_bar_value_changed)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    # ---- text ----

    def show_update(self) -> None:
        """Shows what has changed in the store."""
        cursor = self.cursor_in_text
        if self._generation != self.store.generation:
            self._begin_anew()
        was_at_end = not cursor.has_selection and cursor.place >= self._known_end
        self.layouts.forget(self._known_end.paragraph)
        if self.paragraphs.has_note:
            self.layouts.forget(self.paragraphs.first)
        self.paragraphs.refresh()
        cursor.keep_within()
        self._known_end = cursor.end
        if was_at_end:
            cursor.go(self._known_end)
        self._place_again()

    def _begin_anew(self) -> None:
        self._generation = self.store.generation
        self.paragraphs.clear()
        self.layouts.forget()
        self.cursor_in_text.go(Place(0, 0))
        self._known_end = self._top = Place(0, 0)
        self.horizontalScrollBar().setValue(0)

    def expand(self, line: int) -> None:
        """Show all of a line, from 0, that is cut."""
        top, row = self._top
        shown = self.paragraphs.line_of(top)[0]
        self.paragraphs.expand(line)
        self.paragraphs.set_columns(self.layouts.geometry.columns)
        self.layouts.forget()
        self._top = Place(self.paragraphs.of_line(shown), row)
        self.cursor_in_text.go(Place(self.paragraphs.of_line(line), 0))
        self._known_end = self.cursor_in_text.end
        self._follows_end = False
        self._place_again()

    def plain_text(self) -> str:
        """What is shown, as plain text, with our notes on what is not."""
        paragraphs = self.paragraphs
        return "\n".join(
            paragraphs.content(each).text for each in range(paragraphs.first, paragraphs.last + 1)
        )

    # ---- places ----

    def selection_start(self) -> tuple[int, int]:
        """The number of the line and the character, from 0, where the selection or the cursor is."""
        start = self.cursor_in_text.span[0]
        return self.line_number(start.paragraph), start.column

    def show_place(self, number: int, start: int, end: int) -> None:
        """Selects some characters of a line and brings them into view, to its middle if need be."""
        paragraph = self._paragraph_of(number)
        if paragraph is None or end > len(self.layouts.of(paragraph).text):
            return
        self.cursor_in_text.select(Place(paragraph, start), Place(paragraph, end))
        if not self._is_in_view(self.cursor_in_text.place):
            row, _x = self.layouts.of(paragraph).place_of(start)
            self._set_top(self._scroll.moved(Place(paragraph, row), -(self.rows_in_page // 2)))
            self._note_scrolling()
        self._reveal_sideways()
        self.viewport().update()
        self.looked_at.emit()

    # ---- the end, and scrolling ----

    @property
    def rows_in_page(self) -> int:
        """Whole rows that fit."""
        return max(1, (self.viewport().height() - _MARGIN) // self.layouts.geometry.row)

    @property
    def is_at_end(self) -> bool:
        """Whether the last row is in view."""
        return self._top >= self._scroll.end_top()

    def follow_end(self) -> None:
        """Goes to the end and stays there, until the reader scrolls up."""
        self._set_follows(True)
        self._place_again()

    def scroll_rows(self, rows: int) -> None:
        """So many rows down or, negative, up."""
        self._set_top(self._scroll.moved(self._top, rows))
        self._note_scrolling()

    def reveal_cursor(self) -> None:
        """Scrolls no further than needed."""
        place = self.cursor_in_text.place
        row, _x = self.layouts.of(place.paragraph).place_of(place.column)
        at = Place(place.paragraph, row)
        if at < self._top:
            self._set_top(at)
            self._note_scrolling()
        elif not self._is_in_view(place):
            self._set_top(self._scroll.moved(at, 1 - self.rows_in_page))
            self._note_scrolling()
        self._reveal_sideways()
        self.viewport().update()
        self.looked_at.emit()

    def _reveal_sideways(self) -> None:
        if self.layouts.is_wrapped:
            return
        place = self.cursor_in_text.place
        x = self.layouts.of(place.paragraph).place_of(place.column)[1]
        bar, width = self.horizontalScrollBar(), self.viewport().width() - 2 * _MARGIN
        bar.setMaximum(max(bar.maximum(), round(x) - width))
        if not bar.value() <= x <= bar.value() + width:
            bar.setValue(round(x) - width // 2)

    def _note_scrolling(self) -> None:
        """The reader has scrolled: up the end is left, at the end it is followed again."""
        self._set_follows(self.is_at_end)

    def _set_follows(self, follows: bool) -> None:
        if follows != self._follows_end:
            self._follows_end = follows
            self.end_left.emit(not follows)

    def _place_again(self) -> None:
        """Shows the end if it is followed, else what was at the top."""
        first = Place(self.paragraphs.first, 0)
        end = self._scroll.end_top()
        self._set_top(end if self._follows_end else max(first, min(self._top, end)))
        self._margin.fit()

    def _set_top(self, top: Place) -> None:
        self._top = top
        self._sync_bars()
        self.viewport().update()
        self._margin.update()

    def _is_in_view(self, place: Place) -> bool:
        row, _x = self.layouts.of(place.paragraph).place_of(place.column)
        at = Place(place.paragraph, row)
        return self._top <= at <= self._scroll.ahead(self._top, self.rows_in_page - 1)

    def _sync_bars(self) -> None:
        bar, page = self.verticalScrollBar(), self.rows_in_page
        end = self._scroll.end_top()
        value = self._scroll.value_of(self._top)
        if end == Place(self.paragraphs.first, 0):
            maximum = value = 0
        else:
            maximum = max(1, self._scroll.total_rows() - page)
            value = maximum if self._top >= end else min(value, maximum - 1)
        self._is_syncing = True
        bar.setPageStep(page)
        bar.setRange(0, maximum)
        bar.setValue(value)
        self._shown_value = value
        self._is_syncing = False
        self._sync_sideways()

    def _sync_sideways(self) -> None:
        bar, width = self.horizontalScrollBar(), self.viewport().width()
        wanted = 0 if self.layouts.is_wrapped else round(self.layouts.widest) + 2 * _MARGIN - width
        bar.setPageStep(width)
        bar.setSingleStep(round(self.layouts.geometry.character * 4))
        bar.setRange(0, max(0, wanted))

    @Slot(int)
    def _on_bar_value_changed(self, value: int) -> None:
        """A step goes over as many rows as it says; a jump goes to where that is, as far as is known."""
        if self._is_syncing:
            return
        step, page = value - self._shown_value, self.rows_in_page
        if value >= self.verticalScrollBar().maximum():
            self._set_top(self._scroll.end_top())
        elif abs(step) <= 2 * page and value > 0:
            self._set_top(self._scroll.moved(self._top, step))
        else:
            self._set_top(self._scroll.place_at(value))
        self._note_scrolling()

    # ---- how it is laid out ----

    def set_wrapped(self, is_wrapped: bool) -> None:
        """Whether long lines go on in the next row, or out of view at the right."""
        self.layouts.is_wrapped = is_wrapped
        self._fit()

    @property
    def is_wrapped(self) -> bool:
        """Whether long lines go on in the next row."""
        return self.layouts.is_wrapped

    def set_numbered(self, is_numbered: bool) -> None:
        """Whether every line has its number before it."""
        self._margin.set_numbered(is_numbered)
        self._fit()

    def set_timed(self, is_timed: bool) -> None:
        """Whether every line has the time before it when it came."""
        self._margin.set_timed(is_timed)
        self._fit()

    def set_cursor_shown(self, is_shown: bool) -> None:
        """There is none in an empty console."""
        self._has_cursor = is_shown

    @property
    def text_x(self) -> int:
        """Where the text begins."""
        return self.viewport().x() + _MARGIN

    def make_room(self, margin_width: int) -> None:
        """The margin takes this much at the left."""
        self.setViewportMargins(margin_width, 0, 0, 0)

    def _fit(self) -> None:
        """Lays out for the width there is."""
        top = self.paragraphs.line_of(self._top.paragraph) if self._top.paragraph >= 0 else (0, 0)
        self.layouts.fit(self.viewport().width() - 2 * _MARGIN)
        columns = self.layouts.geometry.columns
        self._scroll.rows.set_columns(columns)
        self._count_pieces(columns)
        self._scroll.page = self.rows_in_page
        self.cursor_in_text.page_rows = max(1, self.rows_in_page - 1)
        row = self._top.column if top[1] == 0 else 0
        paragraph = max(self.paragraphs.first, self.paragraphs.of_line(top[0]))
        self._top = Place(paragraph, min(row, self.layouts.of(paragraph).rows - 1))
        self._place_again()

    def _count_pieces(self, columns: int) -> None:
        """Lines that are shown whole have other pieces now; a selection in or after them does not last."""
        if not self.paragraphs.whole_lines():
            self.paragraphs.set_columns(columns)
            return
        line = self.paragraphs.line_of(self.cursor_in_text.place.paragraph)[0]
        self.paragraphs.set_columns(columns)
        self.cursor_in_text.go(Place(self.paragraphs.of_line(line), 0))
        self._known_end = self.cursor_in_text.end

    # ---- lines in view ----

    def in_view(self) -> Iterator[tuple[int, Laid, QPointF]]:
        """The paragraphs in view, and where their corners are in the viewport."""
        row, bottom, last = self.layouts.geometry.row, self.viewport().height(), self.paragraphs.last
        paragraph, y = self._top.paragraph, _MARGIN - self._top.column * row
        while y < bottom and paragraph <= last:
            laid = self.layouts.of(paragraph)
            yield paragraph, laid, QPointF(_MARGIN - self.horizontalScrollBar().value(), y)
            y += laid.rows * row
            paragraph += 1

    def line_number(self, paragraph: int) -> int:
        """The number of a line since the start of the run; 0 of our note on earlier lines."""
        return 0 if self.paragraphs.is_note(paragraph) else self.paragraphs.line_of(paragraph)[0] + 1

    @property
    def last_line_number(self) -> int:
        """The number of the last line."""
        return self.store.last_line + 1

    def lines_in_view(self) -> Iterator[int]:
        """The numbers of the lines in view."""
        return (self.line_number(paragraph) for paragraph, _laid, _corner in self.in_view())

    def _paragraph_of(self, number: int) -> int | None:
        line = number - 1
        is_there = self.store.first_line <= line <= self.store.last_line
        return self.paragraphs.of_line(line) if is_there else None

    def rects_of(self, number: int, start: int, end: int) -> Iterator[QRectF]:
        """Where some characters of a line in view are: one rectangle for each row they wrap into."""
        wanted = self._paragraph_of(number)
        for paragraph, laid, corner in self.in_view():
            if paragraph == wanted and end <= len(laid.text):
                yield from (rect.translated(corner) for rect in laid.rects(start, end))

    def content_height(self) -> int:
        """The height the text needs; measured only while it is short, else more than any window has."""
        first, last = self.paragraphs.first, self.paragraphs.last
        if last - first >= _MEASURED:
            return _HIGHEST
        rows = sum(self.layouts.of(each).rows for each in range(first, last + 1))
        bar = self.horizontalScrollBar()
        bar_height = bar.sizeHint().height() if bar.maximum() else 0
        return rows * self.layouts.geometry.row + 2 * _MARGIN + bar_height

    def cursor_rect(self) -> QRect:
        """Where the cursor is in the viewport, or above or below it."""
        place = self.cursor_in_text.place
        row, x = self.layouts.of(place.paragraph).place_of(place.column)
        height = self.layouts.geometry.row
        left = round(_MARGIN - self.horizontalScrollBar().value() + x)
        for paragraph, _laid, corner in self.in_view():
            if paragraph == place.paragraph:
                return QRect(left, round(corner.y()) + row * height, 1, height)
        is_above = place.paragraph < self._top.paragraph
        return QRect(left, -height if is_above else self.viewport().height() + height, 1, height)

    def place_at(self, point: QPointF) -> Place:
        """The place in the text nearest to a point of the viewport."""
        found = Place(self._top.paragraph, 0)
        for paragraph, laid, corner in self.in_view():
            row = int((point.y() - corner.y()) // self.layouts.geometry.row)
            x = point.x() - corner.x()
            found = Place(paragraph, laid.column_at(min(row, laid.rows - 1), x))
            if point.y() < corner.y() + laid.height:
                return found
        is_below_all = point.y() >= self.viewport().height() and self.is_at_end
        return self.cursor_in_text.end if is_below_all else found

    def part_at(self, point: QPointF) -> Part | None:
        """The part of a line that is under a point."""
        for _paragraph, laid, corner in self.in_view():
            place = 0
            for part in laid.line.parts if laid.line.extra or _has_link(laid) else ():
                if part.link is not None and any(
                    rect.translated(corner).contains(point)
                    for rect in laid.rects(place, place + len(part.text))
                ):
                    return part
                place += len(part.text)
        return None

    # ---- painting ----

    def set_painters(self, under: _Painting, over: _Painting) -> None:
        """What else is painted in the viewport, before the text and after it."""
        self._paint_under, self._paint_over = under, over

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, selection, hits, text, boxes round the names of control characters, cursor."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("sunken"))
        if self._top.column:
            painter.setClipRect(self.viewport().rect().adjusted(0, _MARGIN, 0, 0))
        if self._paint_under is not None:
            self._paint_under(painter)
        painter.setFont(self.layouts.geometry.font)
        shown = list(self.in_view())
        start, end = self.cursor_in_text.span
        for paragraph, laid, corner in shown:
            laid.draw(painter, corner)
            if self.cursor_in_text.has_selection and start.paragraph <= paragraph <= end.paragraph:
                self._paint_selected(painter, paragraph, laid, corner)
        if self._paint_over is not None:
            self._paint_over(painter)
        self._paint_boxes(painter, [(laid, corner) for _paragraph, laid, corner in shown])
        if self.hasFocus() and self._has_cursor:
            painter.fillRect(self.cursor_rect(), self._theme.color("text"))

    def _paint_selected(self, painter: QPainter, paragraph: int, laid: Laid, corner: QPointF) -> None:
        start, end = self.cursor_in_text.span
        first = start.column if paragraph == start.paragraph else 0
        last = end.column if paragraph == end.paragraph else len(laid.text)
        color = self._theme.color("selected")
        for rect in laid.rects(first, last):
            painter.fillRect(rect.translated(corner), color)
        if paragraph < end.paragraph:  # so that empty lines can be seen to be in it
            row, x = laid.place_of(len(laid.text))
            geometry = self.layouts.geometry
            edge = QRectF(x, row * geometry.row, geometry.character / 2, geometry.row)
            painter.fillRect(edge.translated(corner), color)
        laid.draw_over(painter, corner, first, last, self._theme.color("text"))

    def _paint_boxes(self, painter: QPainter, shown: list[tuple[Laid, QPointF]]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("warn"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for laid, corner in shown:
            for box in laid.control_boxes():
                painter.drawRoundedRect(box.translated(corner), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin keeps to the left edge, and the end stays in view."""
        super().resizeEvent(event)
        self._margin.fit()
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """While it was hidden its size may not have been known."""
        super().showEvent(event)
        self._fit()

    @Slot()
    def _on_theme_changed(self) -> None:
        set_font(self, self._theme.font("console"))
        self.layouts.restyle()
        self._fit()
        self._margin.fit()


def _has_link(laid: Laid) -> bool:
    return any(part.link is not None for part in laid.line.parts)
