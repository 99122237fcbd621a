"""The libraries: the bundled one, and the folder that is open in its place.

Hides how a folder is read; each example is found here, whichever library it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.catalog import Catalog
from desktop.core.errors import ExplorerError
from desktop.core.example import Chapter, Example, Pack
from desktop.core.folder import Listing, titled
from desktop.core.foreign import read_file
from desktop.core.header import docstring
from desktop.core.own_programs import OwnPrograms
from desktop.core.paths import Paths, base_interpreter
from desktop.core.search import Search
from desktop.services.folder_reader import FolderReader, Shelf
from desktop.services.garbage import take_back
from desktop.services.searcher import Searcher


class Libraries(QObject):
    """What can be opened, and which library is shown."""

    changed = Signal()
    """Another library is shown, or the one that is shown was read to its end."""
    chapters_changed = Signal(object)
    """Chapters of the library that is shown, with other titles and findings than before."""
    progressed = Signal()
    """``progress`` is another now."""
    notice = Signal(str)
    """One sentence for the learner."""

    def __init__(
        self,
        bundled: Pack,
        own: OwnPrograms,
        paths: Paths,
        interpreter: Callable[[], Path],
        parent: QObject | None = None,
    ) -> None:
        """``interpreter``: the Python of the examples, or it raises an ExplorerError."""
        super().__init__(parent)
        self._paths, self._interpreter = paths, interpreter
        self.bundled = Catalog(bundled)
        """The library that comes with the application, without the learner's own programs."""
        self.own = own
        self._home = self._shelf = self._home_shelf()
        self.searcher = Searcher(self)
        self._reader: FolderReader | None = None
        self.folder: Path | None = None
        """The folder that is shown in place of the bundled library."""
        self.progress: tuple[int, int] | None = None
        """Files that were looked at and all files while a folder is read; all is 0 while not known."""

    @property
    def catalog(self) -> Catalog:
        """The library that is shown."""
        return self._shelf.catalog

    @property
    def search(self) -> Search:
        """Finds examples of the library that is shown."""
        return self._shelf.search

    def catalog_of(self, example: Example) -> Catalog | None:
        """The library that holds an example; None of a file that was opened alone."""
        return next((each for each in (self.catalog, self.bundled) if example.id in each), None)

    def example(self, target: str) -> Example:
        """The example with this id, or the Python file at this path. Raises UnknownTargetError."""
        if self.own.holds(Path(target)):
            return self.own.read(Path(target))
        if target in self.catalog:
            listed = self.catalog.example(target)
            if listed.is_own:
                return self.own.read(listed.entry)
            return self._from_folder(listed) if listed.is_foreign else listed
        if target.endswith(".py") or Path(target).is_absolute():
            example = read_file(Path(target))
            in_folder = example.id in self.catalog
            return self._from_folder(self.catalog.example(example.id)) if in_folder else example
        return self.bundled.example(target)

    def _from_folder(self, listed: Example) -> Example:
        """As it is on the disk now; what was found out before only counts for the same bytes."""
        example = read_file(listed.entry)
        if example.digest == listed.digest:
            return listed
        return titled(replace(example, number=listed.number), docstring(example.code(example.entry)))

    # ---- the learner's own programs ----

    def create(self, name: str = "Program", text: str = "") -> Path:
        """Make a program of the learner's own. Raises StateError, as what follows."""
        file = self.own.create(name, text)
        self._own_changed()
        return file

    def rename(self, example: Example, name: str) -> Path:
        """Give an own program another name."""
        file = self.own.rename(example.entry, name)
        self._own_changed()
        return file

    def delete(self, example: Example) -> Callable[[], Path]:
        """Delete an own program; what is returned brings it back."""
        kept = self.own.delete(example.entry)
        self._own_changed()

        def undo() -> Path:
            file = self.own.undo_delete(kept)
            self._own_changed()
            return file

        return undo

    def _own_changed(self) -> None:
        self._home = self._home_shelf()
        if self.folder is None:
            self._show(self._home)

    def _home_shelf(self) -> Shelf:
        """The learner's own programs, then the bundled library."""
        pack = self.bundled.pack
        chapters = (*self.own.chapters(), *pack.chapters)
        catalog = Catalog(replace(pack, chapters=chapters))
        return Shelf(catalog, Search(catalog.examples, catalog.chapters))

    # ---- the folder ----

    def open_folder(self, folder: Path) -> None:
        """Show a folder in place of what is shown; it is read beside the window."""
        self._drop_reader()
        self.folder, self.progress = folder, (0, 0)
        self._show(_empty(folder))
        take_back()
        reader = self._reader = FolderReader(folder, self._python(), self._paths, self)
        reader.listed.connect(self._on_reader_listed)
        reader.examined.connect(self._on_reader_examined)
        reader.progressed.connect(self._on_reader_progressed)
        reader.finished.connect(self._on_reader_finished)
        reader.failed.connect(self._on_reader_failed)
        reader.start()

    def stop_reading(self) -> None:
        """Look at no more files; what is known stays."""
        if self._reader is not None:
            self._reader.stop()

    def close_folder(self) -> None:
        """Show the bundled library again."""
        if self.folder is None:
            return
        self._drop_reader()
        self.folder = None
        self._show(self._home)
        take_back()

    def close(self) -> None:
        """Read no more; nothing follows."""
        self._drop_reader()
        for reader in self.findChildren(FolderReader):
            reader.wait()
            reader.close()
        self.searcher.close()
        self._shelf.close()
        take_back()

    def _python(self) -> Path:
        try:
            return self._interpreter()
        except ExplorerError:  # a run says what is wrong with it
            return base_interpreter()

    def _drop_reader(self) -> None:
        reader, self._reader = self._reader, None
        self.progress = None
        if reader is not None:
            reader.stop()

    def _show(self, shelf: Shelf) -> None:
        self._shelf.close()
        self._shelf = shelf
        self.changed.emit()

    @Slot(object, object)
    def _on_reader_listed(self, reader: FolderReader, shelf: Shelf) -> None:
        if reader is self._reader:
            self._show(shelf)

    @Slot(object, object, object)
    def _on_reader_examined(
        self, reader: FolderReader, catalog: Catalog, chapters: tuple[Chapter, ...]
    ) -> None:
        if reader is self._reader:
            self._shelf = Shelf(catalog, self._shelf.search)
            self.chapters_changed.emit(chapters)

    @Slot(object, int, int)
    def _on_reader_progressed(self, reader: FolderReader, done: int, total: int) -> None:
        if reader is self._reader:
            self.progress = (done, total)
            self.progressed.emit()

    @Slot(object, object)
    def _on_reader_finished(self, reader: FolderReader, shelf: Shelf) -> None:
        is_current = reader is self._reader
        self._end_reading(reader)
        if is_current:
            self._show(shelf)
            for sentence in shelf.catalog.pack.notices:
                self.notice.emit(sentence)
        else:
            shelf.close()

    @Slot(object, str)
    def _on_reader_failed(self, reader: FolderReader, sentence: str) -> None:
        is_current = reader is self._reader
        self._end_reading(reader)
        if is_current:
            self.close_folder()
            self.notice.emit(sentence)

    def _end_reading(self, reader: FolderReader) -> None:
        """It has said its last word."""
        if reader is self._reader:
            self._reader = self.progress = None
        reader.wait()
        reader.deleteLater()


def _empty(folder: Path) -> Shelf:
    catalog = Catalog(Listing(folder).pack(()))
    return Shelf(catalog, Search(()))
