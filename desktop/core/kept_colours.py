"""The colours of the code that was in front at the end, so that the next start shows them before it can lex.

Hides the file. Losing it, or finding another text or version in it, costs a moment without colours.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from desktop import __version__
from desktop.core import files
from desktop.core.colouring import Packed, is_packed

_MAX_BYTES = 2_000_000


class KeptColours:
    """Of one text: a later one takes its place."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, text: str) -> list[Packed] | None:
        """What was kept of exactly this text, line by line."""
        try:
            kept = json.loads(files.read(self._file, _MAX_BYTES))
            found = [tuple(line) for line in kept["lines"]]
            is_same = kept["version"] == __version__ and kept["text"] == text
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None
        return found if is_same and all(map(is_packed, found)) else None

    def keep(self, text: str, lines: list[Packed]) -> None:
        """For the next start; a text that is long, or cannot be written, is not kept."""
        kept = json.dumps({"version": __version__, "text": text, "lines": lines}).encode()
        if len(kept) <= _MAX_BYTES:
            with contextlib.suppress(OSError):
                files.write_atomic(self._file, kept)
