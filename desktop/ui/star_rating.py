"""Five stars to rate with: by mouse, by arrow keys or by the digits 1 to 5; Delete or 0 takes it back.

Hides painting and hit testing; keeps nothing, and says only what was chosen.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from desktop.core.record import MOST_STARS
from desktop.ui.icons import Icons
from desktop.ui.painting import paint_focus
from desktop.ui.theme import Theme

_STAR = 16
_CELL = 26
_HEIGHT = 28
_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0)


class StarRating(QSlider):
    """A slider to screen readers, which know its value from 0 to 5; five stars to everybody else."""

    rated = Signal(int)
    """The learner chose 0 to 5 stars."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._icons = theme, icons
        self._hovered = 0
        self.setRange(0, MOST_STARS)
        self.setPageStep(1)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("My rating")
        self.valueChanged.connect(self._on_value_changed)
        theme.changed.connect(self.updateGeometry)
        self._say()

    def show_stars(self, stars: int) -> None:
        """What is kept; nobody chose it now."""
        self.blockSignals(True)
        self.setValue(stars)
        self.blockSignals(False)
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_CELL) * MOST_STARS, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose at once; arrows, Home and End are the slider's own."""
        digit = event.key() - Qt.Key.Key_0
        if event.key() in _CLEARING:
            self.setValue(0)
        elif 1 <= digit <= MOST_STARS:
            self.setValue(digit)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The star that holds already takes the rating back."""
        if event.button() == Qt.MouseButton.LeftButton:
            stars = self._star_at(event.position().toPoint())
            self.setValue(0 if stars == self.value() else stars)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._star_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged."""

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hover(self._star_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size, cell = self._theme.px(_STAR), self._theme.px(_CELL)
        for place in range(MOST_STARS):
            is_on = place < self.value()
            token = "now_edge" if is_on else "text2" if place < self._hovered else "text3"
            pixmap = self._icons.pixmap("star", token, size, self.devicePixelRatioF(), is_on)
            painter.drawPixmap(QPoint(place * cell + (cell - size) // 2, (self.height() - size) // 2), pixmap)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._theme, 6)

    def _star_at(self, place: QPoint) -> int:
        return max(1, min(MOST_STARS, place.x() // self._theme.px(_CELL) + 1))

    def _hover(self, stars: int) -> None:
        if stars != self._hovered:
            self._hovered = stars
            self.update()

    def _say(self) -> None:
        stars = self.value()
        words = "not rated" if not stars else f"{stars} of {MOST_STARS} stars"
        self.setAccessibleDescription(f"{words}. Keys 1 to 5 rate, Delete takes the rating back.")
        self.setToolTip(f"My rating: {words}\nKeys 1 to 5, Delete takes it back")

    @Slot(int)
    def _on_value_changed(self, stars: int) -> None:
        self._say()
        self.rated.emit(stars)
