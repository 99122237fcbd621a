"""Texts keep the rules of the house, and code is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.core.example import Chapter, Level, Section
from desktop.core.house_rules import broken_rules, misspelt
from desktop.core.language import Language
from desktop.core.quiz import Choice, Exercise, Option, Quiz
from tests.small_packs import make_example

LANGUAGE = Language({}, {}, ("first", "planned", "second"))


def chapter(folder: Path, slug: str = "first", number: int = 1, **changes: Any) -> Chapter:
    needs = changes.pop("prerequisites", ())
    can_do = changes.pop("can_do", ())
    section = Section("", (make_example(folder, **changes),))
    return Chapter(slug, number, "Title", Level.BEGINNER, "", (section,), needs, can_do)


def broken(*chapters: Chapter, quiz: Quiz | None = None) -> list[tuple[str, str]]:
    found = broken_rules(chapters, [quiz] if quiz else [], LANGUAGE)
    return [(failure.id, failure.why) for failure in found]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Javascript does not.", "JavaScript"),
        ("A json file.", "JSON"),
        ("Two urls.", "URL"),
        ("in python, too", "Python"),
        ("a builtin", "built-in"),
        ("utf8 text", "UTF-8"),
    ],
)
def test_a_term_has_one_spelling(text: str, right: str) -> None:
    (why,) = misspelt([text])
    assert right in why


@pytest.mark.parametrize(
    "text",
    ["`json.loads` and ``python``", "python -m this", "json.loads()", "Python, JSON and a URL", "jsonic"],
)
def test_code_and_right_spellings_are_left_alone(text: str) -> None:
    assert list(misspelt([text])) == []


def test_an_example_in_order_breaks_nothing(tmp_path: Path) -> None:
    assert broken(chapter(tmp_path, docs=("library/json#module", "faq/programming", "whatsnew/3.14"))) == []


def test_wide_lines_and_odd_links_are_named(tmp_path: Path) -> None:
    found = broken(chapter(tmp_path, code="x = 1\n" + "#" * 73 + "\n", docs=("https://example.org",)))
    assert [why for _, why in found] == [
        "`https://example.org` is no page of the documentation.",
        "demo.py has lines wider than 72 characters: 2. Break them.",
    ]


def test_a_prerequisite_comes_before_or_is_planned(tmp_path: Path) -> None:
    second = chapter(tmp_path, "second", 2, prerequisites=("first", "planned"))
    assert broken(chapter(tmp_path), second) == []
    first = chapter(tmp_path, prerequisites=("second", "unheard"))
    assert [why for _, why in broken(first, chapter(tmp_path, "second", 2))] == [
        "Its prerequisite `second` is no earlier chapter.",
        "Its prerequisite `unheard` is no earlier chapter.",
    ]


def test_three_to_five_sentences_say_what_the_reader_can_do_afterwards(tmp_path: Path) -> None:
    sentences = ("Print a line.", "Join two.", "Read json.", "Write it.", "Count.", "Stop.")
    assert broken(chapter(tmp_path)) == []
    assert broken(chapter(tmp_path, can_do=sentences[:2])) == [
        ("first", "`can_do` has 2 sentences; three to five are read.")
    ]
    assert [why for _, why in broken(chapter(tmp_path, can_do=sentences))] == [
        "`can_do` has 6 sentences; three to five are read.",
        "“json” is spelt “JSON”.",
    ]


def test_questions_and_exercises_are_read_too(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text("#" * 80 + "\n")
    options = (Option("Github"), Option("x", "no ascii"))
    question = Choice("q", "json?", "why", "first/demo", "", options, False)
    exercise = Exercise("e", "Title", "Task.", ("Hint.",), file, file, file)
    quiz = Quiz("first", (question,), (exercise,))
    ids = [id_ for id_, _ in broken(chapter(tmp_path), quiz=quiz)]
    assert ids == ["first/quiz#q"] * 3 + ["first/exercises/e"] * 3
