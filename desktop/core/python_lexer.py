"""Pygments' Python lexer, made exact and made local.

Hides Pygments' rules. Forbids rules that look over a line's end for something that may never come: with those
a letter typed at the end of a file could change the colours of its beginning.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable
from itertools import takewhile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pygments.lexer import ExtendedRegexLexer
    from pygments.token import _TokenType

_SPACE = r"[^\S\n]"
_GAP = rf"((?:{_SPACE}|\\\n)+)"  # between two words of a statement
_DIGITS = r"\d(?:_?\d)*"
_SOFT_WORDS = ("lazy", "match", "case", "type", "self", "cls", "Ellipsis", "NotImplemented")
_Rules = dict[str, list[Any]]


def python_lexer() -> ExtendedRegexLexer:
    """A new one; it takes about 0.1 s to make."""
    from pygments.lexer import ExtendedRegexLexer
    from pygments.lexers.python import PythonLexer

    theirs = PythonLexer.tokens
    quick = _quick_rules(theirs)
    names = [rule for rule in theirs["name"] if not (rule[0].startswith("@") and len(rule[0]) > 1)]

    class Lexer(ExtendedRegexLexer):
        tokens = {
            **theirs,
            **_strings(),
            **_imports(theirs),
            "root": [*quick, *_root(PythonLexer.uni_name, theirs)],
            "expr": [*quick, *theirs["expr"]],
            "numbers": [_imaginary(), *theirs["numbers"]],
            "name": names,
        }

    return Lexer()


def _groups(*kinds: object) -> Any:
    from pygments import lexer

    bygroups: Callable[..., object] = lexer.bygroups
    return bygroups(*kinds)


def _quick_rules(theirs: _Rules) -> list[Any]:
    """What most tokens are, ahead of a hundred rules that cannot apply to them: a third of the time."""
    from pygments.lexer import words
    from pygments.token import Name, Number, Operator, Punctuation, Text

    patterns = (rule[0] for rules in theirs.values() for rule in rules if isinstance(rule, tuple))
    special = {word for pattern in patterns if isinstance(pattern, words) for word in pattern.words}
    special |= {*keyword.kwlist, *_SOFT_WORDS}
    name = r"""(?![a-zA-Z]{1,2}["'])[A-Za-z_][A-Za-z0-9_]*(?![A-Za-z0-9_]|[^\x00-\x7f])"""
    return [
        (words(tuple(sorted(special)), prefix="(?!", suffix=rf"\b){name}"), Name),
        # White space in the middle of a line, or before what can be no docstring, decorator or soft keyword.
        (rf"(?<=[^\n]){_SPACE}+|{_SPACE}+(?![@rRuUbBtmc\"']|{_SPACE})", Text),
        (r"[]{}:(),;[]", Punctuation),
        (r"!=|==|<<|>>|:=|[-~+/*%=<>&^|]|\.(?!\d)", Operator),
        (r"[0-9]+(?![\w.])", Number.Integer),
    ]


def _root(name: str, theirs: _Rules) -> list[Any]:
    from pygments.lexer import include
    from pygments.token import Comment, Keyword, Name, String, Text, Whitespace

    start = rf"^({_SPACE}*)([rRuUbB]{{,2}})"
    module = Keyword.Namespace
    strings = takewhile(lambda rule: rule[0] != rf"{_SPACE}+", theirs["expr"])
    return [
        (r"\n", Whitespace),
        (start + '(""")', _groups(Text, String.Affix, String.Doc), "docstring-double"),
        (start + "(''')", _groups(Text, String.Affix, String.Doc), "docstring-single"),
        # A decorator stands first in its line and may have dots; elsewhere @ multiplies matrices.
        (rf"^([ \t]*)(@[ \t]*{name}(?:\.{name})*)", _groups(Text, Name.Decorator)),
        (rf"^([ \t]*)(type)(?=[ \t]+{name}[ \t]*(?:\[|=[^=]))", _groups(Text, Keyword)),
        (r"#.*$", Comment.Single),
        (r"\\\n", Text),
        (r"\\", Text),
        *strings,
        include("keywords"),
        include("soft-keywords"),
        (rf"(def){_GAP}", _groups(Keyword, Text), "funcname"),
        (rf"(class){_GAP}", _groups(Keyword, Text), "classname"),
        (rf"^(lazy){_GAP}(from){_GAP}", _groups(module, Text, module, Text), "fromimport"),
        (rf"^(lazy){_GAP}(import){_GAP}", _groups(module, Text, module, Text), "import"),
        (rf"(from){_GAP}", _groups(module, Text), "fromimport"),
        (rf"(import){_GAP}", _groups(module, Text), "import"),
        include("expr"),
    ]


def _strings() -> _Rules:
    """Only formatted strings have formatting marks, and a docstring has no escapes but that of its quote."""
    from pygments.token import String

    def inside(kind: _TokenType) -> list[Any]:
        return [(r"[^\\'\"\n]+", kind), (r"['\"\\]", kind)]

    def docstring(quote: str) -> list[Any]:
        doc = String.Doc
        return [
            (rf"[^{quote}\\\n]+", doc),
            (quote * 3, doc, "#pop"),
            (r"\\[\s\S]", doc),
            (rf"[{quote}\\\n]", doc),
        ]

    return {
        "strings-single": inside(String.Single),
        "strings-double": inside(String.Double),
        "docstring-single": docstring("'"),
        "docstring-double": docstring('"'),
    }


def _imports(theirs: _Rules) -> _Rules:
    """Their rules, within one line."""
    from pygments.lexer import default, using
    from pygments.lexer import this as same
    from pygments.token import Keyword, Operator, Text

    def kept(rules: Iterable[Any]) -> list[Any]:
        return [rule for rule in rules if isinstance(rule, default) or not rule[0].startswith(r"(\s")]

    words = [
        (rf"({_SPACE}+)(as)({_SPACE}+)", _groups(Text, Keyword, Text)),
        (rf"({_SPACE}*)(,)({_SPACE}*)", _groups(Text, Operator, Text)),
    ]
    module = [(rf"({_SPACE}+)(import)\b", _groups(Text, Keyword.Namespace), "#pop")]
    inner: Callable[..., Any] = using
    wildcard = (rf"({_SPACE}+)([^\n_]*)(_\b)", _groups(Text, inner(same), Keyword))
    return {
        "import": [*words, *kept(theirs["import"])],
        "fromimport": [*module, *kept(theirs["fromimport"])],
        "soft-keywords-inner": [wildcard, default("#pop")],
    }


def _imaginary() -> Any:
    from pygments.token import Number

    return (rf"(?:{_DIGITS}(?:\.(?:{_DIGITS})?)?|\.{_DIGITS})(?:[eE][+-]?{_DIGITS})?[jJ]\b", Number)
