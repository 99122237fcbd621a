"""The colours of the three themes, each named once.

Forbids colours anywhere else: the style sheet and every painter use these names only.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType


class Look(enum.StrEnum):
    """A theme that can be in force; ``auto`` is a wish and resolves to one of these."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


# name: (light, dark, high contrast). A word instead of a colour means "the same as that token".
_TABLE: dict[str, tuple[str, str, str]] = {
    "window": ("#F5F4F0", "#14161A", "#000000"),
    "surface": ("#FFFFFF", "#1A1D22", "#000000"),
    "sunken": ("#FBFAF8", "#16191D", "#000000"),
    "hover": ("#EDEBE5", "#252930", "#262626"),
    "pressed": ("#E2DFD7", "#2D323A", "#333333"),
    "line": ("#E2E0D9", "#2B3038", "#8C8C8C"),
    "edge": ("#CBC8BF", "#434A56", "#FFFFFF"),
    "outline": ("#8B8982", "#707885", "#FFFFFF"),
    "text": ("#1D2025", "#E3E6EB", "#FFFFFF"),
    "text2": ("#4C515A", "#B0B7C2", "#FFFFFF"),
    "text3": ("#666A72", "#9AA2AF", "#D9D9D9"),
    "disabled": ("#9B9A95", "#646B77", "#9E9E9E"),
    "accent": ("#2457BE", "#86B0FF", "#7FD4FF"),
    "accent_hover": ("#1C4699", "#A5C4FF", "#B5E6FF"),
    "on_accent": ("#FFFFFF", "#0D1522", "#000000"),
    "selected": ("#E3EBFB", "#22304A", "#003A66"),
    "focus": ("#2457BE", "#86B0FF", "#FFE14D"),
    "now": ("#FFF1C7", "#3A3013", "#403200"),
    "now_edge": ("#B47B0B", "#E3B04B", "#FFE14D"),
    "ghost": ("#7A5806", "#E3B95F", "#FFE14D"),
    "ok": ("#07706A", "#4FD3C4", "#5FF0DC"),
    "ok_bg": ("#E1F2EF", "#14312E", "#002B27"),
    "error": ("#B3262F", "#FF8F8A", "#FFB9B4"),
    "error_bg": ("#FBEBEA", "#3A1F21", "#3D0003"),
    "warn": ("#855600", "#EDB95A", "#FFE14D"),
    "warn_bg": ("#FDF2D9", "#352A13", "#332B00"),
    "info": ("#2457BE", "#86B0FF", "#7FD4FF"),
    "info_bg": ("#E3EBFB", "#22304A", "#002B45"),
    "due": ("#6B3FA8", "#C3A2F5", "#E2CCFF"),
    "due_bg": ("#F0EAF9", "#2D2440", "#250045"),
    "m2": ("#559A8E", "#2F7A6F", "#1FA391"),
    "m3": ("#1F7A6D", "#63CFBE", "#5FF0DC"),
    "mshaky": ("#C0701A", "#E59A45", "#FFA94D"),
    "syn_keyword": ("#8A2F8F", "#D79BE8", "#FFB5FF"),
    "syn_string": ("#0B6B58", "#7FCFB4", "#8DF0C8"),
    "syn_number": ("#A3470A", "#F0A774", "#FFC795"),
    "syn_definition": ("#1F54B5", "#86B0FF", "#7FD4FF"),
    "syn_builtin": ("#6247B5", "#B3A5FF", "#D6CDFF"),
    "syn_decorator": ("#855600", "#EDB95A", "#FFE14D"),
    "syn_operator": ("text2", "text2", "text"),
    "syn_comment": ("text3", "text3", "text3"),
    "syn_text": ("text", "text", "text"),
    "ansi_black": ("#1D2025", "text3", "text3"),
    "ansi_red": ("error", "error", "error"),
    "ansi_green": ("#2E6B1F", "#8FD16F", "#9BE87A"),
    "ansi_yellow": ("warn", "warn", "warn"),
    "ansi_blue": ("accent", "accent", "accent"),
    "ansi_magenta": ("syn_keyword", "syn_keyword", "syn_keyword"),
    "ansi_cyan": ("ok", "ok", "ok"),
    "ansi_white": ("text3", "text", "text"),
}


def _resolved(column: int) -> Mapping[str, str]:
    raw = {name: values[column] for name, values in _TABLE.items()}
    return MappingProxyType({name: raw.get(value, value) for name, value in raw.items()})


TOKENS: Mapping[Look, Mapping[str, str]] = MappingProxyType(
    {look: _resolved(column) for column, look in enumerate(Look)}
)


def luminance(color: str) -> float:
    """Relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2)."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
