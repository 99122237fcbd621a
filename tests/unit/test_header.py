"""The head of an example file."""

import ast
import sysconfig
from pathlib import Path

import pytest

from desktop.core import header

EXAMPLE = '''\
#!/usr/bin/env python3
"""Unpacking with a star

One name may carry a star.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
#
# goal = "Collect the rest."
# ///

scores = [91, 78]
# pitfall: a second star
#   is refused.
# predict: what is in rest?
# Think first.
best, *rest = scores  # predict: not this one
'''


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('"""One\n\n    two\n"""\nx = 1\n', "One\n\ntwo"),
        ("# a comment\n\n'''Single'''\n", "Single"),
        ('"short"; x = 1\n', "short"),
        ('r"""raw \\n"""\n', "raw \\n"),
        ('"""say \\"""no\\""" and \\N{BULLET}"""\n', 'say """no""" and •'),
        ('"joined " "docstring"\n', "joined docstring"),
        ('("in brackets")\n', "in brackets"),
        ('f"""no {docstring}"""\n', ""),
        ('b"""bytes"""\n', ""),
        ('"text" + "text"\n', ""),
        ('"".join([])\n', ""),
        ("x = 1\n", ""),
        ("", ""),
    ],
)
def test_the_docstring_is_the_one_python_sees(code: str, expected: str) -> None:
    assert header.docstring(code) == expected
    assert header.docstring(code) == (ast.get_docstring(ast.parse(code)) or "")


def test_the_docstring_of_a_file_that_does_not_compile_here_is_found() -> None:
    assert (
        header.docstring('"""New syntax"""\ntry:\n    pass\nexcept A, B:\n    lazy import x\n')
        == "New syntax"
    )


def test_an_unfinished_docstring_is_none_at_all() -> None:
    assert header.docstring('"""never closed\n' + 'text " and text\n' * 5000) == ""


def test_the_scan_agrees_with_the_parser_on_the_standard_library() -> None:
    files = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))
    assert len(files) > 100
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert header.docstring(text) == (ast.get_docstring(ast.parse(text)) or ""), file.name


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_metadata_is_read_whatever_the_line_ends(newline: str) -> None:
    expected = 'requires-python = ">=3.11"\n[tool.explorer]\n\ngoal = "Collect the rest."\n'
    assert header.metadata(EXAMPLE.replace("\n", newline)) == expected


@pytest.mark.parametrize(
    "code", ["x = 1\n", "# /// script\n# never closed\n", "# /// other\n# a = 1\n# ///\n"]
)
def test_no_script_block_is_no_metadata(code: str) -> None:
    assert header.metadata(code) is None


def test_a_second_block_is_noticed() -> None:
    one = "# /// script\n# a = 1\n# ///\n"
    assert not header.has_second_metadata(one)
    assert header.has_second_metadata(one + "\nx = 1\n\n" + one)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_code_starts_after_docstring_metadata_and_blank_lines(newline: str) -> None:
    assert header.code_start_line(EXAMPLE.replace("\n", newline)) == 13


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = 1\n", 1),
        ("", 1),
        ("\n\nx = 1\n", 3),
        ('"""Doc"""\nx = 1\n', 2),
        ('("Doc")\n\nx = 1\n', 3),
        ('"""Doc"""\n# Why this.\nx = 1\n', 2),
        ("# /// script\n# a = 1\n# ///\n\nx = 1\n", 5),
        ('# /// script\n# a = 1\n# ///\n"""Doc"""\n\nx = 1\n', 6),
        ('"""Doc"""', 1),
    ],
)
def test_the_code_starts_where_a_reader_would_start(code: str, expected: int) -> None:
    assert header.code_start_line(code) == expected


def test_a_remark_goes_on_in_the_next_comment_lines_and_ends_at_the_next_remark() -> None:
    assert header.remark(EXAMPLE, "pitfall") == "a second star is refused."
    assert header.remark(EXAMPLE, "predict") == "what is in rest? Think first."
    assert header.remark(EXAMPLE, "nothing") == ""


def test_the_searched_text_has_no_metadata() -> None:
    text = header.without_metadata(EXAMPLE)
    assert "tool.explorer" not in text
    assert "best, *rest" in text
