"""Python source as coloured spans, one list for each line.

Hides Pygments, which is loaded on first use, and at which lines a pass may begin anew.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.header import one_newline

if TYPE_CHECKING:
    from pygments.lexer import ExtendedRegexLexer
    from pygments.token import _TokenType


class Role(enum.StrEnum):
    """What a piece of code is, as far as its colour goes."""

    KEYWORD = "keyword"
    STRING = "string"
    NUMBER = "number"  # also True, False, None
    DEFINITION = "definition"  # the name after def or class
    BUILTIN = "builtin"  # built-in functions and exceptions
    DECORATOR = "decorator"  # also the braces of f-strings and escapes
    OPERATOR = "operator"
    COMMENT = "comment"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one line. ``start`` and ``length`` count UTF-16 code units, as Qt does."""

    start: int
    length: int
    role: Role


LONGEST_LINE = 5_000
"""Characters. A longer line is nobody's to read: it stays plain, because lexing it could take seconds."""

# Names that Python 3.11 to 3.15 has built in and Pygments 2.21 does not list.
_MORE_BUILTINS = frozenset(
    {"anext", "ascii", "exec", "exit", "help", "quit"}
    | {"BaseExceptionGroup", "ExceptionGroup", "PythonFinalizationError"}
)


def highlight(code: str) -> list[list[Span]]:
    """The spans of each line, in order and without gaps; lines end with ``\\n``, ``\\r\\n`` or ``\\r``.

    Lines longer than ``LONGEST_LINE`` are plain text, and to the lines after them as if they were empty.
    """
    text, plain = _without_long_lines(one_newline(code))
    spans = [line.spans for line in lex(text) if line is not None]
    for number, length in plain.items():
        spans[number] = [Span(0, length, Role.TEXT)]
    return spans


def long_lines(text: str) -> list[int]:
    """The numbers, from 1, of the lines that stay plain."""
    if len(text) <= LONGEST_LINE:
        return []
    return [number for number, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST_LINE]


def _without_long_lines(text: str) -> tuple[str, dict[int, int]]:
    """The text with its long lines emptied, and their lengths by their numbers from 0."""
    numbers = long_lines(text)
    if not numbers:
        return text, {}
    lines = text.split("\n")
    plain = {number - 1: _units(lines[number - 1]) for number in numbers}
    for number in plain:
        lines[number] = ""
    return "\n".join(lines), plain


@dataclass(frozen=True, slots=True)
class State:
    """All that the colours of a line depend on, besides its own text: what was begun before it."""

    stack: tuple[str, ...]
    before: str = ""  # the last token that is no white space, where it matters
    was_string: bool = False
    is_raw: bool = False


START = State(("root",))
"""Before the first line."""


@dataclass(frozen=True, slots=True)
class Line:
    """The spans of a line and the state after it, None where no pass may begin at the next line."""

    spans: list[Span]
    after: State | None


_TOKENS_A_TURN = 128


def lex(text: str, state: State = START) -> Iterator[Line | None]:
    """One line after another; None now and then, so that who has no more time can stop within a long one.

    ``text`` may be the rest of a text, from the start of a line before which ``state`` was: the lines come
    out as those of the whole.
    """
    from pygments.lexer import LexerContext

    context = LexerContext(text, 0, list(state.stack))
    roles = _Roles(state)
    pieces: list[tuple[Role, int]] = []
    finished: list[Span] | None = None
    for count, (start, token, value) in enumerate(_lexer().get_tokens_unprocessed(context=context), 1):
        if finished is not None:
            is_between = not pieces and context.pos == start and text[start - 2 : start - 1] != "\\"
            yield Line(finished, roles.state(tuple(context.stack)) if is_between else None)
            finished = None
        role = roles.role(token, value)
        first, *others = value.split("\n")
        if first:
            pieces.append((role, _units(first)))
        for part in others:
            if finished is not None:
                yield Line(finished, None)
            finished = _spans(pieces)
            pieces = [(role, _units(part))] if part else []
        if not count % _TOKENS_A_TURN:
            yield None
    if finished is not None:
        yield Line(finished, None)
    yield Line(_spans(pieces), None)


def is_warm() -> bool:
    """Whether the lexer is loaded; the first ``highlight`` takes about 0.1 s to do so."""
    return _lexer.cache_info().currsize > 0


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def _spans(pieces: list[tuple[Role, int]]) -> list[Span]:
    """Neighbours of the same role become one span."""
    spans: list[Span] = []
    start = end = 0
    for place, (role, length) in enumerate(pieces):
        end += length
        if place + 1 == len(pieces) or pieces[place + 1][0] is not role:
            spans.append(Span(start, end - start, role))
            start = end
    return spans


class _Roles:
    """The role of one token after another, where that depends on the tokens before."""

    def __init__(self, state: State) -> None:
        self._before = state.before  # the last token that is no white space
        self._was_string = state.was_string
        self._is_raw = state.is_raw

    def state(self, stack: tuple[str, ...]) -> State | None:
        """What the next line depends on."""
        before = self._before if self._before in _MATTERING else ""
        return _state(stack, before, self._was_string, self._is_raw and self._was_string)

    def role(self, token: _TokenType, value: str) -> Role:
        """The role of the next token."""
        role, is_string, name = _kind(token)
        if name and (name != "Token.Name" or value in _MORE_BUILTINS):
            role = self._refined(role, name, value)
        self._was_string = is_string
        if not value.isspace():
            self._before = value
        return role

    def _refined(self, role: Role, token: str, value: str) -> Role:
        if token.startswith("Token.Literal.String"):
            return self._string_role(role, token, value)
        if token == "Token.Name" and self._before != ".":
            return Role.BUILTIN
        if token == "Token.Name.Function.Magic" and self._before != "def":
            return Role.TEXT
        if token == "Token.Name.Builtin.Pseudo" and value in {"self", "cls"}:
            return Role.TEXT
        return role

    def _string_role(self, role: Role, token: str, value: str) -> Role:
        """A raw string has no backslash escapes."""
        if not self._was_string:
            self._is_raw = token.endswith("Affix") and "r" in value.lower()
        if token.endswith("Escape") and value.startswith("\\") and self._is_raw:
            return Role.STRING
        return role


_MATTERING = frozenset({".", "def"})
# States that a line's end leaves, or from which a look may go on over it.
_WITHIN_A_LINE = frozenset({"funcname", "classname", "import", "fromimport", "soft-keywords-inner"}) | {
    "expr-inside-fstring",
    "expr-inside-fstring-inner",
}


@functools.lru_cache(1024)
def _state(stack: tuple[str, ...], before: str, was_string: bool, is_raw: bool) -> State | None:
    return None if _WITHIN_A_LINE.intersection(stack) else State(stack, before, was_string, is_raw)


@functools.cache
def _kind(token: _TokenType) -> tuple[Role, bool, str]:
    """Its role by its type alone, whether it is part of a string, and its name where the role depends."""
    name = str(token)
    is_string = name.startswith("Token.Literal.String")
    depends = is_string or name in {"Token.Name", "Token.Name.Function.Magic", "Token.Name.Builtin.Pseudo"}
    return _role_of(token), is_string, name if depends else ""


def _role_of(token: _TokenType) -> Role:
    """That of the nearest ancestor in the table."""
    roles = _roles()
    for ancestor in reversed(token.split()):
        if ancestor in roles:
            return roles[ancestor]
    return Role.TEXT


@functools.cache
def _roles() -> dict[_TokenType, Role]:
    from pygments import token

    return {
        token.Keyword: Role.KEYWORD,
        token.Operator.Word: Role.KEYWORD,
        token.Keyword.Constant: Role.NUMBER,
        token.Number: Role.NUMBER,
        token.String: Role.STRING,
        token.String.Escape: Role.DECORATOR,
        token.String.Interpol: Role.DECORATOR,
        token.Name.Decorator: Role.DECORATOR,
        token.Name.Function: Role.DEFINITION,
        token.Name.Class: Role.DEFINITION,
        token.Name.Builtin: Role.BUILTIN,
        token.Name.Exception: Role.BUILTIN,
        token.Operator: Role.OPERATOR,
        token.Punctuation: Role.OPERATOR,
        token.Comment: Role.COMMENT,
    }


@functools.cache
def _lexer() -> ExtendedRegexLexer:
    from desktop.core.python_lexer import python_lexer

    return python_lexer()
