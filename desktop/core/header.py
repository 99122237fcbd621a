"""The head of an example file: its docstring, its PEP 723 block and the remarks in its comments.

Reads text only and never needs the file to compile, because a gated example may not compile here.
"""

from __future__ import annotations

import ast
import inspect
import re

from desktop.core.quiet import no_warnings

_BEFORE_CODE = re.compile(r"(?:[ \t\f]*(?:#[^\n]*)?\n)*[ \t\f]*")
# No possessive quantifiers: Python 3.11.2, which Debian 12 has, lets them match too little.
_LITERAL = re.compile(
    r"""(?P<prefix>[rRuU]?)(?:
        \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
      | '''(?:[^'\\]|\\.|'(?!''))*'''
      | "(?:[^"\\\n]|\\.)*"
      | '(?:[^'\\\n]|\\.)*'
    )""",
    re.VERBOSE | re.DOTALL,
)
_REST_OF_LINE = re.compile(r"[ \t\f]*(?:;[^\n]*|#[^\n]*)?(?:\n|\Z)")
# The expression of PEP 723, section "Reference implementation", for the one type that tools may read.
_BLOCK = re.compile(r"(?m)^# /// script$\s(?P<content>(?:^#(?:| .*)$\s)+)^# ///$")
_BLANK_LINES = re.compile(r"(?:[ \t\f]*\n)*")
_REMARK = r"(?m)^[ \t]*# {name}:[ \t]*(?P<first>.*)\n?(?P<rest>(?:[ \t]*#(?![ \t]*(?:\w+:|%%)).*\n?)*)"


def one_newline(text: str) -> str:
    """``text`` with every line end written as ``\\n``; the number of lines stays."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def docstring(text: str) -> str:
    """The module's docstring with its indentation removed, ``""`` where there is none."""
    return _docstring(one_newline(text))[0]


def metadata(text: str) -> str | None:
    """The TOML of the ``script`` block, ``None`` without a block; the first one where there are more."""
    if "# /// script" not in text:
        return None
    match = _BLOCK.search(one_newline(text))
    if match is None:
        return None
    return "".join(line[2:] or "\n" for line in match["content"].splitlines(keepends=True))


def has_second_metadata(text: str) -> bool:
    """Whether there is more than one ``script`` block, which PEP 723 forbids."""
    return text.count("# /// script") > 1 and len(_BLOCK.findall(one_newline(text))) > 1


def without_metadata(text: str) -> str:
    """``text`` without its block: what a search should look at."""
    return _BLOCK.sub("", one_newline(text), count=1) if "# /// script" in text else text


def code_start_line(text: str) -> int:
    """The line (from 1) where the code begins: after docstring, metadata block and blank lines."""
    text = one_newline(text)
    end = _docstring(text)[1]
    block = _BLOCK.match(text, _after_blank_lines(text, _after_line(text, end)))
    end = block.end() if block else end
    return text.count("\n", 0, _after_blank_lines(text, _after_line(text, end))) + 1


def remark(text: str, name: str) -> str:
    """The text of the first ``# name:`` comment, with the comment lines that follow it, in one line."""
    if f"# {name}:" not in text:
        return ""
    match = re.search(_REMARK.format(name=name), one_newline(text))
    if match is None:
        return ""
    lines = [match["first"], *(line.strip().lstrip("#") for line in match["rest"].splitlines())]
    return " ".join(line.strip() for line in lines).strip()


def _after_line(text: str, position: int) -> int:
    """The start of the line after ``position``; 0 stays 0, there nothing has been passed."""
    if position == 0:
        return 0
    newline = text.find("\n", position)
    return len(text) if newline < 0 else newline + 1


def _after_blank_lines(text: str, position: int) -> int:
    match = _BLANK_LINES.match(text, position)
    return match.end() if match else position


def _docstring(text: str) -> tuple[str, int]:
    """The docstring and the offset behind its literal; ``("", 0)`` without one. Lines end with ``\\n``."""
    before = _BEFORE_CODE.match(text)
    start = before.end() if before else 0
    literal = _LITERAL.match(text, start)
    if literal and _REST_OF_LINE.match(text, literal.end()):
        return inspect.cleandoc(_value(literal[0])), literal.end()
    if text[start : start + 1] in {'"', "'", "("} or literal:
        return _docstring_by_parser(text)
    return "", 0


def _docstring_by_parser(text: str) -> tuple[str, int]:
    """For the rare forms (brackets, joined literals): ask Python, where it can compile the file."""
    try:
        with no_warnings():
            module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "", 0
    found = ast.get_docstring(module)
    if found is None:
        return "", 0
    end_line = module.body[0].end_lineno or 1
    lines = text.split("\n")
    return found, sum(len(line) + 1 for line in lines[:end_line]) - 1


def _value(literal: str) -> str:
    """The text a literal stands for; as written where an escape is not understood."""
    if "\\" not in literal:
        return _inner(literal)
    try:
        with no_warnings():
            value = ast.literal_eval(literal)
    except (SyntaxError, ValueError):
        return _inner(literal)
    return value if isinstance(value, str) else ""


def _inner(literal: str) -> str:
    bare = literal.lstrip("rRuU")
    width = 3 if bare[:3] in ('"""', "'''") else 1
    return bare[width:-width]
