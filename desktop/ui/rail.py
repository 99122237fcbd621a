"""The rail at the left edge: the pages of the window and the settings.

Emits what was asked for; which page is shown is decided by the window.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.ui.actions import key_text
from desktop.ui.icons import Icons
from desktop.ui.labels import set_font
from desktop.ui.theme import Theme

_WIDE, _NARROW = 68, 48
_ICON = 20
_PAGES = (
    ("library", "Library", "book-open", "page_library"),
    ("progress", "Progress", "chart-no-axes-column", "page_progress"),
    ("activity", "Activity", "scroll-text", "page_activity"),
)


class Rail(QFrame):
    """Buttons for the pages, one above the other, and Settings at the bottom."""

    page_chosen = Signal(str)
    settings_requested = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._icons = theme, icons
        self._buttons: dict[QToolButton, tuple[str, str]] = {}
        self._is_narrow = False
        self.setProperty("pane", "window")
        self.setObjectName("rail")
        self.setAccessibleName("Pages")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 8)
        layout.setSpacing(4)
        group = QButtonGroup(self)
        self._pages = {name: self._button(text, icon, action) for name, text, icon, action in _PAGES}
        for name, button in self._pages.items():
            button.setCheckable(True)
            group.addButton(button)
            button.clicked.connect(lambda _checked=False, name=name: self.page_chosen.emit(name))
            layout.addWidget(button)
        layout.addStretch(1)
        settings = self._button("Settings", "settings", "settings")
        settings.clicked.connect(self.settings_requested)
        layout.addWidget(settings)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_page(self, name: str) -> None:
        """Mark the page that is shown."""
        for page, button in self._pages.items():
            button.setChecked(page == name)
        self.setFocusProxy(self._pages[name])

    def set_narrow(self, is_narrow: bool) -> None:
        """Icons only where the window has little room."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._on_theme_changed()

    def _button(self, text: str, icon: str, action: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(f"{text}  {key_text(action)}")
        button.setAccessibleName(text)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[button] = (text, icon)
        return button

    @Slot()
    def _on_theme_changed(self) -> None:
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if self._is_narrow
            else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        )
        self.setFixedWidth(self._theme.px(_NARROW if self._is_narrow else _WIDE))
        for button, (_text, icon) in self._buttons.items():
            size = self._theme.px(_ICON)
            button.setToolButtonStyle(style)
            button.setIcon(self._icons.icon(icon, "text2", size))
            button.setIconSize(QSize(size, size))
            set_font(button, self._theme.font("caption"))
            button.setFixedHeight(self._theme.px(36 if self._is_narrow else 50))
