"""Paints one row of the library: chapter, section or example, in every state.

Holds all measures of a row; reads only the model's roles and takes its icons ready made.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.core.progress import Status
from desktop.ui.letters import Letters
from desktop.ui.library_model import Role, Row, RowKind, badge_text
from desktop.ui.painting import paint_focus, paint_ring

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

ROW_HEIGHT = 28
SIDE = 6  # the fill's distance from the view's edges; also where the scroll bar may lie
RADIUS = 6
CHEVRON_X = 9
NUMBER_RIGHT = 48
TITLE_X = 55
FOLDER_X = 34
SECTION_X = 37
ICON_X = 34
ICON = 15
SMALL_ICON = 14
RING = 16
RIGHT = 15  # from the right edge to the last thing of a row
GAP = 8
WIDEST_BADGE = 112
WIDEST_NAME = 0.45  # of what a row has for its title and the name of the file
LEAST_CHAPTER = 72  # px; a hit with less room beside its title leaves its chapter to the tooltip

_FLAGS = {
    alignment: int(alignment | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    for alignment in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter)
}
"""Made once: the binding takes longer for the sum than for the text."""

STATUS_ICONS = {
    Status.NEW: ("circle", "text3"),
    Status.OPENED: ("circle-dot", "text2"),
    Status.RAN: ("circle-play", "accent"),
    Status.COMPLETED: ("circle-check", "ok"),
}


class RowDelegate(QStyledItemDelegate):
    """Draws the rows of ``LibraryModel``; all rows are equally high."""

    def __init__(self, theme: Theme, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._px = theme.px
        self._letters: dict[tuple[str, QFont.Weight | None], Letters] = {}
        self._colors: dict[str, QColor] = {}
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self.row_height())

    def row_height(self) -> int:
        """28 px at the normal size of text, more where the learner made it larger."""
        return max(self._px(ROW_HEIGHT), self._in("body").metrics.height() + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(Role.ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_fill(painter, option, row, bool(index.data(Role.OPEN)))
        if row.kind is RowKind.SECTION:
            self._paint_section(painter, option.rect, row)
        elif row.kind is RowKind.CHAPTER:
            is_expanded = bool(option.state & QStyle.StateFlag.State_Open)
            self._paint_chapter(painter, option.rect, row, index.data(Role.COMPLETED), is_expanded)
        else:
            self._paint_example(painter, option.rect, row, index)
        painter.restore()

    def _paint_fill(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, is_open: bool) -> None:
        rect = option.rect.adjusted(SIDE, 0, -SIDE, 0)
        is_hovered = row.kind is not RowKind.SECTION and bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_open or is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._color("selected" if is_open else "hover"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(rect), self._theme, RADIUS)

    def _paint_section(self, painter: QPainter, rect: QRect, row: Row) -> None:
        letters = self._in("caption", QFont.Weight.DemiBold)
        self._text(
            painter, rect.adjusted(self._px(SECTION_X), 0, -self._px(RIGHT), 0), row.title, letters, "text3"
        )

    def _paint_chapter(
        self, painter: QPainter, rect: QRect, row: Row, completed: int | None, is_expanded: bool
    ) -> None:
        """``completed`` is None of a folder, which shows how many files it holds and no number."""
        chevron = "chevron-down" if is_expanded else "chevron-right"
        self._icon(
            painter,
            chevron,
            "text2",
            self._px(16),
            QPoint(rect.left() + self._px(CHEVRON_X), rect.center().y()),
        )
        number = QRect(rect.left(), rect.top(), self._px(NUMBER_RIGHT), rect.height())
        body = self._in("body")
        total = len(row.chapter.examples)
        right = rect.right() + 1 - self._px(RIGHT) + GAP
        count, title_x = str(total), self._px(FOLDER_X)
        if completed is not None:
            self._text(painter, number, str(row.chapter.number), body, "text3", Qt.AlignmentFlag.AlignRight)
            right = self._paint_share(painter, rect, completed, total)
            count, title_x = f"{completed}/{total}", self._px(TITLE_X)
        caption = self._in("caption")
        width = caption.width(count)
        place = QRect(right - GAP - width, rect.top(), width + 1, rect.height())
        self._text(painter, place, count, caption, "text3")
        title = QRect(
            rect.left() + title_x,
            rect.top(),
            place.left() - GAP - rect.left() - title_x,
            rect.height(),
        )
        self._text(painter, title, row.title, self._in("button"), "text")

    def _paint_share(self, painter: QPainter, rect: QRect, completed: int, total: int) -> int:
        """The ring, or a check mark once all is completed; returns where it begins."""
        left = rect.right() + 1 - self._px(RIGHT) - self._px(RING)
        if total and completed == total:
            self._icon(painter, "circle-check", "ok", self._px(RING), QPoint(left, rect.center().y()))
        else:
            box = QRectF(
                left,
                rect.top() + (rect.height() - self._px(RING)) / 2,
                self._px(RING),
                self._px(RING),
            )
            paint_ring(painter, box, completed / total if total else 0.0, 2.5, self._theme)
        return left

    def _paint_example(
        self, painter: QPainter, rect: QRect, row: Row, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        is_closed = row.example is not None and bool(row.example.problem)
        name, token = ("circle-alert", "text3") if is_closed else STATUS_ICONS[index.data(Role.STATUS)]
        self._icon(
            painter,
            name,
            token,
            self._px(ICON),
            QPoint(rect.left() + self._px(ICON_X), rect.center().y()),
        )
        right = self._paint_marks(painter, rect, row, index)
        left = rect.left() + self._px(TITLE_X)
        title = QRect(left, rect.top(), right - left, rect.height())
        title = self._paint_file_name(painter, title, row)
        letters = self._in("button" if index.data(Role.OPEN) else "body")
        taken = letters.width(row.title)
        if row.spans:
            taken = self._paint_marked(painter, title, row)
        else:
            self._text(painter, title, row.title, letters, "text3" if is_closed else "text")
        if row.is_hit and not _has_file_name(row):
            self._paint_chapter_name(painter, title.adjusted(taken + GAP, 0, 0, 0), row)

    def _paint_marks(
        self, painter: QPainter, rect: QRect, row: Row, index: QModelIndex | QPersistentModelIndex
    ) -> int:
        """Star, pencil and version badge at the right; returns where the title must end."""
        right = rect.right() + 1 - self._px(RIGHT)
        size = self._px(SMALL_ICON)
        for role, icon, token in ((Role.FAVORITE, "star", "now_edge"), (Role.EDITED, "pencil", "text2")):
            if index.data(role):
                place = QPoint(right - size, rect.center().y())
                self._icon(painter, icon, token, size, place, filled=icon == "star")
                right -= size + GAP
        words = badge_text(row.example) if row.example is not None else ""
        if not words:
            return right
        letters = self._in("caption")
        words = letters.cut(words, self._px(WIDEST_BADGE))
        width, height = letters.width(words) + 12, letters.metrics.height() + 4
        box = QRectF(right - width + 0.5, rect.center().y() + 1 - height / 2 - 0.5, width - 1, height)
        painter.setPen(QPen(self._color("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        self._text(painter, box.toRect(), words, letters, "text2", Qt.AlignmentFlag.AlignHCenter)
        return right - width - GAP

    def _paint_file_name(self, painter: QPainter, rect: QRect, row: Row) -> QRect:
        """The name of a file from elsewhere, at the right; returns what it leaves for the title."""
        if row.example is None or not _has_file_name(row):
            return rect
        letters = self._in("caption")
        most = int(rect.width() * WIDEST_NAME)
        name = letters.cut(row.example.entry.name, most, Qt.TextElideMode.ElideMiddle)
        width = letters.width(name) + 1
        place = QRect(rect.right() + 1 - width, rect.top(), width, rect.height())
        self._text(painter, place, name, letters, "text3")
        return rect.adjusted(0, 0, -width - GAP, 0)

    def _paint_chapter_name(self, painter: QPainter, rect: QRect, row: Row) -> None:
        """The chapter of a search hit, at the right of what the title leaves, if it leaves enough."""
        letters = self._in("caption")
        whole = letters.width(row.chapter.title) + 1
        if rect.width() >= min(whole, self._px(LEAST_CHAPTER)):
            self._text(painter, rect, row.chapter.title, letters, "text3", Qt.AlignmentFlag.AlignRight)

    def _paint_marked(self, painter: QPainter, rect: QRect, row: Row) -> int:
        """The title with what the search found on the colour of a hit and in semibold; returns its width."""
        plain, strong = self._in("body"), self._in("body", QFont.Weight.DemiBold)
        x = rect.left()
        for text, is_hit in fitting_runs(row, rect.width(), plain, strong):
            letters = strong if is_hit else plain
            width, height = letters.width(text), letters.metrics.height()
            if is_hit:
                top = rect.top() + (rect.height() - height) // 2
                painter.fillRect(QRect(x, top, width, height), self._color("now"))
            box = QRect(x, rect.top(), width + 2, rect.height())
            self._text(painter, box, text, letters, "text")
            x += width
        return x - rect.left()

    def _in(self, use: str, weight: QFont.Weight | None = None) -> Letters:
        """The letters of a row of the type table, in its own weight or another."""
        if (use, weight) not in self._letters:
            font = QFont(self._theme.font(use))
            if weight is not None:
                font.setWeight(weight)
            self._letters[use, weight] = Letters(font)
        return self._letters[use, weight]

    def _color(self, token: str) -> QColor:
        if token not in self._colors:
            self._colors[token] = self._theme.color(token)
        return self._colors[token]

    @Slot()
    def _on_theme_changed(self) -> None:
        self._letters.clear()
        self._colors.clear()

    def _icon(
        self,
        painter: QPainter,
        name: str,
        token: str,
        size: int,
        left_middle: QPoint,
        *,
        filled: bool = False,
    ) -> None:
        """A ready pixmap at whole pixels, centred on the given height."""
        device = painter.device()
        ratio = device.devicePixelRatio() if device else 1.0
        pixmap = self._icons.pixmap(name, token, size, ratio, filled)
        painter.drawPixmap(QPoint(left_middle.x(), left_middle.y() + 1 - size // 2), pixmap)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        letters: Letters,
        token: str,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(letters.font)
        painter.setPen(self._color(token))
        painter.drawText(rect, _FLAGS[alignment], letters.cut(text, rect.width()))


def _has_file_name(row: Row) -> bool:
    """Whether its title is not the name of its file: that of one which is not opened is."""
    example = row.example
    return example is not None and example.is_foreign and not example.is_own and not example.problem


def _runs(row: Row, length: int) -> Iterator[tuple[str, bool]]:
    """The first ``length`` characters of the title, cut where hits begin and end."""
    place = 0
    for start, end in row.spans:
        start, end = min(start, length), min(end, length)
        if start > place:
            yield row.title[place:start], False
        if end > start:
            yield row.title[start:end], True
        place = max(place, end)
    if place < length:
        yield row.title[place:length], False


def fitting_runs(row: Row, width: int, plain: Letters, strong: Letters) -> list[tuple[str, bool]]:
    """The title's runs, with whether each is a hit, as far as they fit; an ellipsis where it was cut."""

    def advance(runs: list[tuple[str, bool]]) -> int:
        return sum((strong if is_hit else plain).width(text) for text, is_hit in runs)

    def cut(length: int) -> list[tuple[str, bool]]:
        return [*_runs(row, length), ("…", False)]

    runs = list(_runs(row, len(row.title)))
    if advance(runs) <= width:
        return runs
    return cut(bisect_left(range(1, len(row.title)), True, key=lambda length: advance(cut(length)) > width))
