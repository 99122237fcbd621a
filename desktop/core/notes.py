"""The learner's notes: one text file for each example that has one.

Hides where they lie. A note that cannot be read is put aside and told, and never written over.
"""

from __future__ import annotations

import re
from pathlib import Path

from desktop.core import files
from desktop.core.errors import StateError

LONGEST = 100_000
"""Characters of one note."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*/[a-z0-9][a-z0-9_-]*", re.ASCII)
_SUFFIX = ".txt"
_MAX_BYTES = 4 * LONGEST


class Notes:
    """Notes by example id. ``notices``: what was found damaged and what became of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.notices: tuple[str, ...] = ()

    def text(self, example_id: str) -> str:
        """The note, empty where there is none."""
        file = self._file(example_id)
        try:
            return files.read(file, _MAX_BYTES).decode("utf-8", "surrogatepass")
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except (files.UnfitFileError, UnicodeDecodeError) as error:
            self._put_aside(file, str(error) if isinstance(error, OSError) else "it holds no readable text")
        except OSError as error:
            self._tell(f"Your note “{file}” could not be read: {files.reason(error)}.")
        return ""

    def save(self, example_id: str, text: str) -> None:
        """Keep the note, on disk when this returns; without a word in it there is none. Raises StateError."""
        file = self._file(example_id)
        if len(text) > LONGEST:
            raise StateError(
                f"A note takes up to {LONGEST} characters. This one has {len(text)}: shorten it."
            )
        try:
            if text.strip():
                files.write_atomic(file, text.encode("utf-8", "surrogatepass"))
            else:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise StateError(files.refused(file, error)) from None

    def noted(self) -> frozenset[str]:
        """The ids of the examples that have a note."""
        found = (f"{file.parent.name}/{file.stem}" for file in self._folder.glob(f"*/*{_SUFFIX}"))
        return frozenset(filter(_ID.fullmatch, found))

    def _put_aside(self, file: Path, why: str) -> None:
        try:
            where = f"It is kept as “{files.set_aside(file, 'corrupt')}”."
        except OSError as error:
            where = f"It could not be put aside ({files.reason(error)})."
        self._tell(f"Your note “{file.name}” could not be read: {why}. {where}")

    def _tell(self, sentence: str) -> None:
        self.notices = (*self.notices, sentence)

    def _file(self, example_id: str) -> Path:
        if not _ID.fullmatch(example_id):
            raise StateError(f"`{example_id[:100]}` is no example id, so no note of it can be kept.")
        return self._folder / f"{example_id}{_SUFFIX}"
