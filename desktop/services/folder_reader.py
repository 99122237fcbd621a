"""Reads a folder as a library beside the window: lists it, looks at each file, then makes it searchable.

Hides the thread, which nobody waits for: a folder on a network may never answer. What is remembered of the
folder is taken for as long as a file's size and time of change are the same.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.catalog import Catalog
from desktop.core.example import Chapter, Example, Section
from desktop.core.folder import Listing, Remembered, with_answer
from desktop.core.paths import Paths
from desktop.core.search import CodeTexts, NoCode, PlainTexts, Search, code_of, folded
from desktop.services.examiner import Examiner
from desktop.services.garbage import set_aside
from desktop.services.outlet import Outlet

if TYPE_CHECKING:
    from desktop.core.folder_index import FolderIndex

_NEWS_EACH_S = 0.5
_LONGEST_WAIT_S = 2.0
_AT_ONCE = 20
"""Files that are looked at between two looks at the clock."""
_FIRST_SHOWN, _SHOWN_AGAIN = 500, 5_000
"""Files after which those that were found are shown, before all are."""
_MOST_WAITING, _MOST_WAITING_TEXT = 400, 4_000_000
"""Files, and characters of them, that are stored together."""
_MOST_SEARCHED = 64_000_000
"""Characters of code that are searched; of what comes after them only names, titles and goals are."""
_YOUNG_NS = 2_000_000_000
"""A file that was changed so shortly before may change again and keep its time of change."""
_ONLY_NAMES = (
    "This folder holds more than 64 MB of code. The search looks into the first of it, and for the rest at "
    "names and titles."
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A library and how it is searched. ``close`` lets go of what its search needs."""

    catalog: Catalog
    search: Search
    close: Callable[[], None] = lambda: None


class FolderReader(QObject):
    """One reading of one folder. Each signal names it first: news of one that was dropped may still come."""

    listed = Signal(object, object)
    """Shelf: the files that were found so far, by their names; of a large folder the first come first."""
    examined = Signal(object, object, object)
    """Catalog, and those of its chapters that are others now."""
    progressed = Signal(object, int, int)
    """Files that were looked at, and all; all is 0 while that is not known."""
    finished = Signal(object, object)
    """Shelf: with all that there is to know, or as far as it came before it was stopped. To be closed."""
    failed = Signal(object, str)
    """It cannot be read at all; a sentence."""

    def __init__(self, folder: Path, interpreter: Path, paths: Paths, parent: QObject | None = None) -> None:
        """``interpreter``: the Python of the examples. Nothing is read yet."""
        super().__init__(parent)
        self._folder, self._interpreter, self._cache_dir = folder, interpreter, paths.cache_dir
        self._examiner = Examiner(interpreter, paths.code_root, folder)
        self._listing = Listing(folder)
        self._is_stopped = threading.Event()
        self._chapters: list[Chapter] = []
        self._told_at = 0.0
        self._outlet = Outlet()
        self._thread = threading.Thread(target=self._run, name="folder-reader", daemon=True)

    def start(self) -> None:
        """Begin; ``finished`` or ``failed`` follows, unless the folder never answers."""
        self._thread.start()

    def stop(self) -> None:
        """Look at no more files; ``finished`` follows soon."""
        self._is_stopped.set()
        self._examiner.stop()

    def wait(self) -> None:
        """Until the thread has ended, but not for a folder that does not answer."""
        self._thread.join(_LONGEST_WAIT_S)

    def close(self) -> None:
        """Before it is destroyed, whether or not the folder answered: nothing follows."""
        self.stop()
        self._outlet.close()

    def _run(self) -> None:
        from desktop.core.folder_index import FolderIndex  # loads SQLite

        try:
            problem = self._problem()
            if problem:
                self._outlet.tell(lambda: self.failed.emit(self, problem))
                return
            self._read(FolderIndex(self._cache_dir, self._folder, self._interpreter))
        finally:
            self._examiner.close()

    def _read(self, index: FolderIndex) -> None:
        remembered = index.remembered()
        self._listing.remembered = remembered
        self._list()
        intake = _Intake(index, self._listing, self._is_stopped)
        self._examine(intake)
        intake.finish(example for chapter in self._chapters for example in chapter.examples)
        if not self._is_stopped.is_set():
            known = map(self._listing.inner, map(str, self._listing.stamps))
            index.forget(remembered.keys() - set(known))
        code = intake.code(self._catalog().examples)
        shelf = self._shelf(code, index.close)
        set_aside()
        if not self._outlet.tell(lambda: self.finished.emit(self, shelf)):
            index.close()

    def _list(self) -> None:
        shown_next = _FIRST_SHOWN
        for chapter in self._listing.chapters(lambda: not self._is_stopped.is_set()):
            self._chapters.append(chapter)
            set_aside()
            if self._is_time():
                self._tell_progress(self._listing.files, 0)
            if self._listing.files >= shown_next:
                shown_next = self._listing.files + _SHOWN_AGAIN
                self._tell_listed()
        self._tell_listed().search.prepare()

    def _tell_listed(self) -> Shelf:
        shelf = Shelf(*self._without_code())
        self._outlet.tell(lambda: self.listed.emit(self, shelf))
        return shelf

    def _tell_progress(self, done: int, total: int) -> None:
        self._outlet.tell(lambda: self.progressed.emit(self, done, total))

    def _tell_examined(self, chapters: tuple[Chapter, ...]) -> None:
        catalog = self._catalog()
        self._outlet.tell(lambda: self.examined.emit(self, catalog, chapters))

    def _without_code(self) -> tuple[Catalog, Search]:
        catalog = self._catalog()
        return catalog, Search(catalog.examples, catalog.chapters, texts=NoCode())

    def _problem(self) -> str:
        """Why nothing of it can be shown, as a sentence."""
        try:
            if not self._folder.is_dir():
                return f"There is no folder {self._folder}. Check its name, or open another one."
            with os.scandir(self._folder):
                return ""
        except OSError as error:
            why = error.strerror or error
            return f"The folder {self._folder} cannot be read ({why}). Check its permissions."

    def _shelf(self, texts: CodeTexts, close: Callable[[], None]) -> Shelf:
        catalog = self._catalog()
        search = Search(catalog.examples, catalog.chapters, texts=texts)
        search.prepare()
        return Shelf(catalog, search, close)

    def _catalog(self) -> Catalog:
        return Catalog(self._listing.pack(tuple(self._chapters)))

    def _examine(self, intake: _Intake) -> None:
        """Raises no OSError: where nobody can be asked, every file keeps its name for a title."""
        done, total = 0, self._listing.files
        changed: dict[int, Chapter] = {}
        for place, chapter in enumerate(tuple(self._chapters)):
            examples = list(chapter.examples)
            for start in range(0, len(examples), _AT_ONCE):
                if self._is_stopped.is_set():
                    return
                batch = examples[start : start + _AT_ONCE]
                done += len(batch)
                if intake.is_known(batch):
                    continue
                examples[start : start + _AT_ONCE] = batch = self._looked_at(batch)
                intake.take(batch)
                self._chapters[place] = changed[place] = _with_examples(chapter, examples)
                if self._is_time():
                    self._tell_progress(done, total)
                    self._tell_examined(tuple(changed.values()))
                    changed.clear()
                    set_aside()
        self._tell_progress(done, total)

    def _looked_at(self, examples: list[Example]) -> list[Example]:
        wanted = [example for example in examples if _is_to_be_asked(example)]
        try:
            found = self._examiner.ask([example.entry for example in wanted]) if wanted else []
        except OSError:  # the chosen Python is gone; a run says so
            return examples
        answers = dict(zip(wanted, found, strict=True))
        return [with_answer(each, answers[each]) if each in answers else each for each in examples]

    def _is_time(self) -> bool:
        now = time.monotonic()
        if now - self._told_at < _NEWS_EACH_S:
            return False
        self._told_at = now
        return True


class _Intake:
    """Takes the code of a folder's files into its index, some hundred files at a time."""

    def __init__(self, index: FolderIndex, listing: Listing, is_stopped: threading.Event) -> None:
        self._index, self._listing, self._is_stopped = index, listing, is_stopped
        self._numbers = {path: number for path, number in listing.texts.items() if number}
        self._next = index.texts.last() + 1 if index.texts is not None else 1
        self._room = _MOST_SEARCHED - sum(listing.stamps[path][0] for path in self._numbers)
        self._files: list[Remembered] = []
        self._texts: list[tuple[int, str]] = []
        self._waiting = 0

    def is_known(self, examples: list[Example]) -> bool:
        """Whether there is nothing to find out about any of them."""
        return not any(
            _is_to_be_asked(each) or self._is_wanted(each) for each in examples if not each.problem
        )

    def take(self, examples: list[Example]) -> None:
        """Examples that were looked at; the text of each is read."""
        for example in examples:
            self._read(example)
            self._remember(example)
        if len(self._files) >= _MOST_WAITING or self._waiting >= _MOST_WAITING_TEXT:
            self._store()

    def finish(self, examples: Iterator[Example]) -> None:
        """Store what waits; where the disk refused, the code is read once more, into memory."""
        self._store()
        for example in examples:
            if self._is_stopped.is_set():
                break
            self._read(example)
            if self._waiting >= _MOST_WAITING_TEXT:
                self._store()
        self._store()

    def code(self, examples: tuple[Example, ...]) -> CodeTexts:
        """How the code of the whole library is searched."""
        from desktop.core.folder_index import PlacedTexts

        if any(self._is_left_out(example) for example in examples):
            self._listing.notices.append(_ONLY_NAMES)
        if self._index.texts is None:
            return PlainTexts(list(self._all_texts(examples)))
        numbers = [self._numbers.get(example.entry, 0) for example in examples]
        return PlacedTexts(self._index.texts, numbers, _MOST_SEARCHED - self._room)

    def _all_texts(self, examples: tuple[Example, ...]) -> Iterator[str]:
        """Where nothing can be indexed, all of it is kept in memory."""
        room = _MOST_SEARCHED
        for example in examples:
            is_read = not example.problem and room > 0 and not self._is_stopped.is_set()
            text = folded(code_of(example)) if is_read else ""
            room -= len(text)
            yield text

    def _is_wanted(self, example: Example) -> bool:
        return self._index.texts is not None and self._room > 0 and example.entry not in self._numbers

    def _is_left_out(self, example: Example) -> bool:
        return self._room <= 0 and not example.problem and example.entry not in self._numbers

    def _read(self, example: Example) -> None:
        if example.problem or not self._is_wanted(example):
            return
        text = folded(code_of(example))
        self._numbers[example.entry] = self._next
        self._texts.append((self._next, text))
        self._next += 1
        self._room -= len(text)
        self._waiting += len(text)

    def _remember(self, example: Example) -> None:
        stamp = self._listing.stamps.get(example.entry)
        if stamp is None or example.findings is None or stamp[1] > time.time_ns() - _YOUNG_NS:
            return
        inner = self._listing.inner(str(example.entry))
        remembered = Remembered.of(inner, stamp, self._numbers.get(example.entry, 0), example)
        if remembered.is_text:
            self._files.append(remembered)

    def _store(self) -> None:
        files, texts = self._files, self._texts
        self._files, self._texts, self._waiting = [], [], 0
        if (files or texts) and not self._index.keep(files, texts):
            self._numbers, self._next, self._room = {}, 1, _MOST_SEARCHED


def _is_to_be_asked(example: Example) -> bool:
    """What a file missed when it was looked at before may have come."""
    return not example.problem and (example.findings is None or bool(example.findings.missing))


def _with_examples(chapter: Chapter, examples: list[Example]) -> Chapter:
    return replace(chapter, sections=(Section("", tuple(examples)),))
