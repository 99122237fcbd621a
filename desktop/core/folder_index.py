"""What is known of a folder since it was last read: a database in the cache, deleted at will.

Hides SQLite. Where the file is damaged, locked or cannot be written, or the disk is full, all goes on in
memory and nothing is remembered.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from desktop.core.folder import Remembered
from desktop.core.full_text import FullText
from desktop.core.search import MOST_WORDS_OF_CODE

_FORMAT = 1
_MOST_KEPT = 8
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA)
_LONGEST_WAIT_S = 0.2
_FIELDS = ", ".join(Remembered._fields)
_MARKS = ", ".join("?" for _field in Remembered._fields)
_TABLE = f"CREATE TABLE IF NOT EXISTS files ({_FIELDS}, PRIMARY KEY (path))"
_WASTE = 500


class FolderIndex:
    """The database of one folder, used by one thread but for ``texts``."""

    def __init__(self, cache_dir: Path, root: Path, interpreter: Path) -> None:
        """What is known of files holds for one ``interpreter``, the Python of the examples. Never raises."""
        self._file = cache_dir / "folders" / f"{_key(root, interpreter)}.sqlite"
        self.is_kept = True
        """Whether what is told now is known at the next start."""
        try:
            self._database = self._opened()
            self.texts = _texts_of(self._database)
        except (sqlite3.Error, OSError):
            self._go_on_in_memory()

    def remembered(self) -> dict[str, Remembered]:
        """What is known, by path; empty where much of the stored code is of files that are others now."""
        try:
            rows = self._database.execute(f"SELECT {_FIELDS} FROM files").fetchall()
            known = {row[0]: Remembered._make(row) for row in rows}
            used = sum(1 for each in known.values() if each.text)
            stored = self.texts.last() if self.texts is not None else 0
        except (sqlite3.Error, TypeError):
            self._begin_anew()
            return {}
        if stored - used > used + _WASTE:
            self._begin_anew()
            return {}
        return known

    def keep(self, files: Iterable[Remembered], texts: Sequence[tuple[int, str]]) -> bool:
        """Store these. False where that failed: then nothing is stored, and the texts of others are gone."""
        try:
            if self.texts is not None:
                self.texts.add(texts)
            with self._database:
                self._database.executemany(f"INSERT OR REPLACE INTO files VALUES ({_MARKS})", files)
        except sqlite3.Error:
            self._go_on_in_memory()
            return False
        return True

    def forget(self, paths: Iterable[str]) -> None:
        """These files are there no more."""
        with contextlib.suppress(sqlite3.Error), self._database:
            self._database.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in paths])

    def close(self) -> None:
        """Let go of the file; nothing is found any more."""
        if self.texts is not None:
            self.texts.close()
        else:
            self._database.close()

    def _opened(self) -> sqlite3.Connection:
        """The database, made anew where it is damaged. Raises sqlite3.Error, OSError."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._remove_oldest()
        try:
            return _connected(self._file)
        except sqlite3.Error as error:
            if error.sqlite_errorcode not in _DAMAGED:
                raise
            self._file.unlink(missing_ok=True)
            return _connected(self._file)

    def _begin_anew(self) -> None:
        self.close()
        try:
            self._file.unlink(missing_ok=True)
            self._database = _connected(self._file)
            self.texts = _texts_of(self._database)
        except (sqlite3.Error, OSError):
            self._go_on_in_memory()

    def _go_on_in_memory(self) -> None:
        self.is_kept = False
        self._database = _connected(Path(":memory:"))
        self.texts = _texts_of(self._database)

    def _remove_oldest(self) -> None:
        """Of folders that nobody opened for long nothing is kept."""
        with contextlib.suppress(OSError):
            if self._file.exists():
                os.utime(self._file)
            found = sorted(self._file.parent.glob("*.sqlite"), key=lambda file: file.stat().st_mtime)
            others = [file for file in found if file != self._file]
            for file in others[: max(0, len(others) + 1 - _MOST_KEPT)]:
                file.unlink()


class PlacedTexts:
    """The code of a folder, found by the places of its examples in the library."""

    def __init__(self, texts: FullText, numbers: Sequence[int], size: int) -> None:
        """``numbers``: that of each example's text, 0 where it has none; ``size``: characters of all."""
        self._texts = texts
        self._place = {number: place for place, number in enumerate(numbers) if number}
        self.is_small = size <= MOST_WORDS_OF_CODE
        self._words: list[str] | None = None

    def containing(self, piece: str) -> Collection[int]:
        return self._placed(lambda: self._texts.containing(piece))

    def with_word(self, word: str) -> Collection[int]:
        return self._placed(lambda: self._texts.with_word(word))

    def begins_word(self, start: str) -> bool:
        try:
            return self._texts.begins_word(start)
        except sqlite3.Error:
            return False

    def words(self) -> Iterable[str]:
        """None of very much code: its rarest words would be proposed for every slip."""
        if self._words is None:
            try:
                self._words = self._texts.words() if self.is_small else []
            except sqlite3.Error:
                self._words = []
        return self._words

    def _placed(self, ask: Callable[[], list[int]]) -> Collection[int]:
        """What is found in a database that is damaged, or closed by now, is nothing."""
        try:
            numbers = ask()
        except sqlite3.Error:
            return ()
        place: Mapping[int, int] = self._place
        return [place[number] for number in numbers if number in place]


def _connected(file: Path) -> sqlite3.Connection:
    """A database that is ours alone as long as it is open. Raises sqlite3.Error."""
    database = sqlite3.connect(file, timeout=_LONGEST_WAIT_S, check_same_thread=False)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA synchronous = OFF")  # what a power cut damages is made anew
        with database:
            database.execute(_TABLE)
            database.execute("DELETE FROM files WHERE path IS NULL")  # takes the lock
    except sqlite3.Error:
        database.close()
        raise
    return database


def _texts_of(database: sqlite3.Connection) -> FullText | None:
    """None where this SQLite cannot search texts. Raises sqlite3.Error where the database is damaged."""
    try:
        return FullText(database)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # "no such module" or "no such tokenizer"
            return None
        raise


def _key(root: Path, interpreter: Path) -> str:
    try:
        found = interpreter.stat()
        age: tuple[int, ...] = (found.st_size, found.st_mtime_ns)
    except OSError:
        age = ()
    words = "\0".join(map(str, (_FORMAT, root, os.path.realpath(interpreter), *age)))
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:24]
