"""The bar at the bottom of the window: what happened last, what protects a run, and where the cursor is.

Shows plain text it is given; knows no rule.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.sandbox.policy import Tier
from desktop.ui.controls import Button, ElidedLabel, IconLabel, Text, plain_tooltip
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from desktop.ui.tier_words import sentence_of_tier, status_of

_HEIGHT = 26
_ICON = 14


class StatusBar(QFrame):
    """One line: state at the left; tier, Python, cursor and zoom at the right."""

    tier_activated = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.setObjectName("statusBar")
        self.setProperty("pane", "window")
        self._icon = IconLabel(theme, icons, "circle", "text3", _ICON, parent=self)
        self._state = ElidedLabel(theme, "", "body", "text2", parent=self)
        self.tier_button = Button(theme, icons, "", "quiet", "shield-off", small=True)
        self.tier_button.clicked.connect(self.tier_activated)
        self._labels = {
            name: Text(theme, "", "figures", "text2", parent=self) for name in ("python", "cursor", "zoom")
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(7)
        layout.addWidget(self._icon)
        layout.addWidget(self._state, 1)
        layout.addWidget(self.tier_button)
        for label in self._labels.values():
            layout.addSpacing(9)
            layout.addWidget(label)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_state(self, text: str, icon: str = "circle", token: str = "text3") -> None:
        """What happened last, with its icon."""
        self._icon.set_icon(icon, token)
        self._state.set_text(text)

    @property
    def state(self) -> str:
        """What happened last, in words."""
        return self._state.text_whole()

    def set_tier(self, tier: Tier | None, *, is_permissive: bool) -> None:
        """How strongly runs are confined; ``is_permissive``: the learner has switched the sandbox off."""
        label = status_of(tier, is_permissive=is_permissive)
        sentence = sentence_of_tier(tier, is_permissive=is_permissive)
        is_weak = is_permissive or tier is Tier.LIMITS
        icon = ("shield", "text3") if tier is None else ("shield-check", "ok")
        self.tier_button.set_kind("warn" if is_permissive else "quiet")
        self.tier_button.set_icon(*(("shield-off", "warn") if is_weak else icon))
        self.tier_button.setText(label)
        self.tier_button.setToolTip(plain_tooltip(sentence))
        self.tier_button.setAccessibleName(f"Protection: {label}")
        self.tier_button.setAccessibleDescription(sentence)

    def set_python(self, text: str) -> None:
        """The Python that runs the examples."""
        self._labels["python"].setText(text)

    def set_cursor(self, line: int, column: int) -> None:
        """Where the cursor is in the code, both counted from 1."""
        self._labels["cursor"].setText(f"Ln {line}, Col {column}")

    def show_cursor(self, is_shown: bool) -> None:
        """Only a page with code has a cursor in it."""
        self._labels["cursor"].setVisible(is_shown)

    def set_zoom(self, percent: int) -> None:
        """The size of the code."""
        self._labels["zoom"].setText(f"{percent} %")

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))
