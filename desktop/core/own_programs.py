"""The learner's own programs: files in the data folder that are made, named, copied and deleted here.

Hides where they lie and that a deleted one is only put aside. A name never leads out of the folder.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from desktop.core import files
from desktop.core.errors import StateError
from desktop.core.example import Chapter, Example
from desktop.core.folder import Listing
from desktop.core.foreign import read_file
from desktop.core.header import docstring
from desktop.core.portable_names import bad_character, is_reserved

TITLE = "My programs"
_ASIDE = ".deleted"
_KEPT_ASIDE = 50
_LONGEST = 60


class OwnPrograms:
    """One folder of programs; the name of a file without ``.py`` is its title."""

    def __init__(self, folder: Path) -> None:
        """The folder is made with the first program."""
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self._folder

    def chapters(self) -> tuple[Chapter, ...]:
        """What is there, as one chapter; none while there is none."""
        if not self._folder.is_dir():
            return ()
        return tuple(
            replace(
                chapter,
                slug=f"own:{chapter.slug}",
                number=0,
                title=TITLE if place == 0 else chapter.title,
                sections=tuple(
                    replace(section, examples=tuple(map(_own, section.examples)))
                    for section in chapter.sections
                ),
            )
            for place, chapter in enumerate(Listing(self._folder).chapters())
        )

    def holds(self, file: Path) -> bool:
        """Whether a file lies in the folder."""
        return file.is_relative_to(self._folder)

    def read(self, file: Path) -> Example:
        """One of them, to be opened. Raises UnknownTargetError."""
        example = read_file(file)
        text = docstring(example.code(example.entry)).strip()
        return replace(_own(example), goal=text.partition("\n")[0], explanation="", digest="")

    def create(self, name: str = "Program", text: str = "") -> Path:
        """Make a program; a number makes the name one that is not taken. Raises StateError."""
        file = self._free(_checked(name))
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StateError(files.refused(file, error)) from None
        self.save(file, text)
        return file

    def save(self, file: Path, text: str) -> None:
        """Keep the text of a program. Raises StateError, the text before it is kept then."""
        try:
            files.write_atomic(file, text.encode("utf-8", "surrogatepass"))
        except OSError as error:
            raise StateError(files.refused(file, error)) from None

    def rename(self, file: Path, name: str) -> Path:
        """Give a program another name. Raises StateError."""
        target = file.with_name(f"{_checked(name)}.py")
        if target == file:
            return file
        is_other_case = target.name.casefold() == file.name.casefold()
        if not is_other_case and target.name.casefold() in self._taken():
            raise StateError(f"There is a program “{target.stem}” already. Give this one another name.")
        self._move(file, target)
        return target

    def delete(self, file: Path) -> Path:
        """Put a program aside; ``undo_delete`` takes what this returns. Raises StateError."""
        aside = self._folder / _ASIDE
        known = [int(entry.name) for entry in aside.iterdir()] if aside.is_dir() else []
        place = aside / str(max(known, default=0) + 1)
        try:
            place.mkdir(parents=True)
        except OSError as error:
            raise StateError(files.refused(place, error)) from None
        self._move(file, place / file.name)
        self._prune(aside, sorted(known))
        return place / file.name

    def undo_delete(self, kept: Path) -> Path:
        """Bring a program back, under its name if that is still free. Raises StateError."""
        file = self._free(kept.stem)
        self._move(kept, file)
        return file

    def _free(self, name: str) -> Path:
        taken = self._taken()
        names = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
        free = next(each for each in names if f"{each}.py".casefold() not in taken)
        return self._folder / f"{free}.py"

    def _taken(self) -> frozenset[str]:
        """Without case: on some systems two names that differ in nothing else are one file."""
        return frozenset(entry.name.casefold() for entry in self._folder.glob("*"))

    @staticmethod
    def _move(source: Path, target: Path) -> None:
        try:
            source.rename(target)
            files.sync_folder(target.parent)
        except OSError as error:
            raise StateError(files.refused(source, error)) from None

    @staticmethod
    def _prune(aside: Path, numbers: list[int]) -> None:
        for number in numbers[: -_KEPT_ASIDE + 1] if len(numbers) >= _KEPT_ASIDE else []:
            for file in (aside / str(number)).iterdir():
                file.unlink(missing_ok=True)
            (aside / str(number)).rmdir()


def _own(example: Example) -> Example:
    return replace(example, title=example.entry.stem, is_own=True)


def _checked(name: str) -> str:
    """A name that every system takes for one file in one folder. Raises StateError."""
    name = name.strip().removesuffix(".py").rstrip(" .")
    if not name:
        raise StateError("A program needs a name. Type one.")
    if len(name) > _LONGEST or len(os.fsencode(name)) > 3 * _LONGEST:
        raise StateError(f"The name is too long. Use {_LONGEST} characters at most.")
    if bad := bad_character(name):
        raise StateError(f"A name cannot hold {bad!a}. Use letters, digits, spaces, “-” and “_”.")
    if name.startswith((".", "-")) or is_reserved(name):
        raise StateError(f"“{name}” cannot be the name of a program on every system. Choose another one.")
    return name
