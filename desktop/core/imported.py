"""The libraries that were imported from a zip: each a folder of the data folder, there whole or not at all.

Hides the folder that is filled beside them first. Files are written, nothing in them is run.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from desktop.core import files
from desktop.core.errors import PackError, StateError
from desktop.core.zip_format import MOST_ARCHIVE_BYTES, LeftOut, UnfitZipError, is_text
from desktop.core.zip_reading import ZipReading
from desktop.core.zip_writing import GoesOn, portable

NAME = "Imported libraries"
_FILLING, _DELETED = ".filling-", ".deleted-"
_STALE_S = 3600.0


@dataclass(frozen=True, slots=True)
class Imported:
    """A library that was taken."""

    folder: Path
    files: int
    left_out: tuple[LeftOut, ...]


class ImportedLibraries:
    """One folder of libraries."""

    def __init__(self, data_dir: Path) -> None:
        """The folder is made with the first library."""
        self.folder = data_dir / NAME

    def folders(self) -> tuple[Path, ...]:
        """What was imported, by name."""
        try:
            with os.scandir(self.folder) as found:
                names = [entry.name for entry in found if entry.is_dir(follow_symlinks=False)]
        except OSError:
            return ()
        return tuple(self.folder / name for name in sorted(names) if not name.startswith("."))

    def holds(self, folder: Path) -> bool:
        """Whether a folder is a library or lies in one; links are followed first."""
        return self.around(folder) is not None

    def around(self, folder: Path) -> Path | None:
        """The library that a folder is or lies in; links are followed first."""
        try:
            inner = folder.resolve().relative_to(self.folder.resolve())
        except (OSError, RuntimeError, ValueError):
            return None
        is_library = bool(inner.parts) and not inner.parts[0].startswith(".")
        return self.folder / inner.parts[0] if is_library else None

    def put_aside(self, library: Path) -> Path:
        """Take a library off the list at once; ``remove`` takes what this returns. Raises StateError.

        What is no library of this folder, or only a link, is refused.
        """
        if library not in self.folders():
            raise StateError(f"“{library.name}” is not among the imported libraries. Nothing was deleted.")
        try:
            aside = Path(tempfile.mkdtemp(prefix=_DELETED, dir=self.folder))
            library.rename(aside / library.name)
            files.sync_folder(self.folder)
        except OSError as error:
            raise StateError(files.refused(library, error)) from None
        return aside

    @staticmethod
    def remove(aside: Path) -> None:
        """Delete what was put aside; what does not go now goes with a later import."""
        shutil.rmtree(aside, ignore_errors=True)

    def take(self, archive: Path, goes_on: GoesOn) -> Imported | None:
        """Import a zip as a new folder; None where it was stopped. A number makes its name one that is free.

        Raises PackError for an archive that is not taken, StateError where it cannot be written. Whatever
        happens, the folder is there whole or not at all.
        """
        try:
            reading = ZipReading(files.read(archive, MOST_ARCHIVE_BYTES))
            if not any(entry.name.endswith(".py") for entry in reading.entries):
                raise UnfitZipError("holds no Python file")
            return self._fill(reading, portable(reading.root or archive.stem), goes_on)
        except UnfitZipError as error:
            raise PackError(f"“{archive.name}” {error}. Nothing of it was imported.") from None
        except files.UnfitFileError as error:
            raise PackError(f"“{archive.name}” was not imported: {error}.") from None
        except OSError as error:
            raise PackError(f"“{archive}” cannot be read: {files.reason(error)}.") from None

    def _fill(self, reading: ZipReading, name: str, goes_on: GoesOn) -> Imported | None:
        temporary: Path | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._remove_stale()
            temporary = Path(tempfile.mkdtemp(prefix=_FILLING, dir=self.folder))
            written = _write(reading, temporary, goes_on)
            if written is None:
                return None
            count, left_out = written
            return Imported(self._named(temporary, name), count, (*reading.left_out, *left_out))
        except OSError as error:
            raise StateError(files.refused(self.folder, error)) from None
        finally:
            if temporary is not None:  # after the renaming there is nothing under this name
                shutil.rmtree(temporary, ignore_errors=True)

    def _named(self, filled: Path, name: str) -> Path:
        """The folder under its own name. Raises OSError."""
        with files.locked(self.folder / ".lock"):
            taken = {entry.name.casefold() for entry in self.folder.iterdir()}
            names = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
            free = self.folder / next(each for each in names if each.casefold() not in taken)
            filled.rename(free)
        files.sync_folder(self.folder)
        return free

    def _remove_stale(self) -> None:
        """What was left when the application was killed; a living import ends long before it is stale."""
        for aside in self.folder.glob(f"{_DELETED}*"):
            self.remove(aside)
        for leftover in self.folder.glob(f"{_FILLING}*"):
            with contextlib.suppress(OSError):
                if time.time() - leftover.stat().st_mtime > _STALE_S:
                    shutil.rmtree(leftover)


def _write(reading: ZipReading, folder: Path, goes_on: GoesOn) -> tuple[int, list[LeftOut]] | None:
    """Every file below ``folder``, on disk when this returns. Raises UnfitZipError, OSError."""
    folders, left_out, count = {folder}, [], 0
    for done, entry in enumerate(reading.entries, 1):
        data = reading.read(entry)
        if is_text(data):
            file = folder.joinpath(*entry.parts)
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.update(file.parents[: len(entry.parts)])
            _write_new(file, data)
            count += 1
        else:
            left_out.append(LeftOut(entry.name, "no UTF-8 text"))
        if not goes_on(done, len(reading.entries)):
            return None
    for each in folders:
        files.sync_folder(each)
    return count, left_out


def _write_new(file: Path, data: bytes) -> None:
    """Never over another file, and never through a link."""
    with file.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
