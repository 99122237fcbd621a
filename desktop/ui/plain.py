"""Names and paths of strangers made short enough to stand in a sentence of ours.

Cuts characters, never pixels: what is cut stays the same at any size of text.
"""

from __future__ import annotations

ELLIPSIS = "…"


def middle_cut(text: str, most: int) -> str:
    """``text`` in at most ``most`` characters, its middle left out: of a path both ends tell something."""
    if len(text) <= most:
        return text
    end = (most - 1) * 2 // 3
    return f"{text[: most - 1 - end]}{ELLIPSIS}{text[-end:]}"
