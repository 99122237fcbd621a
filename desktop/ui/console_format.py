"""How the console's text looks: streams, colours of programs, links, names of control characters.

Hides the moving of a program's colours until they can be read on the background of the theme.
"""

from __future__ import annotations

import colorsys
import functools

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextFormat

from desktop.core.ansi import Style
from desktop.core.output_lines import Part
from desktop.core.output_store import Source
from desktop.ui.theme import Theme
from desktop.ui.tokens import contrast

_ENOUGH = 4.5
_CUBE = (0, 95, 135, 175, 215, 255)
_TOKENS = {
    Source.OUT: "text",
    Source.ERR: "error",
    Source.TYPED: "text",
    Source.PROMPT: "accent",
    Source.NOTE: "text3",
}


@functools.lru_cache(maxsize=4096)
def readable(color: str, on: str) -> str:
    """``color`` with its lightness moved, as little as needed, until it is 4.5:1 on ``on``."""
    if contrast(color, on) >= _ENOUGH:
        return color
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(color))
    is_darker = contrast("#000000", on) > contrast("#FFFFFF", on)
    for step in range(1, 101):
        moved = lightness * (1 - step / 100) if is_darker else lightness + (1 - lightness) * step / 100
        candidate = _hex(*colorsys.hls_to_rgb(hue, moved, saturation))
        if contrast(candidate, on) >= _ENOUGH:
            return candidate
    return "#000000" if is_darker else "#FFFFFF"


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in (red, green, blue))


def _palette_color(number: int) -> str:
    """Colours 16 to 255 of xterm: a cube of six levels a channel, then 24 greys."""
    if number >= 232:
        return _hex(*[(8 + 10 * (number - 232)) / 255] * 3)
    number -= 16
    return _hex(*[_CUBE[part] / 255 for part in (number // 36, number // 6 % 6, number % 6)])


class ConsoleFormats:
    """Character formats for parts, in the colours of ``theme``; ``forget`` when that changes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._cache: dict[tuple[Source, Style, bool, bool], QTextCharFormat] = {}

    def forget(self) -> None:
        """Drops formats made for other colours or sizes."""
        self._cache.clear()

    def of(self, part: Part, *, is_strong: bool = False) -> QTextCharFormat:
        """The format of a part; ``is_strong`` for the last line of a traceback."""
        key = (part.source, part.style, part.link is not None, is_strong)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > 2000:
                self._cache.clear()
            found = self._cache[key] = self._make(part, is_strong=is_strong)
        return found

    def _make(self, part: Part, *, is_strong: bool) -> QTextCharFormat:
        result = QTextCharFormat()
        style = part.style
        foreground, background = self._colors(part)
        result.setForeground(QColor(foreground))
        if background:
            result.setBackground(QColor(background))
        bright = isinstance(style.fg, str) and style.fg.startswith("bright_")
        if style.bold or bright or is_strong:
            result.setFontWeight(QFont.Weight.DemiBold)
        result.setFontItalic(style.italic)
        result.setFontUnderline(style.underline or part.link is not None)
        if style.control:
            result.setProperty(QTextFormat.Property.FontPixelSize, self._control_pixels())
        return result

    def _control_pixels(self) -> int:
        return max(8, self._theme.font("console").pixelSize() - 3)

    def _colors(self, part: Part) -> tuple[str, str]:
        """Foreground and background; the latter empty where it is the console's own."""
        tokens = self._theme.tokens
        if part.link is not None:
            return tokens["accent"], ""
        if part.style.control:
            return tokens["warn"], ""
        if part.source is Source.TYPED:
            return tokens["text"], tokens["selected"]
        foreground = self._color(part.style.fg) or tokens[_TOKENS[part.source]]
        background = self._color(part.style.bg)
        if part.style.inverse:
            foreground, background = background or tokens["sunken"], foreground
        if background and part.style.fg is None and not part.style.inverse:
            return foreground, readable(background, foreground)
        return readable(foreground, background or tokens["sunken"]), background

    def _color(self, color: str | int | tuple[int, int, int] | None) -> str:
        if color is None:
            return ""
        if isinstance(color, str):
            return self._theme.tokens[f"ansi_{color.removeprefix('bright_')}"]
        if isinstance(color, int):
            return _palette_color(color)
        return _hex(*(channel / 255 for channel in color))
