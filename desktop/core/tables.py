"""A TOML table read forgivingly: a wrong value becomes a notice and the default, never an error.

Hides ``tomllib`` and every question of types; what comes out has the type that was asked for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import TypeVar

Choice = TypeVar("Choice", bound=str)


def parse_table(text: str, where: str, notices: list[str]) -> Table:
    """The table in ``text``; an empty one and a notice where it is no TOML. ``where`` names the file."""
    try:
        values: Mapping[str, object] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        notices.append(f"{where}: the TOML cannot be read ({error}). Correct it; until then it is ignored.")
        values = {}
    return Table(values, where, notices)


class Table:
    """Typed reading of one table. A wrong value is reported with the file and what is used instead."""

    def __init__(self, values: Mapping[str, object], where: str, notices: list[str]) -> None:
        self._values = values
        self._where = where
        self._notices = notices

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, *, strip: bool = True) -> str:
        """A string, without surrounding blanks unless they matter; ``""`` where it is missing."""
        value = self._values.get(key, "")
        if isinstance(value, str):
            return value.strip() if strip else value
        self.report(f"`{key}` must be text in quotes")
        return ""

    def named(self, where: str) -> Table:
        """The same table, spoken of as ``where`` from now on."""
        return Table(self._values, where, self._notices)

    def words(self, key: str, *, strip: bool = True) -> tuple[str, ...]:
        """A list of strings; other items are left out and reported."""
        value = self._values.get(key, [])
        if not isinstance(value, list):
            self.report(f"`{key}` must be a list of texts")
            return ()
        words = tuple(item.strip() if strip else item for item in value if isinstance(item, str))
        if len(words) < len(value):
            self.report(f"`{key}` must hold texts only; the other items are left out")
        return words

    def flag(self, key: str) -> bool:
        """``true`` or ``false``, which is also what a missing one means."""
        value = self._values.get(key, False)
        if isinstance(value, bool):
            return value
        self.report(f"`{key}` must be true or false")
        return False

    def places(self, key: str) -> tuple[int, ...]:
        """One whole number from 0 or a list of them; empty where it is missing or something else."""
        value = self._values.get(key, [])
        numbers = value if isinstance(value, list) else [value]
        if all(isinstance(each, int) and not isinstance(each, bool) and each >= 0 for each in numbers):
            return tuple(numbers)
        self.report(f"`{key}` must be a whole number from 0 or a list of them")
        return ()

    def positive(self, key: str) -> float | None:
        """A number above zero, ``None`` where there is none."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf"):
            return float(value)
        self.report(f"`{key}` must be a number above 0")
        return None

    def choice(self, key: str, choices: Iterable[Choice], default: Choice) -> Choice:
        """One of ``choices``; anything else is reported with the words that are known."""
        value = self._values.get(key, default)
        known = tuple(choices)
        for option in known:
            if option == value:
                return option
        self.report(f"`{key}` must be one of {', '.join(known)}; {default} is used")
        return default

    def table(self, key: str) -> Table:
        """A table inside this one, empty where it is missing."""
        value = self._values.get(key, {})
        if isinstance(value, dict):
            return Table(value, self._where, self._notices)
        self.report(f"`{key}` must be a table")
        return Table({}, self._where, self._notices)

    def tables(self, key: str) -> list[Table]:
        """A list of tables (``[[key]]``)."""
        value = self._values.get(key, [])
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return [Table(item, self._where, self._notices) for item in value]
        self.report(f"`{key}` must be written as [[{key}]] tables")
        return []

    def expect_only(self, known: Iterable[str]) -> None:
        """Report keys nobody reads, with the nearest known one: a misspelt key is not lost silently."""
        names = tuple(known)
        for key in self._values:
            if key not in names:
                hint = _nearest(key, names)
                self._notices.append(f"{self._where}: the key `{key}` is not known and ignored.{hint}")

    def report(self, problem: str) -> None:
        """Add a notice about this table; ``problem`` is a clause without the final full stop."""
        self._notices.append(f"{self._where}: {problem}.")


def _nearest(key: str, names: tuple[str, ...]) -> str:
    import difflib  # only for a misspelt key

    near = difflib.get_close_matches(key, names, n=1)
    return f" Did you mean `{near[0]}`?" if near else ""
