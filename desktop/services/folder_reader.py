"""Reads a folder as a library beside the window: lists it, looks at each file, then makes it searchable.

Hides the thread, which nobody waits for: a folder on a network may never answer.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.catalog import Catalog
from desktop.core.example import Chapter, Example, Section
from desktop.core.folder import Listing, with_answer
from desktop.core.search import Search, code_of
from desktop.services.examiner import Examiner

_NEWS_EACH_S = 0.5
_LONGEST_WAIT_S = 2.0
_AT_ONCE = 20
"""Files that are looked at between two looks at the clock."""
_MOST_SEARCHED = 64_000_000
"""Characters of code that are searched; of what comes after them only names, titles and goals are."""
_ONLY_NAMES = (
    "This folder holds more than 64 MB of code. The search looks into the first of it, and for the rest at "
    "names and titles."
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A library and how it is searched."""

    catalog: Catalog
    search: Search


class FolderReader(QObject):
    """One reading of one folder. Each signal names it first: news of one that was dropped may still come."""

    listed = Signal(object, object)
    """Shelf: every file by its name."""
    examined = Signal(object, object, object)
    """Catalog, and those of its chapters that are others now."""
    progressed = Signal(object, int, int)
    """Files that were looked at, and all; all is 0 while that is not known."""
    finished = Signal(object, object)
    """Shelf: with all that there is to know, or as far as it came before it was stopped."""
    failed = Signal(object, str)
    """It cannot be read at all; a sentence."""

    def __init__(
        self, folder: Path, interpreter: Path, code_root: Path, parent: QObject | None = None
    ) -> None:
        """``interpreter``: the Python of the examples. Nothing is read yet."""
        super().__init__(parent)
        self._folder = folder
        self._examiner = Examiner(interpreter, code_root, folder)
        self._listing = Listing(folder)
        self._is_stopped = threading.Event()
        self._chapters: list[Chapter] = []
        self._told_at = 0.0
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

    def _run(self) -> None:
        try:
            self._read()
        except RuntimeError:
            return  # the session was closed in the meantime, and Qt has taken the signals with it
        finally:
            self._examiner.close()

    def _read(self) -> None:
        problem = self._problem()
        if problem:
            self.failed.emit(self, problem)
            return
        for chapter in self._listing.chapters(lambda: not self._is_stopped.is_set()):
            self._chapters.append(chapter)
            if self._is_time():
                self.progressed.emit(self, self._listing.files, 0)
        names_only = self._shelf(lambda _example: "")
        self.listed.emit(self, names_only)
        self._examine()
        self.finished.emit(self, self._shelf(self._limited_code()))

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

    def _shelf(self, code: Callable[[Example], str]) -> Shelf:
        catalog = self._catalog()
        search = Search(catalog.examples, catalog.chapters, code)
        search.prepare()
        return Shelf(self._catalog(), search)  # made anew: the notices may be more now

    def _catalog(self) -> Catalog:
        return Catalog(self._listing.pack(tuple(self._chapters)))

    def _limited_code(self) -> Callable[[Example], str]:
        room = _MOST_SEARCHED

        def code(example: Example) -> str:
            nonlocal room
            if example.problem or room <= 0 or self._is_stopped.is_set():
                return ""
            text = code_of(example)
            room -= len(text)
            if room <= 0:
                self._listing.notices.append(_ONLY_NAMES)
            return text

        return code

    def _examine(self) -> None:
        """Raises no OSError: where nobody can be asked, every file keeps its name for a title."""
        done, total = 0, self._listing.files
        changed: dict[int, Chapter] = {}
        for place, chapter in enumerate(tuple(self._chapters)):
            examples = list(chapter.examples)
            for start in range(0, len(examples), _AT_ONCE):
                batch = examples[start : start + _AT_ONCE]
                examples[start : start + _AT_ONCE] = self._looked_at(batch)
                done += len(batch)
                self._chapters[place] = changed[place] = _with_examples(chapter, examples)
                if self._is_stopped.is_set():
                    return
                if self._is_time():
                    self.progressed.emit(self, done, total)
                    self.examined.emit(self, self._catalog(), tuple(changed.values()))
                    changed.clear()
        self.progressed.emit(self, done, total)

    def _looked_at(self, examples: list[Example]) -> list[Example]:
        wanted = [example for example in examples if not example.problem]
        try:
            found = self._examiner.ask([example.entry for example in wanted])
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


def _with_examples(chapter: Chapter, examples: list[Example]) -> Chapter:
    return replace(chapter, sections=(Section("", tuple(examples)),))
