"""The controls of the design, in one place to import from.

Hides which of them Qt paints and which we do.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.buttons import Button, IconButton, Switch
from desktop.ui.icons import Icons
from desktop.ui.labels import (
    Badge,
    ElidedLabel,
    IconLabel,
    Painted,
    Separator,
    Text,
    icon_row,
    plain_tooltip,
    set_property,
)
from desktop.ui.painting import paint_ring
from desktop.ui.prose import Note, Prose
from desktop.ui.theme import Theme

__all__ = [
    "Badge",
    "Button",
    "Card",
    "ElidedLabel",
    "EmptyState",
    "IconButton",
    "IconLabel",
    "Note",
    "Painted",
    "Prose",
    "Ring",
    "Separator",
    "Switch",
    "Text",
    "Toast",
    "icon_row",
    "plain_tooltip",
    "set_property",
]

TOAST_MS = 6000


class Card(QFrame):
    """A paper-coloured sheet with a hairline; put a layout into it with ``body``."""

    def __init__(self, *, padding: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(8)


_RING_WIDTHS = {16: 2.5, 28: 4.0, 92: 9.0}


class Ring(Painted):
    """How much of something is done; the large one says the percentage inside."""

    def __init__(
        self, theme: Theme, size: int = 28, fraction: float = 0.0, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._size = theme, size
        self.set_fraction(fraction)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_fraction(self, fraction: float) -> None:
        """0 to 1."""
        self._fraction = max(0.0, min(1.0, fraction))
        self.setAccessibleName(self._percent())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring, and in the large one its figure."""
        painter = QPainter(self)
        width = _RING_WIDTHS.get(self._size, self._size * 0.12) * self._theme.scale
        paint_ring(painter, QRectF(self.rect()), self._fraction, width, self._theme)
        if self._size >= 64:
            painter.setFont(self._theme.font("title"))
            painter.setPen(self._theme.color("text"))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._percent())

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFixedSize(self._theme.px(self._size), self._theme.px(self._size))
        self.update()

    def _percent(self) -> str:
        return f"{int(self._fraction * 100)} %"


_GAP = 6


class EmptyState(QWidget):
    """What a panel says while it has nothing to show, at a third of its height."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        icon: str,
        title: str,
        sentence: str,
        button: Button | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = Text(theme, title, "strong")
        self._sentence = Text(theme, sentence, "body", "text2", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(9, 0, 9, 0)
        layout.setSpacing(_GAP)
        layout.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._icon = IconLabel(theme, icons, icon, "text3", 22)
        layout.addWidget(self._icon, 0, centre)
        for label in (self._title, self._sentence):
            label.setAlignment(centre)
            layout.addWidget(label)
        if button is not None:
            layout.addSpacing(6)
            layout.addWidget(button, 0, centre)
        layout.addStretch(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height the picture goes first, then the sentence."""
        super().resizeEvent(event)
        room = self.contentsRect().height() - self._title.sizeHint().height() - 2 * _GAP
        for part in (self._sentence, self._icon):
            room -= part.sizeHint().height() + _GAP
            part.setVisible(room >= 0)

    def set_texts(self, title: str, sentence: str) -> None:
        """Says something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)


class Toast(QFrame):
    """One sentence over the bottom of ``page`` for six seconds; it stays while mouse or focus is on it."""

    action_triggered = Signal()

    def __init__(self, theme: Theme, icons: Icons, page: QWidget, *, duration_ms: int = TOAST_MS) -> None:
        super().__init__(page)
        self._page = page
        self._icon = IconLabel(theme, icons, "info", "surface")
        self._text = Text(theme)
        self._button = Button(theme, icons, "", "toast", small=True)
        self.timer = QTimer(self, singleShot=True, interval=duration_ms)
        self.timer.timeout.connect(self._on_timer_timeout)
        self._button.clicked.connect(self._on_button_clicked)
        self.setProperty("toast", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 10, 6)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addSpacing(24)
        layout.addWidget(self._button)
        page.installEventFilter(self)
        self._button.installEventFilter(self)
        self.hide()

    @property
    def offer(self) -> QWidget | None:
        """The button, while there is one to press."""
        return self._button if self._button.isVisible() else None

    def show_text(self, text: str, action: str = "", icon: str = "info", hint: str = "") -> None:
        """Shows ``text`` in place of what is shown; ``action`` is the word of its button, such as "Undo".

        ``hint`` is the key that leads to the button.
        """
        self._button.set_hint(hint)
        self._icon.set_icon(icon, "surface")
        self._text.setText(text)
        self._button.setText(action)
        self._button.setAccessibleName(f"{action}: {text}")
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self._place()
        self.timer.start()

    def text(self) -> str:
        """The sentence shown last."""
        return self._text.text()

    def minimumSizeHint(self) -> QSize:
        """Never less than one row of the design."""
        return QSize(280, 40)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps its place when the page is resized, and stays while its button has the focus."""
        if watched is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        size = self.sizeHint().expandedTo(self.minimumSizeHint())
        width = min(size.width(), max(200, self._page.width() - 24))
        x = (self._page.width() - width) // 2
        self.setGeometry(x, self._page.height() - size.height() - 16, width, size.height())

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self.timer.start()
        else:
            self.hide()

    @Slot()
    def _on_button_clicked(self) -> None:
        self.hide()
        self.action_triggered.emit()
