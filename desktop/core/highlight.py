"""Python source as coloured spans, one list for each line.

Hides Pygments, which is loaded on first use, and the places where its Python lexer is not exact.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.header import one_newline

if TYPE_CHECKING:
    from pygments.lexer import RegexLexer
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
    has_wide = bool(text) and max(text) > "\uffff"
    lines: list[list[tuple[Role, int]]] = [[]]
    for role, value in _pieces(text):
        for place, part in enumerate(value.split("\n")):
            if place:
                lines.append([])
            if part:
                lines[-1].append((role, _units(part) if has_wide else len(part)))
    spans = [_spans(line) for line in lines]
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


def is_warm() -> bool:
    """Whether the lexer is loaded; the first ``highlight`` takes about 0.1 s to do so."""
    return _lexer.cache_info().currsize > 0


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


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


def _pieces(text: str) -> Iterator[tuple[Role, str]]:
    """The whole text in pieces; what the lexer passes over is plain text."""
    end = 0
    context = _Context()
    for start, token, value in _lexer().get_tokens_unprocessed(text):
        if start > end:
            yield Role.TEXT, text[end:start]
        yield context.role(token, value), value
        end = start + len(value)
    if end < len(text):
        yield Role.TEXT, text[end:]


class _Context:
    """The role of one token after another, where that depends on the tokens before."""

    def __init__(self) -> None:
        self._before = ""  # the last token that is no white space
        self._was_string = False
        self._is_raw = False

    def role(self, token: _TokenType, value: str) -> Role:
        role = self._refined(_role_of(token), str(token), value)
        self._was_string = role is Role.STRING or str(token).startswith("Token.Literal.String")
        if value.strip():
            self._before = value
        return role

    def _refined(self, role: Role, token: str, value: str) -> Role:
        if token.startswith("Token.Literal.String"):
            return self._string_role(role, token, value)
        if token == "Token.Name" and value in _MORE_BUILTINS and self._before != ".":
            return Role.BUILTIN
        if token == "Token.Name.Function.Magic" and self._before != "def":
            return Role.TEXT
        if token == "Token.Name.Builtin.Pseudo" and value in {"self", "cls"}:
            return Role.TEXT
        return role

    def _string_role(self, role: Role, token: str, value: str) -> Role:
        """Formatting marks count in f-strings only, and a raw string has no backslash escapes."""
        if not self._was_string:
            self._is_raw = token.endswith("Affix") and "r" in value.lower()
        if token.endswith("Escape") and value.startswith("\\") and self._is_raw:
            return Role.STRING
        if token.endswith("Interpol") and (value.startswith("%") or (value[0] == "{" and len(value) > 1)):
            return Role.STRING
        return role


@functools.cache
def _role_of(token: _TokenType) -> Role:
    """The role of a token by its type alone: that of the nearest ancestor in the table."""
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
def _lexer() -> RegexLexer:
    """Pygments' Python lexer with four corrections, each tried before its own rules."""
    from pygments import lexer
    from pygments.lexers.python import PythonLexer
    from pygments.token import Keyword, Name, Number, String, Text

    groups: Callable[..., object] = lexer.bygroups
    name = PythonLexer.uni_name
    docstring = r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""' + r"|'''(?:[^'\\]|\\[\s\S]|'(?!''))*'''"
    digits = r"\d(?:_?\d)*"
    first = [
        # An escaped quote does not end a docstring.
        (rf"^(\s*)([rRuUbB]{{,2}})({docstring})", groups(Text, String.Affix, String.Doc)),
        # A decorator stands first in its line and may have dots; elsewhere @ multiplies matrices.
        (rf"^([ \t]*)(@[ \t]*{name}(?:\.{name})*)", groups(Text, Name.Decorator)),
        (rf"^([ \t]*)(type)(?=[ \t]+{name}[ \t]*(?:\[|=[^=]))", groups(Text, Keyword)),
    ]
    imaginary = (rf"(?:{digits}(?:\.(?:{digits})?)?|\.{digits})(?:[eE][+-]?{digits})?[jJ]\b", Number)
    rules = PythonLexer.tokens

    class Lexer(PythonLexer):
        tokens = {
            **rules,
            "root": [*first, *rules["root"]],
            "numbers": [imaginary, *rules["numbers"]],
            "name": [rule for rule in rules["name"] if not (rule[0].startswith("@") and len(rule[0]) > 1)],
        }

    return Lexer()
