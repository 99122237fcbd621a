"""Line icons in the colours of the theme.

Hides the SVG files, the tinting and the cache; delegates get finished pixmaps and never render a drawing.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui import assets
from desktop.ui.theme import Theme

_RATIOS = (1.0, 2.0)
_Key = tuple[str, str, int, float, bool]


class Icons(QObject):
    """Pixmaps and icons by name, for the look in force: ask again when that changes."""

    def __init__(self, resources: Path, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resources = resources
        self._theme = theme
        self._drawings: dict[str, str] = {}
        self._pixmaps: dict[_Key, QPixmap] = {}
        theme.changed.connect(self._on_theme_changed)

    def pixmap(self, name: str, token: str, size: int, dpr: float, filled: bool = False) -> QPixmap:
        """The drawing in a token's colour, ``size`` logical pixels square, for a screen of ``dpr``."""
        key = (name, token, size, dpr, filled)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(key)
        return self._pixmaps[key]

    def icon(self, name: str, token: str = "text2", size: int = 16, *, filled: bool = False) -> QIcon:
        """Normal, disabled and "on" (accent) drawings in one."""
        icon = QIcon()
        for dpr in _RATIOS:
            for mode, state, shade in (
                (QIcon.Mode.Normal, QIcon.State.Off, token),
                (QIcon.Mode.Disabled, QIcon.State.Off, "disabled"),
                (QIcon.Mode.Normal, QIcon.State.On, "accent"),
                (QIcon.Mode.Disabled, QIcon.State.On, "disabled"),
            ):
                icon.addPixmap(self.pixmap(name, shade, size, dpr, filled), mode, state)
        return icon

    def _render(self, key: _Key) -> QPixmap:
        name, token, size, dpr, filled = key
        color = self._theme.tokens[token]
        text = self._drawing(name)
        if filled:
            text = text.replace('fill="none"', f'fill="{color}"', 1)
        renderer = QSvgRenderer(QByteArray(text.replace("currentColor", color).encode()))
        if not renderer.isValid():
            raise assets.ResourceError(f"The icon “{name}” cannot be drawn. Install the application again.")
        pixels = round(size * dpr)
        pixmap = QPixmap(QSize(pixels, pixels))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap.setDevicePixelRatio(dpr)
        return pixmap

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            self._drawings[name] = assets.svg(self._resources, name)
        return self._drawings[name]

    @Slot()
    def _on_theme_changed(self) -> None:
        self._pixmaps.clear()
