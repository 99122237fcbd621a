"""What every system takes as the name of one file: the rules for names that are typed and unpacked.

Knows no folder and asks no disk.
"""

from __future__ import annotations

import unicodedata

FORBIDDEN = frozenset('<>:"/\\|?*')
"""Characters that some system takes for something else in a name."""
_PORTS = (f"{word}{number}" for word in ("com", "lpt") for number in "0123456789¹²³")
_RESERVED = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS})


def is_reserved(name: str) -> bool:
    """Whether Windows takes the name for a device, whatever comes after its first dot."""
    return name.partition(".")[0].strip().casefold() in _RESERVED


def bad_character(name: str) -> str:
    """The first character that a name cannot hold: forbidden, or one that nobody sees; empty for none."""
    return next((char for char in name if char in FORBIDDEN or not char.isprintable()), "")


def folded(name: str) -> str:
    """Equal for names that are one file somewhere: in another case, or with accents composed otherwise."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
