"""The first place Python cannot read, found without running, printing or crashing anything."""

from __future__ import annotations

import sys
import threading
import warnings

import pytest

from desktop.core.mistake import LONGEST_CHECKED, Mistake, first_mistake
from desktop.core.quiet import no_warnings


@pytest.mark.parametrize(
    ("text", "line", "start", "words"),
    [
        ("print('a'\n", 1, 5, "'(' was never closed"),
        ("x = 1\nif x\n    pass\n", 2, 4, "expected ':'"),
        ("é = 'ü' 1\n", 1, 8, "invalid syntax"),
        ("return 1\n", 1, 0, "'return' outside function"),
        ("if 1:\n", 1, 4, "expected an indented block"),
        ("x = '''\n\n\n", 1, 4, "unterminated triple-quoted"),
        ("a\n  b\n", 2, 1, "unexpected indent"),
    ],
)
def test_a_mistake_has_its_place_and_pythons_words(text: str, line: int, start: int, words: str) -> None:
    found = first_mistake(text)
    assert found is not None
    assert (found.line, words in found.message) == (line, True), found
    assert abs(found.start - start) <= 1, found
    assert found.end > found.start


def test_a_text_python_can_read_has_none_and_warns_of_nothing() -> None:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        assert first_mistake("x = '\\d' is 'a'\nassert (x, 1)\n") is None
    assert seen == []


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".b" * 40_000,
        "a" + "()" * 40_000,
        "a+" * 40_000 + "1",
        "not " * 20_000 + "1",
        "if a: pass\n" + "elif a: pass\n" * 7000,
        "a\0b",
        "x = " + "9" * 90_000,
        "x" * (LONGEST_CHECKED + 1) + " (",
    ],
    ids=["attributes", "calls", "sums", "nots", "elifs", "nul", "digits", "too-long"],
)
def test_a_hostile_text_does_no_harm(text: str) -> None:
    found: list[Mistake | None] = []
    thread = threading.Thread(target=lambda: found.append(first_mistake(text)))
    thread.start()
    thread.join()
    assert len(found) == 1


def test_two_threads_that_read_leave_the_warnings_as_they_were() -> None:
    before = list(warnings.filters)
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=_read_often) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(switch)
    assert list(warnings.filters) == before


def _read_often() -> None:
    for _ in range(500):
        with no_warnings():
            compile("x = 1", "<code>", "exec")
