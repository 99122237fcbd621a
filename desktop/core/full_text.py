"""The code of many files, searched in milliseconds: SQLite's FTS5 over trigrams, and over whole words.

Hides the tables and how a piece of text becomes a query. Texts are given folded, and only numbers come back:
what they stand for, and which of them are out of date, is known elsewhere.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

_TOKENIZER = "trigram"
_LONG_ENOUGH = 3
"""Characters; the trigrams know nothing of shorter pieces but what they begin with."""
_TERMS_AT_ONCE = 400
_LAST = "\U0010ffff"
_TABLES = """
CREATE VIRTUAL TABLE IF NOT EXISTS pieces USING fts5(
    code, content='', tokenize='{tokenizer} case_sensitive 1'
);
CREATE VIRTUAL TABLE IF NOT EXISTS piece_terms USING fts5vocab(pieces, row);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    code, content='', detail=none, tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
);
CREATE VIRTUAL TABLE IF NOT EXISTS word_terms USING fts5vocab(words, row);
CREATE VIRTUAL TABLE IF NOT EXISTS signs USING fts5(code, content='', detail=none, tokenize='ascii');
"""


class FullText:
    """Numbered texts of one database. May be used by any thread."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Raises sqlite3.Error, also where this SQLite has no FTS5 or no trigrams."""
        self._database = database
        self._lock = threading.Lock()
        database.executescript(_TABLES.format(tokenizer=_TOKENIZER))

    def add(self, texts: Sequence[tuple[int, str]]) -> None:
        """Put texts under numbers that were never used, all or none. Raises sqlite3.Error."""
        padded = [(number, f"{text}\n\n") for number, text in texts]  # so each character begins a trigram
        signs = [(number, _signs(text)) for number, text in texts]
        with self._lock, self._database:
            for table, rows in (("pieces", padded), ("words", padded), ("signs", signs)):
                self._database.executemany(f"INSERT INTO {table}(rowid, code) VALUES (?, ?)", rows)

    def containing(self, piece: str) -> list[int]:
        """The texts that hold ``piece``, in no order."""
        if len(piece) >= _LONG_ENOUGH:
            return self._numbers("pieces", [piece])
        if len(piece) == 1:
            return self._numbers("signs", [_name(piece)])
        terms = self._terms("piece_terms", piece, most=-1)
        found: set[int] = set()
        for start in range(0, len(terms), _TERMS_AT_ONCE):
            found.update(self._numbers("pieces", terms[start : start + _TERMS_AT_ONCE]))
        return list(found)

    def with_word(self, word: str) -> list[int]:
        """The texts that hold ``word`` as a whole word, in no order."""
        return self._numbers("words", [word])

    def begins_word(self, start: str) -> bool:
        """Whether a word of a text begins so."""
        return bool(self._terms("word_terms", start, most=1))

    def words(self) -> list[str]:
        """Every word of every text, sorted."""
        return list(map(str, self._column("SELECT term FROM word_terms")))

    def last(self) -> int:
        """The highest number that a text has, 0 without any."""
        newest = self._column("SELECT rowid FROM words ORDER BY rowid DESC LIMIT 1")
        return int(newest[0]) if newest else 0

    def close(self) -> None:
        """Let go of the database; from now on nothing is found."""
        with self._lock:
            self._database.close()

    def _terms(self, table: str, start: str, *, most: int) -> list[str]:
        query = f"SELECT term FROM {table} WHERE term >= ? AND term < ? LIMIT ?"
        return list(map(str, self._column(query, start, start + _LAST, most)))

    def _numbers(self, table: str, phrases: Iterable[str]) -> list[int]:
        match = " OR ".join(_quoted(phrases))
        return self._column(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", match)

    def _column(self, query: str, *values: object) -> list[Any]:
        """Raises sqlite3.Error where the database is damaged or closed."""
        with self._lock:
            return list(chain.from_iterable(self._database.execute(query, values)))


def _signs(text: str) -> str:
    """The characters that the text holds, each once and by a name: thousands of trigrams begin with each."""
    return " ".join(map(_name, set(text)))


def _name(character: str) -> str:
    return f"u{ord(character):x}"


def _quoted(phrases: Iterable[str]) -> Iterator[str]:
    """As FTS5 takes any characters."""
    for phrase in phrases:
        doubled = phrase.replace('"', '""')
        yield f'"{doubled}"'


def why_without() -> str:
    """Why this SQLite cannot do it, as the end of a sentence; empty where it can."""
    try:
        FullText(sqlite3.connect(":memory:"))
    except sqlite3.Error as error:
        return str(error)
    return ""
