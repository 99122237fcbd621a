"""Colours and fonts in force, for everything that is drawn.

Hides how "follow the system" is found out, and how the application is restyled at a change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from desktop.ui import assets
from desktop.ui.stylesheet import style_sheet
from desktop.ui.tokens import TOKENS, Look

AUTO = "auto"
BASE_SIZE_PX = 13
_CODE_SIZES_PX = (7, 40)
# What the system is told, so that its title bars and file dialogs match; Unknown gives the choice back to it.
_TITLE_BARS: Mapping[str, Qt.ColorScheme] = {
    Look.LIGHT: Qt.ColorScheme.Light,
    Look.DARK: Qt.ColorScheme.Dark,
    Look.HIGH_CONTRAST: Qt.ColorScheme.Dark,
}


@dataclass(frozen=True, slots=True)
class _Use:
    """One row of the type table; sizes are those of ``display.font_size: 13``."""

    size_px: int
    line_px: int
    weight: int = 400
    is_mono: bool = False
    is_zoomed: bool = False
    is_tabular: bool = False


_USES: Mapping[str, _Use] = {
    "page": _Use(26, 34, 600),
    "title": _Use(20, 26, 600),
    "title_small": _Use(16, 22, 600),
    "card": _Use(16, 22, 600),
    "section": _Use(14, 20, 600),
    "subsection": _Use(12, 16, 600),
    "prose": _Use(14, 21),
    "prose_strong": _Use(14, 21, 600),
    "body": _Use(13, 18),
    "strong": _Use(13, 18, 600),
    "figures": _Use(13, 18, is_tabular=True),
    "button": _Use(13, 18, 500),
    "caption": _Use(11, 14),
    "caption_strong": _Use(11, 14, 500),
    "caption_figures": _Use(11, 14, is_tabular=True),
    "code": _Use(13, 21, is_mono=True, is_zoomed=True),
    "console": _Use(13, 19, is_mono=True, is_zoomed=True),
    "console_strong": _Use(13, 19, 600, is_mono=True, is_zoomed=True),
    "line_number": _Use(12, 21, is_mono=True, is_zoomed=True),
    "mono": _Use(13, 18, is_mono=True),
    "mono_small": _Use(12, 18, is_mono=True),
    "mono_caption": _Use(11, 14, is_mono=True),
}


class Theme(QObject):
    """The look in force. ``changed`` comes after the application is restyled: repaint and re-tint then."""

    changed = Signal()

    def __init__(self, resources: Path, hints: QStyleHints, parent: QObject | None = None) -> None:
        super().__init__(parent)
        assets.load_fonts(resources)
        self._resources = resources
        self._hints = hints
        self._app: QApplication | None = None
        self._mode = AUTO
        self._font_size_px = BASE_SIZE_PX
        self._zoom_steps = 0
        self._look = self._system_look()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def mode(self) -> str:
        """What was asked for: ``auto``, ``light``, ``dark`` or ``high-contrast``."""
        return self._mode

    @property
    def look(self) -> Look:
        """What is in force."""
        return self._look

    @property
    def tokens(self) -> Mapping[str, str]:
        """Name to ``#RRGGBB`` for the look in force."""
        return TOKENS[self._look]

    @property
    def scale(self) -> float:
        """``display.font_size`` against its normal size."""
        return self._font_size_px / BASE_SIZE_PX

    @property
    def code_zoom(self) -> int:
        """Steps of one pixel that code and console are bigger (or, negative, smaller) than normal."""
        return self._zoom_steps

    @property
    def code_zoom_percent(self) -> int:
        """The size of code against its normal size, for the status bar."""
        return round(100 * self._pixels(_USES["code"]) / (_USES["code"].size_px * self.scale))

    def color(self, name: str) -> QColor:
        """The colour of a token."""
        return QColor(self.tokens[name])

    def font(self, use: str) -> QFont:
        """The font of a row of the type table, at the size in force."""
        row = _USES[use]
        font = QFont(assets.MONO if row.is_mono else assets.SANS)
        font.setPixelSize(self._pixels(row))
        font.setWeight(QFont.Weight(row.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        if row.is_mono:
            font.setFeature(QFont.Tag("calt"), 0)
            font.setStyleHint(QFont.StyleHint.Monospace)
        if row.is_tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def line_height(self, use: str) -> int:
        """Pixels from one baseline to the next."""
        row = _USES[use]
        return round(row.line_px * self._pixels(row) / row.size_px)

    def px(self, size: int) -> int:
        """A length of the specification, grown with ``display.font_size``."""
        return round(size * self.scale)

    def set_mode(self, mode: str) -> None:
        """``auto`` follows the system's colour scheme and contrast while it lasts."""
        self._mode = AUTO if mode == AUTO else Look(mode).value
        self._hints.setColorScheme(_TITLE_BARS.get(self._mode, Qt.ColorScheme.Unknown))
        self._resolve()

    def set_font_size(self, px: int) -> None:
        """``display.font_size``: the size of ordinary text; everything else keeps its proportion."""
        if px != self._font_size_px:
            self._font_size_px = px
            self._restyle()

    def set_code_zoom(self, steps: int) -> None:
        """Makes code and console ``steps`` pixels bigger than normal, within 7 to 40 pixels."""
        low, high = _CODE_SIZES_PX
        normal = round(_USES["code"].size_px * self.scale)
        steps = max(low - normal, min(high - normal, steps))
        if steps != self._zoom_steps:
            self._zoom_steps = steps
            self.changed.emit()

    def apply(self, app: QApplication) -> None:
        """Styles ``app`` now and at every later change."""
        app.setStyle("Fusion")
        self._app = app
        self._style_app()

    def _pixels(self, row: _Use) -> int:
        pixels = round(row.size_px * self.scale)
        return max(_CODE_SIZES_PX[0], pixels + self._zoom_steps) if row.is_zoomed else pixels

    def _system_look(self) -> Look:
        if self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return Look.HIGH_CONTRAST
        return Look.DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else Look.LIGHT

    @Slot()
    def _on_system_changed(self) -> None:
        if self._mode == AUTO:
            self._resolve()

    def _resolve(self) -> None:
        look = self._system_look() if self._mode == AUTO else Look(self._mode)
        if look != self._look:
            self._look = look
            self._restyle()

    def _restyle(self) -> None:
        self._style_app()
        self.changed.emit()

    def _style_app(self) -> None:
        if self._app is None:
            return
        self._app.setPalette(palette(self.tokens))
        self._app.setFont(self.font("body"))
        images = assets.style_sheet_images(self._resources, self._look)
        self._app.setStyleSheet(
            style_sheet(self.tokens, images, self.px, thick=self._look == Look.HIGH_CONTRAST)
        )


def palette(tokens: Mapping[str, str]) -> QPalette:
    """The palette for what style sheets do not reach: delegates, menus, native dialogs."""
    role = QPalette.ColorRole
    names = {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "sunken",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "error",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.Highlight: "selected",
        role.HighlightedText: "text",
        role.PlaceholderText: "text3",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Accent: "accent",
        role.Light: "surface",
        role.Midlight: "hover",
        role.Mid: "edge",
        role.Dark: "outline",
        role.Shadow: "text3",
    }
    result = QPalette()
    for color_role, name in names.items():
        result.setColor(color_role, QColor(tokens[name]))
    for color_role in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, color_role, QColor(tokens["disabled"]))
    return result
