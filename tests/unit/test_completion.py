"""What is proposed at a place: from the language and the file's own text alone."""

from __future__ import annotations

import builtins
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.core.completion import Language, Place, read_language
from desktop.core.paths import find_paths


@pytest.fixture(scope="module")
def language() -> Language:
    return read_language(find_paths().resources / "language.json")


def _at(language: Language, text: str) -> Place:
    """The place where ``|`` stands."""
    before, after = text.split("|")
    return Place(language, before + after, len(before))


def _words(language: Language, text: str) -> list[str]:
    place = _at(language, text)
    return [word for word in place.words() if word.startswith(place.prefix)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("whi|", "while"),
        ("enum|", "enumerate"),
        ("total_price = 1\ntot|", "total_price"),
        ("def f(first):\n    fir|", "first"),
        ("import rand|", "random"),
        ("from collec|", "collections"),
        ("from math import sq|", "sqrt"),
        ("from math import pi, sq|", "sqrt"),
        ("import math\nmath.|", "floor"),
        ("import datetime as dt\ndt.|", "timedelta"),
        ("import os.path\nos.path.|", "join"),
        ("words = []\nwords.app|", "append"),
        ("name = 'Ada'\nname.up|", "upper"),
        ("name: str = f'{1}'\nname.up|", "upper"),
        ("ages = {'Ada': 36}\nages.it|", "items"),
        ("seen = {1, 2}\nseen.ad|", "add"),
        ('", ".jo|', "join"),
        ("self.price = 1\nself.pr|", "price"),
    ],
)
def test_what_may_stand_there_is_proposed(language: Language, text: str, word: str) -> None:
    assert word in _words(language, text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("nonsense|", "nonsense"),  # the word being typed is no name of the file yet
        ("# secret_word\nsec|", "secret_word"),
        ("x = 'secret_word'\nsec|", "secret_word"),
        ("words = []\nwords.up|", "upper"),
        ("a.price = 1\npri|", "price"),
        ("a.price = 1\nx = 1.|", "price"),
        ("age = 1|", "age"),
        ("age = 0x1|", "age"),
    ],
)
def test_what_may_not_stand_there_is_not_proposed(language: Language, text: str, word: str) -> None:
    assert word not in _words(language, text)


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        ("x = |", True),
        ("# pri|", False),
        ("x = 'pri|", False),
        ("x = 'a' + pri|", True),
        ("x = 'it\\'s pri|", False),
        ('"""text\npri|', False),
        ('"""text"""\npri|', True),
        ("x = 'a'|", True),
        ("x = 'a # b' + pri|", True),
        ("x = 1  # it's\npri|", True),
    ],
)
def test_strings_and_comments_are_no_code(language: Language, text: str, is_code: bool) -> None:
    assert _at(language, text).is_code is is_code


@pytest.mark.parametrize(
    ("text", "tip"),
    [
        ("print(|", "print(*args, sep=' ', end='\\n', file=None, flush=False)"),
        ("range(1, |", "range(stop) or range(start, stop[, step])"),
        ("print(len(|", "len(obj, /)"),
        ("print(len(x), |", "print(*args, sep=' ', end='\\n', file=None, flush=False)"),
        ("import random\nrandom.randint(|", "randint(a, b)"),
        ("from random import randint as dice\ndice(1, |", "randint(a, b)"),
        ("def area(width,\n         height=1):\n    pass\narea(|", "area(width, height=1)"),
        ("class A:\n    def go(self, far):\n        pass\nA().go(|", "go(far)"),
        ("name = 'x'\nname.split(|", "split(sep=None, maxsplit=-1)"),
        ("print(')', |", "print(*args, sep=' ', end='\\n', file=None, flush=False)"),
        ("(1 + |", ""),
        ("print(1)|", ""),
        ("x[|", ""),
    ],
)
def test_the_tip_is_that_of_the_innermost_call(language: Language, text: str, tip: str) -> None:
    assert _at(language, text).call_tip() == tip


def test_the_table_knows_every_builtin_of_the_oldest_python(language: Language) -> None:
    known = {name for name in language.builtins if hasattr(builtins, name)}
    assert {"print", "len", "range", "ValueError", "sorted", "zip"} <= known
    assert len(known) == len(language.builtins)


def test_a_missing_table_leaves_the_files_own_names(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    language = read_language(tmp_path / "none.json")
    assert "none.json" in caplog.text
    assert "total" in _words(language, "total = 1\nto|")
    assert _at(language, "print(|").call_tip() == ""


def test_nothing_of_the_learner_is_imported() -> None:
    """Not even a module of the learner's that has a name of the standard library."""
    code = (
        "import sys; from pathlib import Path; from desktop.core.completion import *\n"
        "from desktop.core.paths import find_paths\n"
        "language = read_language(find_paths().resources / 'language.json')\n"
        "text = 'import uuid\\nimport sqlite3\\nuuid.'\n"
        "before = set(sys.modules)\n"
        "assert 'uuid4' in Place(language, text, len(text)).words()\n"
        "assert set(sys.modules) == before, set(sys.modules) - before\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_long_file_costs_no_more_than_its_surroundings(language: Language) -> None:
    line = "    value = compute(x, 'text')  # words\n"
    text = line * 50_000
    begin = time.process_time()
    place = Place(language, text, len(text) // 2)
    assert place.is_code
    place.words()
    place.call_tip()
    assert time.process_time() - begin < 5  # the whole text would be 2 MB
