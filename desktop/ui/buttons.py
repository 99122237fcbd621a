"""Things that are pressed: text buttons, icon buttons, switches.

Forbids other buttons: Qt's own can show neither a key hint nor the focus ring of the design.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from desktop.ui.icons import Icons
from desktop.ui.labels import plain_tooltip, set_font, set_property
from desktop.ui.painting import paint_focus
from desktop.ui.theme import Theme

_TEXT_TOKENS = {
    "normal": "text",
    "primary": "on_accent",
    "quiet": "text2",
    "link": "accent",
    "danger": "error",
    "chip": "text",
    "toast": "surface",
    "warn": "warn",
}
_ICON_GAP = 7
_HINT_GAP = 9
_HINT_OPACITY = 0.82


class Button(QPushButton):
    """A button with text, and where wanted an icon and the key that does the same.

    ``kind``: normal, primary (one a screen), quiet, link, danger, chip, toast, warn.
    ``small`` is 26 high, not 30.
    """

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        text: str,
        kind: str = "normal",
        icon: str = "",
        hint: str = "",
        *,
        small: bool = False,
        filled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._icons = theme, icons
        self._kind, self._icon_name, self._hint = kind, icon, hint
        self._icon_token = ""
        self._is_small, self._is_filled = small, filled
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, outside dialogs too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @property
    def hint(self) -> str:
        """The key shown beside the text."""
        return self._hint

    def set_hint(self, hint: str) -> None:
        """Shows another key, or none."""
        self._hint = hint
        self._refresh()

    def set_icon(self, name: str, token: str = "", *, filled: bool = False) -> None:
        """Shows another icon, or none; where given in a colour of its own."""
        self._icon_name, self._icon_token, self._is_filled = name, token, filled
        self._refresh()

    def set_kind(self, kind: str) -> None:
        """Makes it another kind of button, as Run becomes Stop."""
        self._kind = kind
        set_property(self, "kind", kind)
        self._refresh()

    def set_compact(self, compact: bool) -> None:
        """Hides the key hint where space is short."""
        self.setProperty("compact", compact)
        self._refresh()

    def sizeHint(self) -> QSize:
        """Text, icon, hint and the gaps between them, as they are painted."""
        height = self._theme.px(self._height())
        if self._kind == "chip":
            height = self._theme.px(24)
        return QSize(self._content_width() + 2 * self.side, height)

    def minimumSizeHint(self) -> QSize:
        """The same: a button does not cut its text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Background by the style sheet, then icon, text, hint and ring."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        if self.hasFocus():
            option.rect = self.rect().adjusted(3, 3, -3, -3)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self._paint_content(painter)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._theme, 13 if self._kind == "chip" else 8)

    def _paint_content(self, painter: QPainter) -> None:
        token = self._token()
        x = (self.width() - self._content_width()) // 2
        if self._icon_name:
            size = self._icon_size()
            shade = self._icon_token if self._icon_token and self.isEnabled() else token
            pixmap = self._icons.pixmap(
                self._icon_name, shade, size, self.devicePixelRatioF(), self._is_filled
            )
            painter.drawPixmap(QPoint(x, (self.height() - size) // 2), pixmap)
            x += size + (_ICON_GAP if self.text() else 0)
        painter.setPen(self._theme.color(token))
        rect = QRect(x, 0, self.width() - x, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
        painter.drawText(rect, int(flags), self.text())
        if self._shown_hint():
            self._paint_hint(painter, rect.adjusted(self._text_width() + _HINT_GAP, 0, 0, 0))

    def _paint_hint(self, painter: QPainter, rect: QRect) -> None:
        painter.setFont(self._theme.font("caption"))
        painter.setOpacity(_HINT_OPACITY)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._hint)
        painter.setOpacity(1.0)

    def _token(self) -> str:
        if not self.isEnabled():
            return "disabled"
        if self._kind == "chip" and self.isChecked():
            return "accent"
        return _TEXT_TOKENS[self._kind]

    def _height(self) -> int:
        return 26 if self._is_small else 30

    @property
    def side(self) -> int:
        """From its edge to what is painted in it."""
        return self._theme.px(9 if self._is_small or self._kind in ("chip", "link", "quiet") else 14)

    def _icon_size(self) -> int:
        return self._theme.px(14 if self._is_small or self._is_filled else 16)

    def _shown_hint(self) -> str:
        return "" if self.property("compact") else self._hint

    def _text_width(self) -> int:
        flags = int(Qt.TextFlag.TextShowMnemonic)
        return self.fontMetrics().size(flags, self.text()).width()

    def _content_width(self) -> int:
        width = self._text_width()
        if self._icon_name:
            width += self._icon_size() + (_ICON_GAP if self.text() else 0)
        if self._shown_hint():
            width += _HINT_GAP + QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._hint)
        return width

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()

    @Slot()
    def _on_theme_changed(self) -> None:
        font = self._theme.font("body" if self._kind == "link" else "button")
        font.setUnderline(self._kind == "toast")
        set_font(self, font)
        self._refresh()


class IconButton(QToolButton):
    """A button that is only an icon; ``text`` names it in the tooltip and for screen readers."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        icon: str,
        text: str,
        key: str = "",
        *,
        size: int = 26,
        icon_size: int = 16,
        token: str = "text2",
        filled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._name, self._token, self._is_filled = icon, token, filled
        self._size, self._icon_size = size, icon_size
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_text(text, key)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_text(self, text: str, key: str = "") -> None:
        """Names it anew, as when "Add to favourites" becomes "Remove from favourites"."""
        self.setAccessibleName(text)
        self.setToolTip(plain_tooltip(f"{text} ({key})" if key else text))

    def set_icon(self, name: str, token: str = "text2", *, filled: bool = False) -> None:
        """Shows another icon."""
        self._name, self._token, self._is_filled = name, token, filled
        self._on_theme_changed()

    @Slot()
    def _on_theme_changed(self) -> None:
        side, icon = self._theme.px(self._size), self._theme.px(self._icon_size)
        self.setIcon(self._icons.icon(self._name, self._token, icon, filled=self._is_filled))
        self.setIconSize(QSize(icon, icon))
        self.setFixedSize(side, side)


class Switch(QAbstractButton):
    """On or off, taking effect at once or on Save; ``text`` is its accessible name, not painted."""

    def __init__(self, theme: Theme, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """36×20 and the ring around it."""
        return QSize(self._theme.px(36) + 6, self._theme.px(20) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track, the knob at its side, and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        radius = track.height() / 2
        frame, fill, knob = self._colors()
        painter.setPen(QPen(frame, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(knob)
        x = track.right() - radius if self.isChecked() else track.left() + radius
        painter.drawEllipse(QPointF(x, track.center().y()), radius - 4, radius - 4)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._theme, radius + 3)

    def _colors(self) -> tuple[QColor, QColor, QColor]:
        color = self._theme.color
        if not self.isEnabled():
            return color("line"), color("window"), color("disabled")
        if self.isChecked():
            fill = color("accent_hover" if self.underMouse() else "accent")
            return fill, fill, color("on_accent")
        return color("outline"), color("hover" if self.underMouse() else "surface"), color("outline")
