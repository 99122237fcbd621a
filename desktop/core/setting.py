"""One declared setting: which values it takes, and how they are read from and shown as text.

Knows no file and no other setting; the list of settings is in ``settings``.
"""

from __future__ import annotations

import enum
import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.core.errors import SettingError

_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_WHOLE = re.compile(r"[+-]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[+-]?(0|[1-9][0-9]{0,17})(\.[0-9]+)?")
_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
_LONGEST_TEXT = 1000


class Kind(enum.StrEnum):
    """The type of a setting's value in Python: bool, int, float, one of ``choices``, str, tuple of str."""

    BOOL = "bool"
    INT = "int"
    FLOAT = "float"
    CHOICE = "choice"
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Setting:
    """One declaration; the dialog, validation, the default file and the log entry come from it.

    ``key`` is ``section.name``; ``choices`` are (value, label); ``zero`` says what 0 means where that
    is special; ``restart``: takes effect at the next start. ``weaker``: whether the second value protects
    less than the first; ``weakening``: what that means, as sentences.
    """

    key: str
    kind: Kind
    default: object
    group: str
    title: str
    help: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[tuple[str, str], ...] = ()
    zero: str = ""
    restart: bool = False
    weaker: Callable[[object, object], bool] | None = None
    weakening: str = ""

    def weakens(self, old: object, new: object) -> bool:
        """Whether ``new`` protects less than ``old``."""
        return self.weaker is not None and self.weaker(old, new)

    @property
    def expects(self) -> str:
        """What the setting takes, as the middle of a sentence: ``a whole number from 0 to 86400``."""
        if self.kind is Kind.CHOICE:
            return "one of " + ", ".join(f"`{value}`" for value, _label in self.choices)
        return _EXPECTS[self.kind] + self._bounds()

    def _bounds(self) -> str:
        if self.minimum is None or self.maximum is None:
            return ""
        unit = f" {self.unit}" if self.unit else ""
        return f" from {self.minimum:g} to {self.maximum:.0f}{unit}"

    def check(self, value: object) -> object:
        """The value in its normal form. Raises SettingError with a sentence for what it does not take."""
        normal = _CHECKS[self.kind](self, value)
        if normal is None:
            raise SettingError(f"`{self.key}` takes {self.expects}, not {shown(value)}.")
        return normal

    def read(self, text: str | None, items: tuple[str, ...] | None = None) -> object:
        """The value that the plain text of a file means; ``items`` for a list. Raises SettingError.

        The declared kind decides, not YAML's guess: ``010`` and ``1:30`` are no whole numbers.
        """
        if self.kind is Kind.LIST:
            return self.check(items)
        if text is None:
            raise SettingError(f"`{self.key}` takes {self.expects}, not a list.")
        if self.kind is Kind.BOOL and text.casefold() in _WORDS:
            return _WORDS[text.casefold()]
        if self.kind is Kind.INT and _WHOLE.fullmatch(text):
            return self.check(int(text))
        if self.kind is Kind.FLOAT and _DECIMAL.fullmatch(text):
            return self.check(float(text))
        return self.check(text)


_EXPECTS = {
    Kind.BOOL: "`true` or `false`",
    Kind.INT: "a whole number",
    Kind.FLOAT: "a number",
    Kind.TEXT: f"a line of text of 1 to {_LONGEST_TEXT} characters",
    Kind.LIST: "a list of lines of text",
}


def _check_bool(_setting: Setting, value: object) -> object:
    return value if isinstance(value, bool) else None


def _within(setting: Setting, number: float) -> bool:
    low = -math.inf if setting.minimum is None else setting.minimum
    high = math.inf if setting.maximum is None else setting.maximum
    return low <= number <= high and math.isfinite(number)


def _check_int(setting: Setting, value: object) -> object:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole and isinstance(value, int) and _within(setting, value) else None


def _check_float(setting: Setting, value: object) -> object:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and isinstance(value, int | float) and _within(setting, value) else None


def _check_choice(setting: Setting, value: object) -> object:
    folded = value.casefold() if isinstance(value, str) else None
    return next((choice for choice, _label in setting.choices if choice.casefold() == folded), None)


def _check_text(_setting: Setting, value: object) -> object:
    return value if isinstance(value, str) and _is_line(value) else None


def _check_list(_setting: Setting, value: object) -> object:
    if not isinstance(value, tuple | list) or not all(
        isinstance(item, str) and _is_line(item) for item in value
    ):
        return None
    return tuple(value)


def _is_line(text: str) -> bool:
    visible = not any(unicodedata.category(character) in _UNSEEN for character in text)
    return visible and bool(text.strip()) and len(text) <= _LONGEST_TEXT


_CHECKS = {
    Kind.BOOL: _check_bool,
    Kind.INT: _check_int,
    Kind.FLOAT: _check_float,
    Kind.CHOICE: _check_choice,
    Kind.TEXT: _check_text,
    Kind.LIST: _check_list,
}


def shown(value: object) -> str:
    """A value as messages show it: in backticks, shortened, without what cannot be seen."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    is_list = isinstance(value, Iterable) and not isinstance(value, str)
    text = f"[{', '.join(str(item) for item in value)}]" if is_list else str(value)  # type: ignore[attr-defined]
    text = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text[:61]
    )
    return f"`{text}`" if len(text) <= 60 else f"`{text[:57]}…`"
