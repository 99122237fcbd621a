"""The first place of a text that Python cannot read.

Compiles and throws the result away: nothing is imported or run. Bounded, because the interpreter does nothing
else meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.header import one_newline
from desktop.core.quiet import no_warnings
from desktop.core.syntax import would_take_minutes

LONGEST_CHECKED = 100_000  # characters: about 3,000 lines and 20 ms
_LONGEST_MESSAGE = 300


@dataclass(frozen=True, slots=True)
class Mistake:
    """Its line from 1, its characters from 0, and Python's own words with the name of the error."""

    line: int
    start: int
    end: int
    message: str


def is_checked(text: str) -> bool:
    """Whether it is short enough to be looked at."""
    return len(text) <= LONGEST_CHECKED


def first_mistake(text: str) -> Mistake | None:
    """None where it can be read, and where it is too long or too deep to be looked at."""
    if not is_checked(text) or would_take_minutes(text):
        return None
    text = one_newline(text)
    try:
        with no_warnings():
            compile(text, "<code>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return _mistake(error, text.split("\n"))
    except (ValueError, OverflowError, RecursionError, MemoryError):
        return None
    return None


def _mistake(error: SyntaxError, lines: list[str]) -> Mistake:
    """An error at the end of the text is shown at its last line that says something."""
    line = min(max(error.lineno or 1, 1), len(lines))
    start = max((error.offset or 1) - 1, 0)
    end = (error.end_offset or 0) - 1 if error.end_lineno == line else len(lines[line - 1].rstrip())
    while line > 1 and not lines[line - 1].strip():
        line -= 1
        start, end = len(lines[line - 1].rstrip()), 0
    length = len(lines[line - 1])
    start = min(start, max(length - 1, 0))
    message = f"{type(error).__name__}: {error.msg}"[:_LONGEST_MESSAGE]
    return Mistake(line, start, min(max(end, start + 1), max(length, start + 1)), message)
