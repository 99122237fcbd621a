"""Short texts: cut titles, badges, lines between things.

Forbids guessing: every text here is shown as it is, never as HTML.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Slot
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

_LEAST_WIDTH = 120


def plain_tooltip(text: str) -> str:
    """``text`` in the form that a tooltip shows unchanged: Qt would render what looks like HTML."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return f'<span style="white-space: pre-wrap">{html.escape(text)}</span>'


def label_for_readers(control: QWidget, name: str) -> None:
    """On Linux Qt tells the value of a combo box as its name; only a label beside it says the name."""
    label = QLabel(name, control.parentWidget())
    label.setBuddy(control)
    label.hide()


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the style sheet looks at, and styles the widget anew."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_font(widget: QWidget, font: QFont) -> None:
    """Gives ``widget`` a font that stays.

    Where the application has a style sheet, Qt keeps the font a widget was first styled with in this property
    and puts it back whenever the widget is styled anew, whatever was set since.
    """
    widget.setProperty("_q_styleSheetWidgetFont", font)
    widget.setFont(font)


class Text(QLabel):
    """Plain text in a font of the theme and a tone: text, text2, text3, accent, ok, warn or error.

    Wrapped, it has the line height of the theme: a label of Qt takes that of the font and knows no other.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        use: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._use = theme, use
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        self.setText(text)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_use(self, use: str) -> None:
        """Sets it in another font of the theme."""
        self._use = use
        self._on_theme_changed()

    def set_tone(self, tone: str) -> None:
        """Gives it another colour of text."""
        set_property(self, "tone", tone)

    def heightForWidth(self, width: int) -> int:
        """So many lines of the height in the type table."""
        if not self.wordWrap():
            return super().heightForWidth(width)
        _layout, lines = self._lines(width - self._side_margins())
        margins = self.contentsMargins()
        return len(lines) * self._theme.line_height(self._use) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """As wide as Qt finds good, as high as that needs."""
        size = super().sizeHint()
        return QSize(size.width(), self.heightForWidth(size.width())) if self.wordWrap() else size

    def minimumSizeHint(self) -> QSize:
        """Wrapped, it breaks even a long word, so that no path sets the width of what it is in."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), _LEAST_WIDTH), size.height()) if self.wordWrap() else size

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines at equal distances."""
        if not self.wordWrap():
            super().paintEvent(event)
            return
        rect, pitch = self.contentsRect(), self._theme.line_height(self._use)
        layout, lines = self._lines(rect.width())
        spare = max(0, rect.height() - len(lines) * pitch)
        top = rect.top() + (spare // 2 if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        for number, line in enumerate(lines):
            inset = round((pitch - line.height()) / 2)
            line.draw(painter, QPointF(rect.left(), top + number * pitch + inset - line.y()))
        del layout  # the lines are its own: it has to live as long

    def _side_margins(self) -> int:
        return self.contentsMargins().left() + self.contentsMargins().right()

    def _lines(self, width: int) -> tuple[QTextLayout, list[QTextLine]]:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines = list(_broken(layout, width))
        layout.endLayout()
        return layout, lines

    @Slot()
    def _on_theme_changed(self) -> None:
        set_font(self, self._theme.font(self._use))


def _broken(layout: QTextLayout, width: int) -> Iterator[QTextLine]:
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        yield line
        line = layout.createLine()


class ElidedLabel(Text):
    """One line that gives way: cut with an ellipsis, whole in the tooltip and for screen readers."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        use: str = "body",
        tone: str = "text",
        *,
        minimum: int = 48,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        """``mode`` says which part gives way: of a path that is the middle."""
        self._whole = text
        self._minimum, self._mode = minimum, mode
        super().__init__(theme, text, use, tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text_whole(self) -> str:
        """The text as it was set."""
        return self._whole

    def set_text(self, text: str) -> None:
        """Shows ``text``, its line breaks as spaces."""
        self._whole = " ".join(text.split("\n"))
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return QSize(
            QFontMetrics(self.font()).horizontalAdvance(self._whole) + 2, super().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        """Narrow, so that no title sets the width of the window."""
        return QSize(min(self._minimum, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts anew."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Cuts anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._elide()

    def _elide(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._whole, self._mode, self.width())
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(plain_tooltip(self._whole) if shown != self._whole else "")


class Painted(QLabel):
    """Something painted that screen readers read like a label, by its accessible name."""


class Badge(Painted):
    """A word about what is beside it. ``kind``: plain, info, ok, warn, error, due, version (outline only)."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        text: str,
        kind: str = "plain",
        icon: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._text, self._kind, self._icon = text, kind, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def text(self) -> str:
        """The word."""
        return self._text

    def set_text(self, text: str, kind: str | None = None) -> None:
        """Another word, and where given another kind."""
        self._text = text
        self._kind = kind or self._kind
        self.setAccessibleName(text)
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """18 high."""
        width = QFontMetrics(self.font()).horizontalAdvance(self._text) + 2 * self._theme.px(6)
        if self._icon:
            width += self._theme.px(12) + 4
        return QSize(width, self._theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The fill or the outline, the icon, the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_shape(painter)
        token = self._token()
        x = self._theme.px(6)
        if self._icon:
            size = self._theme.px(12)
            pixmap = self._icons.pixmap(self._icon, token, size, self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - size) // 2, pixmap)
            x += size + 4
        painter.setPen(self._theme.color(token))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect().adjusted(x, 0, 0, 0), int(flags), self._text)

    def _paint_shape(self, painter: QPainter) -> None:
        rect = self.rect().toRectF()
        painter.setPen(Qt.PenStyle.NoPen)
        if self._kind == "version":
            painter.setPen(self._theme.color("edge"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            return
        painter.setBrush(self._theme.color("hover" if self._kind == "plain" else f"{self._kind}_bg"))
        painter.drawRoundedRect(rect, 4, 4)

    def _token(self) -> str:
        return "text2" if self._kind in ("plain", "version") else self._kind

    @Slot()
    def _on_theme_changed(self) -> None:
        set_font(self, self._theme.font("caption"))
        self.updateGeometry()
        self.update()


class Separator(QWidget):
    """A line of one pixel between things; ``length`` limits a vertical one, as between words of a strip."""

    def __init__(
        self, theme: Theme, *, vertical: bool = False, length: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        if vertical:
            self.setFixedWidth(1)
            if length:
                self.setFixedHeight(length)
        else:
            self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One flat fill: whole device pixels at any scale."""
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))


class IconLabel(QWidget):
    """A picture that only shows something; what it says is in the words beside it."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        icon: str,
        token: str = "text2",
        size: int = 16,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._icon, self._token, self._size = icon, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_icon(self, icon: str, token: str) -> None:
        """Another picture."""
        self._icon, self._token = icon, token
        self.update()

    def sizeHint(self) -> QSize:
        """A square, and its margins."""
        side, margins = self._theme.px(self._size), self.contentsMargins()
        return QSize(side + margins.left() + margins.right(), side + margins.top() + margins.bottom())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cached pixmap at a whole pixel."""
        QPainter(self).drawPixmap(self.contentsRect().topLeft(), self._pixmap())

    def _pixmap(self) -> QPixmap:
        return self._icons.pixmap(
            self._icon, self._token, self._theme.px(self._size), self.devicePixelRatioF()
        )


def icon_row(*widgets: QWidget, gap: int = 7) -> QHBoxLayout:
    """Widgets beside each other with the gap of icon and text, pushed to the left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
