"""The learner's own copies of example files; the originals are never touched.

Hides where the copies lie, and that a restore only puts them aside.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from desktop.core import files
from desktop.core.errors import StateError

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*/[a-z0-9][a-z0-9_-]*", re.ASCII)
_PART = r"[^/\\.\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]*"  # any name a file may have but hidden ones
_FILE = re.compile(rf"(?:{_PART}/)*{_PART}")
_ASIDE = ".restored-"
_CORRUPT = ".corrupt-"
_KEPT_ASIDE = 20
_LONGEST = 1000  # characters; each part of it has its own limit in every system
_MAX_BYTES = 10_000_000  # the window opens no original of a tenth of this


class Edits:
    """Edited texts by example id and file name (``main.py``, ``part/x.py``); each save is atomic."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.notices: tuple[str, ...] = ()

    def text(self, example_id: str, file_name: str) -> str | None:
        """The edited text, None where there is none. A damaged copy is put aside and told in ``notices``."""
        file = self._file(example_id, file_name)
        try:
            data = files.read(file, _MAX_BYTES)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except files.UnfitFileError as error:
            self._put_aside(file, str(error))
            return None
        except OSError as error:
            self._tell(f"Your copy “{file}” could not be read: {files.reason(error)}. The original is shown.")
            return None
        try:
            return _decoded(data)
        except UnicodeDecodeError:
            self._put_aside(file, "it holds no readable text")
            return None

    def _put_aside(self, file: Path, why: str) -> None:
        try:
            where = f"It is kept as “{files.set_aside(file, 'corrupt')}”"
        except OSError as error:
            where = f"It could not be put aside ({files.reason(error)})"
        self._tell(f"Your copy “{file.name}” could not be read: {why}. {where}; the original is shown.")

    def _tell(self, sentence: str) -> None:
        self.notices = (*self.notices, sentence)

    def save(self, example_id: str, file_name: str, text: str) -> None:
        """Keep the text; on disk when this returns. Raises StateError, the copy before it is kept then."""
        file = self._file(example_id, file_name)
        try:
            files.write_atomic(file, text.encode("utf-8", "surrogatepass"))
        except OSError as error:
            raise StateError(files.refused(file, error)) from None

    def discard(self, example_id: str, file_name: str) -> None:
        """Forget the copy of one file, because it says what the original says. Raises StateError."""
        file = self._file(example_id, file_name)
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StateError(files.refused(file, error)) from None

    def restore(self, example_id: str) -> dict[str, str]:
        """Back to the original: puts all copies of the example aside and returns their texts by file name."""
        folder = self._example_folder(example_id)
        removed = {
            name: text for name in _copies(folder) if (text := self.text(example_id, name)) is not None
        }
        if folder.is_dir():
            self._rename(folder, _aside(folder, _last_number(folder) + 1))
            self._prune(folder)
        return removed

    def undo_restore(self, example_id: str) -> bool:
        """Bring back what the last restore put aside.

        A copy made since is put below all others, so that doing this again goes one further back, and round.
        """
        folder = self._example_folder(example_id)
        numbers = _numbers(folder)
        if not numbers:
            return False
        last = numbers[-1]
        if folder.is_dir():
            if numbers[0] == 1:
                for number in reversed(numbers):
                    self._rename(_aside(folder, number), _aside(folder, number + 1))
                last += 1
            self._rename(folder, _aside(folder, 1 if numbers[0] == 1 else numbers[0] - 1))
        self._rename(_aside(folder, last), folder)
        return True

    def edited(self) -> frozenset[str]:
        """The ids of the examples that have a copy."""
        return frozenset(
            f"{folder.parent.name}/{folder.name}"
            for folder in self._folder.glob("*/*")
            if _ID.fullmatch(f"{folder.parent.name}/{folder.name}") and _copies(folder)
        )

    def _rename(self, source: Path, target: Path) -> None:
        try:
            source.rename(target)
            files.sync_folder(source.parent)
        except OSError as error:
            raise StateError(files.refused(source, error)) from None

    def _prune(self, folder: Path) -> None:
        for number in _numbers(folder)[:-_KEPT_ASIDE]:
            shutil.rmtree(_aside(folder, number), ignore_errors=True)

    def _example_folder(self, example_id: str) -> Path:
        if not _ID.fullmatch(example_id):
            raise StateError(f"`{example_id[:100]}` is no example id, so no copy of it can be kept.")
        return self._folder / example_id

    def _file(self, example_id: str, file_name: str) -> Path:
        if not _FILE.fullmatch(file_name) or len(file_name) > _LONGEST:
            raise StateError(
                f"`{file_name[:100]}` is no file name of an example, so no copy of it can be kept."
            )
        folder = self._example_folder(example_id)
        file = folder / file_name
        if not file.is_relative_to(folder):  # "C:name" on Windows
            raise StateError(
                f"`{file_name[:100]}` does not lie beside its example, so no copy of it can be kept."
            )
        return file


def _decoded(data: bytes) -> str:
    """A file of NUL bytes only is what a power cut leaves of a file that was being written elsewhere."""
    if data and not data.strip(b"\0"):
        raise UnicodeDecodeError("utf-8", data, 0, 1, "only NUL bytes")
    return data.decode("utf-8", "surrogatepass")


def _copies(folder: Path) -> list[str]:
    names = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
    return [name for name in names if _FILE.fullmatch(name) and _CORRUPT not in name]


def _aside(folder: Path, number: int) -> Path:
    return folder.with_name(f"{folder.name}{_ASIDE}{number}")


def _numbers(folder: Path) -> list[int]:
    found = (path.name.rpartition("-")[2] for path in folder.parent.glob(f"{folder.name}{_ASIDE}*"))
    return sorted(int(number) for number in found if number.isdecimal())


def _last_number(folder: Path) -> int:
    return max(_numbers(folder), default=0)
