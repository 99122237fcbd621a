"""Colouring Python."""

import itertools
import random
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.header import one_newline
from desktop.core.highlight import LONGEST_LINE, Role, Span, highlight, long_lines


def words(code: str) -> list[tuple[str, str]]:
    """The coloured pieces of ``code`` as (role, text), without plain text; cut in UTF-16 as Qt does it."""
    found = []
    for line, spans in zip(one_newline(code).split("\n"), highlight(code), strict=True):
        units = line.encode("utf-16-le", "surrogatepass")
        for span in spans:
            text = units[2 * span.start : 2 * (span.start + span.length)].decode("utf-16-le", "surrogatepass")
            if span.role is not Role.TEXT:
                found.append((span.role.value, text.strip()))
    return found


def roles(code: str) -> dict[str, str]:
    """Each coloured piece of ``code`` with its (last) role."""
    return {text: role for role, text in words(code)}


def assert_whole(code: str) -> None:
    """The spans of each line follow one another without a gap and fill the line."""
    lines = one_newline(code).split("\n")
    spans_of = highlight(code)
    assert len(spans_of) == len(lines)
    for line, spans in zip(lines, spans_of, strict=True):
        end = 0
        for span in spans:
            assert span.start == end
            assert span.length > 0
            end += span.length
        assert end == len(line.encode("utf-16-le", "surrogatepass")) // 2
        assert all(one.role is not two.role for one, two in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("for x in y:", {"for": "keyword", "in": "keyword"}),
        ("a and not b or c is d", dict.fromkeys(("and", "not", "or", "is"), "keyword")),
        ("x = True, None", {"True": "number", "None": "number"}),
        (
            "1_000 + 0xFF + 1e3 + 3j + 1.5e2j",
            {"1_000": "number", "0xFF": "number", "3j": "number", "1.5e2j": "number"},
        ),
        ("def area(r): pass", {"def": "keyword", "area": "definition", "pass": "keyword"}),
        ("class Box(Base): pass", {"class": "keyword", "Box": "definition"}),
        (
            "async def f(): await g()",
            {"async": "keyword", "def": "keyword", "f": "definition", "await": "keyword"},
        ),
        ("print(len(x))", {"print": "builtin", "len": "builtin"}),
        ("raise ValueError from None", {"raise": "keyword", "ValueError": "builtin", "None": "number"}),
        ("raise ExceptionGroup('a', [])", {"ExceptionGroup": "builtin"}),
        ("@app.route('/')\ndef f(): ...", {"@app.route": "decorator", "f": "definition"}),
        ("x = a @b", {"@": "operator"}),
        ("# why", {"# why": "comment"}),
        ("r'\\d\\\\' + 'a\\n'", {"r'\\d\\\\'": "string", "\\n": "decorator"}),
        ("type X = list[int]", {"type": "keyword"}),
        ("type(x)", {"type": "builtin"}),
        ("match x:\n    case [1, _]: pass", {"match": "keyword", "case": "keyword", "_": "keyword"}),
        ("match = case = 1", {"1": "number"}),
        ("lazy import json", {"lazy": "keyword", "import": "keyword"}),
    ],
)
def test_each_word_has_the_colour_of_its_role(code: str, expected: dict[str, str]) -> None:
    found = roles(code)
    for text, role in expected.items():
        assert found.get(text) == role, found


@pytest.mark.parametrize("name", ["x.print", "x.ExceptionGroup", "self", "super_", "os.path", "__name__"])
def test_ordinary_names_stay_plain(name: str) -> None:
    assert words(f"{name} + 1") in ([("operator", "+"), ("number", "1")], [("operator", "."), *words("+ 1")])


def test_a_special_method_is_a_definition_only_where_it_is_defined() -> None:
    assert ("definition", "__init__") in words("def __init__(self): pass")
    assert ("definition", "__init__") not in words("super().__init__()")


def test_the_braces_of_f_strings_stand_out_and_those_of_other_strings_do_not() -> None:
    assert words('f"a {x!r:>{w}} {{}}"') == [
        ("string", 'f"a'),
        ("decorator", "{"),
        ("decorator", "!r:"),
        ("string", ">"),
        ("decorator", "{"),
        ("decorator", "}}"),
        ("string", ""),
        ("decorator", "{{}}"),
        ("string", '"'),
    ]
    assert words('"{} %s {name}"') == [("string", '"{} %s {name}"')]
    assert words('t"{x}"')[1] == ("decorator", "{")


def test_f_strings_may_hold_their_own_quotes() -> None:
    found = words('f"{d["key"]}" + 1')
    assert ("string", '"key"') in found
    assert found[-2:] == [("operator", "+"), ("number", "1")]


def test_a_string_of_many_lines_is_a_string_on_each_line() -> None:
    code = 'x = """one\n  two # no comment\n\n"""\ny = 1  # comment\n'
    assert words(code) == [
        ("operator", "="),
        ("string", '"""one'),
        ("string", "two # no comment"),
        ("string", '"""'),
        ("operator", "="),
        ("number", "1"),
        ("comment", "# comment"),
    ]


def test_an_escaped_quote_does_not_end_a_docstring() -> None:
    assert words('"""say \\""" loudly"""\nx = 1') == [
        ("string", '"""say \\""" loudly"""'),
        ("operator", "="),
        ("number", "1"),
    ]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_do_not_change_the_colours(newline: str) -> None:
    code = 'def f():\n\t"""Doc\n\n\tmore"""\n\treturn 1  # one\n'
    assert highlight(code.replace("\n", newline)) == highlight(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "\n",
        "x = '😀𝒳'; 𝒳 = 1  # 😀",
        "x = '\ud800' \udfff 1",
        "a\x0cb\x0b\n\x0c\nx\x85y\u2028z",
        "'unfinished\nx = 1",
        '"""unfinished\nx = 1',
        'f"{',
        "\x00\x01$?`",
        "class \ndef \n@\n",
    ],
)
def test_strange_text_is_covered_without_a_gap(code: str) -> None:
    assert_whole(code)


@settings(deadline=None)
@given(st.text(st.sampled_from("'\"f{}rb\\\n\r\t #:=@()x1_é😀\ud800def"), max_size=60))
def test_any_text_is_covered_without_a_gap(code: str) -> None:
    assert_whole(code)


def test_the_standard_library_is_covered_without_a_gap() -> None:
    folder = Path(sysconfig.get_path("stdlib"))
    files = [file for file in sorted(folder.rglob("*.py")) if "site-packages" not in file.parts]
    small = [file for file in files if file.stat().st_size < 12_000]
    for file in random.Random(7).sample(small, 200):
        assert_whole(file.read_bytes().decode("utf-8", "surrogateescape"))


def test_pygments_is_loaded_at_the_first_use_only() -> None:
    code = (
        "import sys, desktop.core.highlight as h; a = 'pygments' in sys.modules; h.highlight('x'); "
        "print(a, 'pygments' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_an_enormous_line_is_plain_and_the_lines_around_it_are_not() -> None:
    code = "if x:\n" + "😀[" * LONGEST_LINE + "\nprint(1)\n" + "#" * LONGEST_LINE
    first, enormous, after, longest = highlight(code)
    assert first[0].role is Role.KEYWORD
    assert enormous == [Span(0, 3 * LONGEST_LINE, Role.TEXT)], "counted as Qt counts"
    assert after[0] == Span(0, 5, Role.BUILTIN)
    assert longest == [Span(0, LONGEST_LINE, Role.COMMENT)]
    assert long_lines(code) == [2]
