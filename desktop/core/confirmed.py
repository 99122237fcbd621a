"""Which weaker settings of a ``config.yaml`` the learner has confirmed, in a small file of the data folder.

A file that cannot be read or holds something else confirms nothing, which is the safe side.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from desktop.core import files

_MAX_BYTES = 1_000_000


class Confirmed:
    """The confirmed values of one settings file."""

    def __init__(self, file: Path, settings_file: Path) -> None:
        """``file`` holds the confirmations of every settings file of this learner."""
        self._file = file
        self._name = str(settings_file)

    def values(self) -> dict[str, object]:
        """The confirmed value of each key, as the file holds it now; lists as tuples."""
        entries = self._read().get(self._name)
        if not isinstance(entries, dict):
            return {}
        return {key: tuple(value) if isinstance(value, list) else value for key, value in entries.items()}

    def remember(self, key: str, value: object) -> None:
        """Confirm a value. Raises OSError."""
        self._write({**self.values(), key: value})

    def forget(self, key: str) -> None:
        """Take a confirmation back, if there is one. Raises OSError."""
        values = self.values()
        if values.pop(key, None) is not None:
            self._write(values)

    def _write(self, values: dict[str, object]) -> None:
        text = json.dumps({**self._read(), self._name: values}, indent=1)
        files.write_atomic(self._file, text.encode())

    def _read(self) -> dict[str, Any]:
        try:
            value = json.loads(files.read(self._file, _MAX_BYTES))
        except (OSError, ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}
