"""What there is to know of Python: the sets that a library is compared with.

Hides ``resources/coverage.toml`` and how the newest Python at hand adds to it: what that one has and nobody
wrote down is a named gap.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.core.errors import PackError
from desktop.core.example import OLDEST_PYTHON

SETS = (
    *("ast", "field", "builtin", "exc", "keyword", "op", "lex", "dunder", "method", "module", "name"),
    *("pep", "cli"),
)
STAGES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to know. ``chapter`` should hold it by ``stage``; a new one has neither (empty, 0)."""

    claim: str
    stage: int = 0
    chapter: str = ""

    @property
    def kind(self) -> str:
        """The name of its set."""
        return self.claim.partition(":")[0]


class Language:
    """All items by their claim, such as ``ast:For``."""

    def __init__(
        self,
        items: Mapping[str, Item],
        excluded_modules: Mapping[str, str],
        chapters: tuple[str, ...] = (),
        version: tuple[int, int] = OLDEST_PYTHON,
    ) -> None:
        """``chapters``: the slugs of the plan, in the order of teaching. ``version``: the items are its."""
        self._version = version
        self.items, self.chapters = items, chapters
        self._excluded = excluded_modules

    @classmethod
    def read(cls, file: Path) -> Language:
        """Raises PackError where the file is not as it was shipped."""
        try:
            with file.open("rb") as stream:
                tables = tomllib.load(stream)
            items = {item.claim: item for kind in SETS for item in _items(kind, tables[kind]["items"])}
            major, minor = map(int, tables["python"].split("."))
            excluded, chapters = dict(tables["excluded_modules"]), tuple(tables["chapters"])
            return cls(items, excluded, chapters, (major, minor))
        except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise PackError(f"{file} cannot be read ({error}). Install the application again.") from error

    def with_derived(self, data: bytes, version: tuple[int, int]) -> Language:
        """With what a Python says it has, as ``evidence.py --sets`` writes it; bad data adds nothing.

        One that is older than the sets adds nothing either: what it alone has was taken out of the language.
        """
        if version < self._version:
            return self
        new = {claim: Item(claim) for claim in _derived(data) if claim not in self.items}
        excluded = {f"module:{name}" for name in self._excluded}
        added = {claim: item for claim, item in new.items() if claim not in excluded}
        return Language({**self.items, **added}, self._excluded, self.chapters, self._version)

    def of(self, kind: str, stage: int) -> list[Item]:
        """The items of a set up to a stage."""
        return [item for item in self.items.values() if item.kind == kind and item.stage <= stage]


def _items(kind: str, groups: Mapping[str, list[str]]) -> Iterator[Item]:
    for group, names in groups.items():
        stage, chapter = group.split()
        for name in names:
            yield Item(f"{kind}:{name}", int(stage), chapter)


def _derived(data: bytes) -> Iterator[str]:
    try:
        sets = json.loads(data)
    except (ValueError, RecursionError):
        return
    for kind, names in sets.items() if isinstance(sets, dict) else ():
        if kind in SETS and isinstance(names, list):
            yield from (f"{kind}:{name}" for name in names if isinstance(name, str))
