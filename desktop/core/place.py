"""Where a program from elsewhere stands: the folder that its imports begin at, and its package in there.

Reads its text and looks for folders and ``__init__.py``; imports and runs nothing.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from desktop.core.syntax import Program

_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Place:
    """How the imports of a program are looked up.

    ``folder`` is the program's own, ``root`` is it or holds it. ``package`` is the dotted name of a program
    that imports relatively: it runs as ``python -m`` would run it in ``root``; ``""`` for any other, whose
    ``folder`` is looked at first and whose ``root`` is looked at last, so that a file there never takes the
    place of one of Python's own modules. ``is_needed``: without ``root`` something is not found.
    ``shown``: what a confined run may read; where ``root`` lies around what was opened, the package alone.
    """

    folder: Path
    root: Path
    shown: Path
    package: str = ""
    is_needed: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the package."""
        return tuple(self.package.split(".")) if self.package else ()

    @property
    def starts(self) -> tuple[Path, ...]:
        """Where absolute imports are looked up."""
        return (self.root,) if self.package or self.root == self.folder else (self.folder, self.root)


def alone(file: Path) -> Place:
    """As Python runs a script: its own folder is all there is."""
    return Place(file.parent, file.parent, file.parent)


def place_of(file: Path, text: str, library: Path | None) -> Place:
    """The place of a file in the folder that is open as a library, if it lies in one, or in its own package.

    The outermost folder with an ``__init__.py`` says where packages begin, else the library does.
    """
    folder = file.parent
    outer = _around_packages(folder)
    shelf = library if library is not None and folder.is_relative_to(library) else folder
    program = None if folder == outer == shelf else Program.of(text)
    if program is None:
        return alone(file)
    levels = max((node.level for node in program.nodes[ast.ImportFrom]), default=0)
    if levels:
        return _in_package(file, (outer, shelf), shelf, levels)
    names = {found.dotted.partition(".")[0] for found in program.imports}
    if not names.isdisjoint(folder.relative_to(outer).parts[:1]):  # it names the package that it lies in
        return Place(folder, outer, _shown(folder, outer, shelf), is_needed=True)
    return Place(folder, shelf, shelf, is_needed=any(_holds(shelf, name, but_not=folder) for name in names))


def _around_packages(folder: Path) -> Path:
    for _step in range(_DEEPEST):
        if folder.parent == folder or not (folder / "__init__.py").is_file():
            break
        folder = folder.parent
    return folder


def _in_package(file: Path, roots: tuple[Path, ...], shelf: Path, levels: int) -> Place:
    """Below the first root that is as many folders away as the imports go up."""
    folder = file.parent
    for root in roots:
        parts = folder.relative_to(root).parts
        if len(parts) >= levels and not any("." in part for part in parts):
            return Place(folder, root, _shown(folder, root, shelf), ".".join(parts), is_needed=True)
    return alone(file)


def _shown(folder: Path, root: Path, shelf: Path) -> Path:
    """``shelf`` is what was opened."""
    return root if root.is_relative_to(shelf) else root / folder.relative_to(root).parts[0]


def _holds(root: Path, name: str, *, but_not: Path) -> bool:
    """Whether a module or package is found in ``root`` alone."""
    return name.isidentifier() and _has(root, name) and not _has(but_not, name)


def _has(folder: Path, name: str) -> bool:
    return (folder / f"{name}.py").is_file() or (folder / name).is_dir()
