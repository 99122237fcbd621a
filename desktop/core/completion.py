"""Words that may stand at a place of the code, and how what is being called there is called.

Knows the language by a table and the file by its text; imports and runs nothing. Reads at most 40,000
characters around the place, so that a long file costs no more than a short one.
"""

from __future__ import annotations

import json
import keyword
import logging
import re
import sys
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_log = logging.getLogger(__name__)
REACH = 20_000
_FARTHEST_CALL = 2_000
_LONGEST_WORD = 200
# Each string with its end where it has one; what is being typed has none yet.
_NOT_CODE = re.compile(
    r"""\#[^\n]*
      | (?:\b[rbfuRBFU]{1,2})?(?:
          \"\"\"[\s\S]*?(?P<end1>\"\"\"|\Z)
        | \'\'\'[\s\S]*?(?P<end2>\'\'\'|\Z)
        | \"(?:[^"\\\n]|\\.)*(?P<end3>\"?)
        | \'(?:[^'\\\n]|\\.)*(?P<end4>\'?)
      )""",
    re.VERBOSE,
)
_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*")
_ATTRIBUTE = re.compile(r"\.([^\W\d]\w*)")
_DOTTED_BEFORE = re.compile(r"((?:[^\W\d]\w*\.)*)([^\W\d]\w*)?$")
_NUMBER_BEFORE = re.compile(r"(?<![\w.])\d[\w.]*$")
_IMPORTED = re.compile(r"^[ \t]*(?:from|import)[ \t]+([\w.]*)$")
_IMPORTED_FROM = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t(]+(?:\w+[ \t]*,[ \t]*)*\w*$")
_CALLED = re.compile(r"((?:[^\W\d]\w*\.)*[^\W\d]\w*)\s*$")
_LITERALS = (
    (re.compile(r"[rRuUfF]{0,2}[\"']|str\("), "str"),
    (re.compile(r"[bB][rR]?[\"']|bytes\("), "bytes"),
    (re.compile(r"\[|list\(|sorted\("), "list"),
    (re.compile(r"\{\s*\}|\{[^,}]*:|dict\("), "dict"),
    (re.compile(r"\{|set\("), "set"),
    (re.compile(r"\(\s*\)|\([^()]*,|tuple\("), "tuple"),
    (re.compile(r"\d+\s*$|int\(|len\("), "int"),
    (re.compile(r"\d*\.\d+\s*$|float\("), "float"),
)
_KEYWORDS = frozenset(keyword.kwlist) | {"match", "case", "type"}


@dataclass(frozen=True)
class Language:
    """The table of ``resources/language.json``: names to how they are called (an empty text: not at all)."""

    builtins: Mapping[str, str]
    modules: Mapping[str, Mapping[str, str]]
    types: Mapping[str, Mapping[str, str]]


def read_language(file: Path) -> Language:
    """The table; without it only the file's own names are proposed, and the keywords."""
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
        return Language(table["builtins"], table["modules"], table["types"])
    except (OSError, ValueError, KeyError) as error:
        _log.warning("no table of the language: %s", error)
        return Language({}, {}, {})


def prefix_of(line: str) -> str:
    """The part of a word at the end of what stands before a place in its line."""
    found = _DOTTED_BEFORE.search(line[-_LONGEST_WORD:])
    return (found[2] or "") if found else ""


class Place:
    """One place of a text: what stands before it and what may follow."""

    def __init__(self, language: Language, text: str, position: int) -> None:
        self._language = language
        start, end = max(0, position - REACH), position + REACH
        self._before = text[start:position]
        self._text = text[start:end]
        self._line = self._before.rpartition("\n")[2]

    @property
    def prefix(self) -> str:
        """The part of a word that stands there already."""
        return prefix_of(self._line)

    @property
    def is_attribute(self) -> bool:
        """Whether a dot stands before the word."""
        return self._line[: len(self._line) - len(self.prefix)].endswith(".")

    @cached_property
    def is_code(self) -> bool:
        """Whether it is neither in a string nor in a comment."""
        last = next(iter(deque(_NOT_CODE.finditer(self._before), maxlen=1)), None)
        return last is None or last.end() < len(self._before) or any(last.groups())

    def words(self) -> list[str]:
        """What may stand there, however it begins, the file's own names first; behind a number nothing."""
        if _NUMBER_BEFORE.search(self._line[: len(self._line) - len(self.prefix)]):
            return []
        module = _IMPORTED_FROM.search(self._line)
        if module:
            return sorted(self._language.modules.get(module[1], ()))
        if _IMPORTED.search(self._line):
            return sorted(name for name in sys.stdlib_module_names if not name.startswith("_"))
        if self.is_attribute:
            return self._attributes()
        own = self._own_names()
        return [*sorted(own), *sorted((_KEYWORDS | set(self._language.builtins)) - own)]

    def call_tip(self) -> str:
        """How the function is called between whose brackets the place is, or an empty text."""
        code = _blanked(self._before[-_FARTHEST_CALL:])
        depth = 0
        for at in range(len(code) - 1, -1, -1):
            if code[at] in ")]}":
                depth += 1
            elif code[at] in "([{":
                if depth == 0:
                    called = _CALLED.search(code[:at]) if code[at] == "(" else None
                    return self._signature(called[1]) if called else ""
                depth -= 1
        return ""

    def _signature(self, dotted: str) -> str:
        owner, _, name = dotted.rpartition(".")
        own = re.search(rf"^[ \t]*(?:async[ \t]+)?def[ \t]+{name}[ \t]*(\([^)]*\))", self._code, re.MULTILINE)
        if own and not (owner and owner in self._modules):
            return name + re.sub(r"\s+", " ", re.sub(r"^\((?:self|cls)(?:,\s*)?", "(", own[1]))
        if owner:
            return self._members(owner).get(name, "")
        if name in self._stands_for:
            module, _, member = self._stands_for[name].rpartition(".")
            return self._language.modules.get(module, {}).get(member, "")
        return self._language.builtins.get(name, "")

    def _attributes(self) -> list[str]:
        found = _DOTTED_BEFORE.search(self._line)
        owner = (found[1] or "").rstrip(".") if found else ""
        members = (
            self._members(owner)
            if owner
            else self._language.types.get("str", {})
            if self._is_after_text()
            else {}
        )
        if members:
            return sorted(members)
        own = {name for name in _ATTRIBUTE.findall(self._code) if name != self.prefix}
        return sorted(own)

    def _is_after_text(self) -> bool:
        return self._line[: len(self._line) - len(self.prefix)].endswith(('".', "'."))

    def _members(self, owner: str) -> Mapping[str, str]:
        module = self._modules.get(owner, owner if owner.rpartition(".")[0] in self._modules else "")
        if module in self._language.modules:
            return self._language.modules[module]
        return self._language.types.get(self._kind_of(owner), {})

    def _kind_of(self, name: str) -> str:
        """The built-in type of what a plain name was given last, where a literal says it."""
        if not name.isidentifier():
            return ""
        found = re.findall(
            rf"^[ \t]*{name}(?:[ \t]*:[^=\n]*)?[ \t]*=[ \t]*([^=\n].*)$", self._before, re.MULTILINE
        )
        value = found[-1] if found else ""
        return next((kind for pattern, kind in _LITERALS if pattern.match(value)), "")

    def _own_names(self) -> set[str]:
        """Names of the file, but what stands there already."""
        return set(_NAME.findall(self._code)) - _KEYWORDS - {self.prefix}

    @cached_property
    def _code(self) -> str:
        return _blanked(self._text)

    @cached_property
    def _modules(self) -> dict[str, str]:
        """What the imports of the file call a module."""
        found: dict[str, str] = {}
        for names in re.findall(r"^[ \t]*import[ \t]+(.+)$", self._code, re.MULTILINE):
            for part in names.split(","):
                name, _, alias = part.strip().partition(" as ")
                found[alias.strip() or name.strip()] = name.strip()
                if not alias:
                    found.setdefault(name.strip().partition(".")[0], name.strip().partition(".")[0])
        return found

    @cached_property
    def _stands_for(self) -> dict[str, str]:
        """What ``from … import …`` calls a member of a module."""
        found: dict[str, str] = {}
        pattern = r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+\(?([^)\n]+)"
        for module, names in re.findall(pattern, self._code, re.MULTILINE):
            for part in names.split(","):
                name, _, alias = part.strip().partition(" as ")
                found[alias.strip() or name.strip()] = f"{module}.{name.strip()}"
        return found


def _blanked(text: str) -> str:
    """The text without what stands in strings and comments; the f-string's own names are lost with them."""
    return _NOT_CODE.sub(lambda found: '""' if found[0][0] != "#" else "", text)
