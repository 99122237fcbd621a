"""What the tokens of a program show and its tree cannot: operators, keywords, prefixes, escapes and joins.

Read by the newest Python there is; an older one sees less inside f-strings. Standard library only.
"""

from __future__ import annotations

import io
import itertools
import keyword
import re
import tokenize
from collections.abc import Iterator

_OPEN, _CLOSE = "([{", ")]}"
_COOKIE = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+")
_DEBUG = re.compile(r"\{[^{}]*[^=!<>{]=\s*(?:![rsa])?(?::[^{}]*)?\}")
_PREFIX = re.compile(r"[A-Za-z]*")
_ESCAPES = {
    "esc-newline": r"\n",
    "esc-octal": r"[0-7]",
    "esc-hex": r"x[0-9a-fA-F]{2}",
    "esc-name": r"N\{",
    "esc-u": r"u[0-9a-fA-F]{4}",
    "esc-U": r"U[0-9a-fA-F]{8}",
    "esc-simple": r"[\\'\"abfnrtv]",
}
_TEXT_ONLY = ("esc-name", "esc-u", "esc-U")
_SPACE = (tokenize.NL, tokenize.COMMENT)


class Lexical:
    """The evidence of one text, as words such as ``op::=`` and ``lex:raw-string``."""

    def __init__(self, text: str) -> None:
        self.found: set[str] = set()
        self._lines = text.splitlines(keepends=True)
        self._depth = 0
        if any(_COOKIE.match(line) for line in self._lines[:2]):
            self.found.add("lex:encoding-cookie")
        tokens = list(_tokens(text))
        for before, token in itertools.pairwise([None, *tokens]):
            if token is not None:
                self._take(before, token)
        self._take_strings(tokens)

    def _take(self, before: tokenize.TokenInfo | None, token: tokenize.TokenInfo) -> None:
        if token.type == tokenize.OP:
            self._take_operator(before, token.string)
        elif token.type == tokenize.NAME:
            self._take_name(token.string)
        elif token.type == tokenize.NUMBER:
            self._take_number(token.string.lower())
        elif token.type == tokenize.COMMENT:
            self.found.add("lex:comment")
        elif token.type == tokenize.INDENT:
            self.found.add("lex:indentation")
        elif token.type == tokenize.NL and self._depth:
            self.found.add("lex:implicit-joining")
        if before is not None and self._is_joined(before, token):
            self.found.add("lex:backslash-continuation")

    def _take_operator(self, before: tokenize.TokenInfo | None, text: str) -> None:
        self.found.add(f"op:{text}")
        self._depth += (text in _OPEN) - (text in _CLOSE)
        if text == ";":
            self.found.add("lex:semicolon")
        if text in _CLOSE and before is not None and before.string == ",":
            self.found.add("lex:trailing-comma")

    def _take_name(self, text: str) -> None:
        if keyword.iskeyword(text):
            self.found.add(f"keyword:{text}")
        if not text.isascii():
            self.found.add("lex:unicode-identifier")

    def _take_number(self, text: str) -> None:
        base = {"0b": "lex:int-bin", "0o": "lex:int-oct", "0x": "lex:int-hex"}.get(text[:2])
        forms = {
            "lex:int-underscore": "_" in text,
            "lex:imaginary": text.endswith("j"),
            "lex:float-point": "." in text,
            "lex:float-exponent": base is None and "e" in text,
        }
        self.found.update(form for form, is_there in forms.items() if is_there)
        self.found.update([base] if base else [])

    def _is_joined(self, before: tokenize.TokenInfo, token: tokenize.TokenInfo) -> bool:
        """Whether a backslash at the end of a line lies between the two."""
        row = before.end[0]
        if token.start[0] <= row or before.type in (tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT):
            return False
        return row <= len(self._lines) and self._lines[row - 1].rstrip("\r\n").endswith("\\")

    def _take_strings(self, tokens: list[tokenize.TokenInfo]) -> None:
        """Whole literals; the parts of an f-string, which newer Pythons tell apart, are put together."""
        last_end: tokenize.TokenInfo | None = None
        for literal, first, last in _literals(tokens):
            text = self._source(first, last)
            self._take_string(text, nested=literal)
            if last_end is not None and last_end.end <= first.start and _touch(tokens, last_end, first):
                self.found.add("lex:adjacent-concat")
            last_end = last

    def _take_string(self, text: str, *, nested: bool) -> None:
        prefix = (_PREFIX.match(text) or [""])[0].lower()
        quote = text[len(prefix)]
        is_triple = text[len(prefix) : len(prefix) + 3] == quote * 3 and len(text) >= len(prefix) + 6
        self.found.add(f"lex:str-{'triple' if is_triple else 'single' if quote == chr(39) else 'double'}")
        forms = {
            "lex:bytes-literal": "b" in prefix,
            "lex:raw-bytes": "b" in prefix and "r" in prefix,
            "lex:raw-string": "r" in prefix and "b" not in prefix,
            "lex:u-prefix": prefix == "u",
            "lex:f-string": "f" in prefix,
            "lex:t-string": "t" in prefix,
            "lex:f-debug": "f" in prefix and bool(_DEBUG.search(text)),
            "lex:f-nested-quotes": "f" in prefix and not is_triple and nested and text.count(quote) > 2,
        }
        self.found.update(form for form, is_there in forms.items() if is_there)
        if "r" not in prefix:
            self._take_escapes(text, is_bytes="b" in prefix)

    def _take_escapes(self, text: str, *, is_bytes: bool) -> None:
        for match in re.finditer(r"\\(?s:.)", text):
            for form, pattern in _ESCAPES.items():
                if is_bytes and form in _TEXT_ONLY:
                    continue
                if re.compile(pattern).match(text, match.start() + 1):
                    self.found.add(f"lex:{form}")

    def _source(self, first: tokenize.TokenInfo, last: tokenize.TokenInfo) -> str:
        (row, column), (end_row, end_column) = first.start, last.end
        lines = self._lines[row - 1 : end_row]
        lines[-1] = lines[-1][:end_column]
        lines[0] = lines[0][column:]
        return "".join(lines)


def _tokens(text: str) -> Iterator[tokenize.TokenInfo]:
    """As many as can be read."""
    try:
        yield from tokenize.generate_tokens(io.StringIO(text).readline)
    except (tokenize.TokenError, SyntaxError):
        return


def _literals(
    tokens: list[tokenize.TokenInfo],
) -> Iterator[tuple[bool, tokenize.TokenInfo, tokenize.TokenInfo]]:
    """The first and last token of each literal, inner ones too, and whether others lie in it."""
    starts: list[list[tokenize.TokenInfo]] = []
    holds: list[bool] = []
    for token in tokens:
        name = tokenize.tok_name[token.type]
        if name.endswith("STRING_START"):
            holds[-1:] = [True] if holds else []
            starts.append([token])
            holds.append(False)
        elif name.endswith("STRING_END") and starts:
            yield holds.pop(), starts.pop()[0], token
        elif name == "STRING":
            holds[-1:] = [True] if holds else []
            yield False, token, token


def _touch(tokens: list[tokenize.TokenInfo], last: tokenize.TokenInfo, first: tokenize.TokenInfo) -> bool:
    """Whether nothing but blanks and comments lies between two literals."""
    between = tokens[tokens.index(last) + 1 : tokens.index(first)]
    return all(token.type in _SPACE for token in between)
