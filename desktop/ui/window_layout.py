"""How the window is divided at a given width, by the table of the design.

Values only; the window applies them.
"""

from __future__ import annotations

from dataclasses import dataclass

_LOW_HEIGHT = 700


@dataclass(frozen=True, slots=True)
class WindowLayout:
    """Sizes are those of 100 %. ``shares_side``: library and guide take turns in one place."""

    library_width: int
    is_rail_narrow: bool
    is_compact: bool
    is_low: bool
    shares_side: bool


def layout_for(width: int, height: int) -> WindowLayout:
    """The division for a window of this size, in logical pixels at normal text size."""
    if width >= 1920:
        library = 340
    elif width >= 1320:
        library = 300
    elif width >= 1000:
        library = 260
    else:
        library = 232
    return WindowLayout(
        library_width=library,
        is_rail_narrow=width < 1000,
        is_compact=width < 1000,
        is_low=height < _LOW_HEIGHT,
        shares_side=width < 1320,
    )
