"""The rail at the left edge: the pages of the window and the settings.

Emits what was asked for; which page is shown is decided by the window.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.actions import key_text
from desktop.ui.icons import Icons
from desktop.ui.labels import set_font
from desktop.ui.theme import Theme

_WIDE, _NARROW = 68, 48
_HIGH, _LOW = 50, 36
_ICON, _GAP = 20, 3
_PAGES = (
    ("library", "Library", "book-open", "page_library"),
    ("progress", "Progress", "chart-no-axes-column", "page_progress"),
    ("activity", "Activity", "scroll-text", "page_activity"),
)


class RailButton(QPushButton):
    """An icon, and below it where there is room its name.

    Not a tool button: of those Qt tells screen readers that one page of several is a check box.
    """

    def __init__(self, theme: Theme, icons: Icons, text: str, icon: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme, self._icons, self._name = theme, icons, icon
        self._is_narrow = False
        self.setProperty("kind", "rail")
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def fit(self, *, is_narrow: bool) -> None:
        """Take the sizes of the theme as it is now."""
        self._is_narrow = is_narrow
        set_font(self, self._theme.font("caption"))
        self.setFixedHeight(self._theme.px(_LOW if is_narrow else _HIGH))
        self.update()

    def sizeHint(self) -> QSize:
        """The icon is what there has to be room for."""
        return QSize(self._theme.px(_ICON) + 8, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Background and ring by the style sheet, then icon and name as one block in the middle."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        token, size = "accent" if self.isChecked() else "text2", self._theme.px(_ICON)
        line = 0 if self._is_narrow else self.fontMetrics().height() + _GAP
        top = (self.height() - size - line) // 2
        pixmap = self._icons.pixmap(self._name, token, size, self.devicePixelRatioF())
        painter.drawPixmap(QPoint((self.width() - size) // 2, top), pixmap)
        if not self._is_narrow:
            painter.setPen(self._theme.color(token))
            below = self.rect().adjusted(0, top + size + _GAP, 0, 0)
            painter.drawText(
                below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), self.text()
            )


class Rail(QFrame):
    """Buttons for the pages, one above the other, and Settings at the bottom."""

    page_chosen = Signal(str)
    settings_requested = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._icons = theme, icons
        self._buttons: list[RailButton] = []
        self._is_narrow = False
        self.setProperty("pane", "window")
        self.setObjectName("rail")
        self.setAccessibleName("Pages")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 8)
        layout.setSpacing(4)
        self._pages = {name: self._button(text, icon, action) for name, text, icon, action in _PAGES}
        for name, button in self._pages.items():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _checked=False, name=name: self.page_chosen.emit(name))
            layout.addWidget(button)
        layout.addStretch(1)
        settings = self._button("Settings", "settings", "settings")
        settings.clicked.connect(self.settings_requested)
        layout.addWidget(settings)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_page(self, name: str) -> None:
        """Mark the page that is shown; Tab stops at it, the arrow keys go from one page to the next."""
        for page, button in self._pages.items():
            button.setChecked(page == name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if page == name else Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self._pages[name])

    def set_narrow(self, is_narrow: bool) -> None:
        """Icons only where the window has little room."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._on_theme_changed()

    def _button(self, text: str, icon: str, action: str) -> RailButton:
        button = RailButton(self._theme, self._icons, text, icon, self)
        button.setToolTip(f"{text}  {key_text(action)}")
        self._buttons.append(button)
        return button

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFixedWidth(self._theme.px(_NARROW if self._is_narrow else _WIDE))
        for button in self._buttons:
            button.fit(is_narrow=self._is_narrow)
