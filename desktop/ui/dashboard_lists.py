"""The two lists of the progress page: chapters with their bars, and the last runs.

Hides models and delegates; a row that is chosen says only which example it stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.labels import plain_tooltip
from desktop.ui.painting import paint_focus, paint_text
from desktop.ui.tokens import Look

if TYPE_CHECKING:
    from desktop.core.record import RunRecord
    from desktop.ui.icons import Icons
    from desktop.ui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROW = Qt.ItemDataRole.UserRole + 1
CHAPTER_ROW_HEIGHT = 28
RUN_ROW_HEIGHT = 44
TWO_COLUMNS_FROM = 560
BAR_WIDTH, BAR_HEIGHT = 72, 8
SWATCH_WIDTH = 12
COUNT_WIDTH = 44
NUMBER_WIDTH = 20
RADIUS = 6
SIDE = 10
SLACK = 2  # px below the last row; without it Qt begins another column


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """A chapter with what was done in it; without a number it is the heading of a level.

    ``target`` is the example that choosing the row opens, and ``tip`` says so.
    """

    title: str
    number: int = 0
    total: int = 0
    completed: int = 0
    begun: int = 0
    target: str = ""
    tip: str = ""

    @property
    def is_heading(self) -> bool:
        return self.number == 0

    def in_words(self) -> str:
        if self.is_heading:
            return self.title
        begun = f", {self.begun} begun" if self.begun else ""
        return f"Chapter {self.number}, {self.title}, {self.completed} of {self.total} completed{begun}"


class Line(Protocol):
    """What a row of such a list has to say; ``target`` is empty where it leads nowhere."""

    @property
    def title(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def tip(self) -> str: ...
    @property
    def is_heading(self) -> bool: ...
    def in_words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run as the list shows it."""

    title: str
    icon: str
    token: str
    outcome: str
    duration: str
    when: str
    run: RunRecord
    tip: str = ""

    @property
    def target(self) -> str:
        """An example id or the path of a file."""
        return self.run.target

    @property
    def is_heading(self) -> bool:
        return False

    def in_words(self) -> str:
        return f"{self.title}, {self.outcome}, {self.duration}, {self.when}"


class LinesModel(QAbstractListModel):
    """Rows that never change but as a whole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows; nothing happens when they are the same."""
        if tuple(lines) == self._lines:
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self._lines[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == ROW:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.in_words()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(line.tip)
        return None


class LineDelegate(QStyledItemDelegate):
    """Fill and focus ring; the content is painted by the two below."""

    height = CHAPTER_ROW_HEIGHT

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, self._theme.px(self.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_hovered and not line.is_heading:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("hover"))
            painter.drawRoundedRect(option.rect, RADIUS, RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(option.rect), self._theme, RADIUS)
        self._paint_line(painter, option.rect.adjusted(SIDE, 0, -SIDE, 0), line)
        painter.restore()

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        raise NotImplementedError

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        token: str,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        paint_text(painter, rect, text, font, self._theme.color(token), alignment)

    def _icon(
        self,
        painter: QPainter,
        name: str,
        token: str,
        left: int,
        middle: int,
        size: int,
        *,
        filled: bool = False,
    ) -> None:
        device = painter.device()
        ratio = device.devicePixelRatio() if device else 1.0
        pixmap = self._icons.pixmap(name, token, size, ratio, filled)
        painter.drawPixmap(QPoint(left, middle + 1 - size // 2), pixmap)


class _ChapterDelegate(LineDelegate):
    """Number, title, bar, ``n/N`` or a check mark."""

    height = CHAPTER_ROW_HEIGHT

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        if not isinstance(line, ChapterLine):
            return
        px, font = self._theme.px, self._theme.font
        left = rect.left() + px(NUMBER_WIDTH) + 8
        if line.is_heading:
            self._text(
                painter,
                rect.adjusted(left - rect.left(), 0, 0, 0),
                line.title,
                font("caption_strong"),
                "text3",
            )
            return
        number = QRect(rect.left(), rect.top(), px(NUMBER_WIDTH), rect.height())
        self._text(painter, number, str(line.number), font("figures"), "text3", Qt.AlignmentFlag.AlignRight)
        right = rect.right() + 1 - px(COUNT_WIDTH)
        self._paint_count(painter, QRect(right, rect.top(), px(COUNT_WIDTH), rect.height()), line)
        bar_left = right - px(BAR_WIDTH)
        top = rect.top() + (rect.height() - px(BAR_HEIGHT)) // 2
        paint_bar(painter, QRectF(bar_left, top, px(BAR_WIDTH), px(BAR_HEIGHT)), line, self._theme)
        token = "text" if line.completed or line.begun else "text2"
        title = QRect(left, rect.top(), bar_left - 12 - left, rect.height())
        self._text(painter, title, line.title, font("body"), token)

    def _paint_count(self, painter: QPainter, rect: QRect, line: ChapterLine) -> None:
        if line.completed == line.total:
            size = self._theme.px(16)
            self._icon(painter, "circle-check", "ok", rect.right() + 1 - size, rect.center().y(), size)
            return
        text = f"{line.completed}/{line.total}"
        self._text(painter, rect, text, self._theme.font("figures"), "text2", Qt.AlignmentFlag.AlignRight)


def paint_bar(painter: QPainter, rect: QRectF, line: ChapterLine, theme: Theme) -> None:
    """Completed solid, begun as an outline behind it, the rest empty."""
    painter.fillRect(rect, theme.color("hover"))
    if theme.look is Look.HIGH_CONTRAST:  # the fill alone would not be seen there
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    done = round(rect.width() * line.completed / line.total)
    painter.fillRect(QRectF(rect.left(), rect.top(), done, rect.height()), theme.color("m3"))
    begun = round(rect.width() * line.begun / line.total)
    if begun > 1:
        painter.setPen(QPen(theme.color("m2"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRect(
            QRectF(rect.left() + done + 1.5, rect.top() + 0.5, max(begun - 2, 1), rect.height() - 1)
        )


class Swatch(QWidget):
    """A piece of a bar, for the legend; the word stands beside it."""

    def __init__(self, theme: Theme, *, is_solid: bool) -> None:
        super().__init__()
        self._theme, self._is_solid = theme, is_solid
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        line = ChapterLine("", 1, 1, completed=1) if self._is_solid else ChapterLine("", 1, 1, begun=1)
        paint_bar(QPainter(self), QRectF(self.rect()), line, self._theme)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFixedSize(self._theme.px(SWATCH_WIDTH), self._theme.px(BAR_HEIGHT))
        self.update()


class _RunDelegate(LineDelegate):
    """Icon of the outcome; title above, outcome and duration below; the time at the right."""

    height = RUN_ROW_HEIGHT

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        if not isinstance(line, RunLine):
            return
        font = self._theme.font
        size = self._theme.px(16)
        self._icon(painter, line.icon, line.token, rect.left() + 2, rect.center().y(), size)
        left = rect.left() + size + 12
        when_width = QFontMetrics(font("caption_figures")).horizontalAdvance(line.when) + 2
        half = rect.height() // 2
        upper = QRect(left, rect.top() + 3, rect.right() - left - when_width - 8, half - 2)
        lower = QRect(left, rect.top() + half, rect.right() - left, half - 4)
        when = QRect(rect.right() - when_width, upper.top(), when_width, upper.height())
        self._text(painter, upper, line.title, font("body"), "text")
        self._text(painter, when, line.when, font("caption_figures"), "text3", Qt.AlignmentFlag.AlignRight)
        self._text(painter, lower, f"{line.outcome} · {line.duration}", font("caption_figures"), "text2")


class LineList(QListView):
    """Rows one walks with the arrows and opens with Enter; as high as its rows, so that the page scrolls."""

    chosen = Signal(str)

    def __init__(
        self, name: str, delegate: type[LineDelegate], theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._delegate = delegate(theme, icons, self)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows."""
        self.lines.set_lines(lines)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            for row in range(self.lines.rowCount()):
                index = self.lines.index(row)
                if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                    self.setCurrentIndex(index)
                    return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def columns(self) -> int:
        return 1

    def _row_height(self) -> int:
        return self._theme.px(self._delegate.height)

    def _fit(self) -> None:
        columns = self.columns()
        rows = -(-self.lines.rowCount() // columns)
        height = rows * self._row_height() + SLACK
        self.setWrapping(columns > 1)
        self.setGridSize(QSize(self.width() // columns, self._row_height()))
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        line: Line = index.data(ROW)
        if line.target:
            self._choose(line)

    def _choose(self, line: Line) -> None:
        self.chosen.emit(line.target)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._fit()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class ChapterList(LineList):
    """The chapters, in two columns where there is room."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__("Progress by chapter", _ChapterDelegate, theme, icons, parent)

    def columns(self) -> int:
        is_wide = self.width() >= self._theme.px(TWO_COLUMNS_FROM)
        return 2 if is_wide and self.lines.rowCount() > 6 else 1


class RunList(LineList):
    """The last runs, newest first."""

    run_chosen = Signal(object)
    """RunRecord."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__("Last runs", _RunDelegate, theme, icons, parent)

    def _choose(self, line: Line) -> None:
        if isinstance(line, RunLine):
            self.run_chosen.emit(line.run)
