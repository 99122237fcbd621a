"""What a program uses of Python is found in its text and its run, and only there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EVIDENCE = Path(__file__).resolve().parents[2] / "desktop" / "child" / "evidence.py"


def survey(folder: Path, *words: str | Path) -> object:
    command = [sys.executable, EVIDENCE, "found.json", *words]
    subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    return json.loads((folder / "found.json").read_text(encoding="utf-8"))


def seen(folder: Path, code: str) -> set[str]:
    file = folder / "program.py"
    file.write_text(code, encoding="utf-8")
    found = survey(folder, file)
    assert isinstance(found, list)
    return set(found)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "for x in [1]:\n    pass\nelse:\n    x = 2\n",
            "ast:For field:For.orelse keyword:else lex:indentation",
        ),
        ("a = 1 if True else 0\na //= 2\n", "ast:IfExp op://= builtin:True keyword:if"),
        ("print('a' \"b\")\n", "builtin:print lex:adjacent-concat lex:str-single lex:str-double"),
        ("a = 1 + \\\n  2\n", "lex:backslash-continuation"),
        ("a = (1,\n  2,)\n", "lex:implicit-joining lex:trailing-comma"),
        (
            "a = rb'\\d', r'\\d', 0x_ff, 1e5, 2j, 1.5\n",
            "lex:raw-bytes lex:raw-string lex:int-hex lex:imaginary",
        ),
        ("a = '\\N{BULLET}\\x41\\n\\u0041'\n", "lex:esc-name lex:esc-hex lex:esc-simple lex:esc-u"),
        ("x = 1\na = f'{x!r:>{x}}'\nb = f'{x = }'\n", "lex:f-conversion lex:f-nested-spec lex:f-debug"),
        ("import functools as ft\nft.reduce\n", "module:functools name:functools.reduce"),
        ("from os import path\nfrom typing import Any\nAny\n", "module:os.path name:typing.Any"),
        ("'a b'.split()\n[].append(1)\n", "method:str.split method:list.append"),
        ("print(list(map(str.upper, ['a'])))\n", "method:str.upper builtin:map"),
        ("print((1).real)\n", "method:int.real"),
        ("class A:\n    def __len__(self):\n        return 1\n", "dunder:__len__ ast:ClassDef"),
        (
            "try:\n    1 / 0\nexcept ZeroDivisionError:\n    ...\n",
            "exc:ZeroDivisionError lex:ellipsis-literal",
        ),
        ("[][1]\n", "exc:IndexError"),
        ("def\n", "exc:SyntaxError"),
        ("match 1:\n    case _:\n        pass\n", "keyword:match keyword:case keyword:_ ast:MatchAs"),
        ("exec('a = lambda: 0')\n", "ast:Lambda builtin:exec"),
        (
            "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'while 0: pass'])\n",
            "cli:-c ast:While",
        ),
        ("import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'this'])\n", "cli:-m cli:-m-this"),
    ],
)
def test_what_a_program_uses_is_found(tmp_path: Path, code: str, words: str) -> None:
    assert set(words.split()) - seen(tmp_path, code) == set()


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("def print(x):\n    pass\nprint(1)\n", "builtin:print"),
        ("def f(list):\n    return list\n", "builtin:list"),
        ("if False:\n    'a'.split()\n", "method:str.split"),
        ("# lambda\nx = 'lambda'\n", "ast:Lambda"),
        ("import textwrap\ntextwrap.dedent('a')\n", "method:str.join"),
        ("from collections import namedtuple\nnamedtuple('P', 'x y')\n", "ast:Lambda"),
        ("for x in []:\n    pass\n", "field:For.orelse"),
        ("x = 1\nx.upper = 2\n", "method:str.upper"),
    ],
)
def test_what_it_does_not_use_itself_is_not_found(tmp_path: Path, code: str, word: str) -> None:
    assert word not in seen(tmp_path, code)


def test_a_program_sees_nothing_of_the_survey(tmp_path: Path) -> None:
    code = (
        "import sys\nassert __name__ == '__main__' and sys.argv == [__file__]\n"
        "assert not [name for name in sys.modules if name.startswith('desktop')]\n"
        "assert sys.path[0] == __file__.rpartition('/')[0]\nint('7')\nsys.exit(3)\n"
    )
    found = seen(tmp_path, code)
    assert "exc:SystemExit" in found
    assert "exc:AssertionError" not in found


def test_a_python_tells_its_sets(tmp_path: Path) -> None:
    sets = survey(tmp_path, "--sets")
    assert isinstance(sets, dict)
    assert "For" in sets["ast"] and "expr" not in sets["ast"] and "Num" not in sets["ast"]
    assert "print" in sets["builtin"] and "ValueError" in sets["exc"]
    assert "str.split" in sets["method"] and "bytes.split" not in sets["method"]
    assert "functools.wraps" in sets["name"] and "typing.List" not in sets["name"]
