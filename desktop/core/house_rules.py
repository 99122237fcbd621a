"""What the text of a pack must keep: narrow lines, terms as they are spelt, links that lead.

Looks at words and widths only; whether a text is good is for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from desktop.core.check import Failure
from desktop.core.errors import PackError
from desktop.core.example import Chapter, Example, UnreadableError, read_text
from desktop.core.language import Language
from desktop.core.quiz import Choice, Exercise, Predict, Question, Quiz

WIDTH = 72
CAN_DO = range(3, 6)
"""How many sentences say what the reader of a chapter can do afterwards."""

_TERMS: Mapping[str, str] = {
    "JavaScript": r"Javascript|javascript|Java Script",
    "GitHub": r"Github|github",
    "Python": r"python(?! -)|PYTHON",
    "ASCII": r"ascii|Ascii",
    "JSON": r"json|Json",
    "CSV": r"csv|Csv",
    "HTML": r"html|Html",
    "URL": r"url|Url",
    "API": r"api|Api",
    "SQL": r"sql|Sql",
    "SQLite": r"sqlite|Sqlite|SQLLite",
    "UTF-8": r"utf-?8|UTF8|Utf-8",
    "Unicode": r"unicode|UNICODE",
    "Linux": r"linux",
    "Unix": r"unix",
    "macOS": r"MacOS|Mac OS|OSX|OS X|MacOs",
    "PyPI": r"PyPi|Pypi|pypi",
    "built-in": r"builtin|build-in|buildin",
    "standard library": r"stdlib",
    "keyword argument": r"kwarg",
    "docstring": r"doc-string|doc string",
    "f-string": r"F-string|fstring|f string",
    "run time": r"run-time",
}
"""How a term is spelt, and how it is not; code between backticks is left alone."""

_WRONG = {right: re.compile(rf"(?<![\w./-])(?:{wrong})s?(?![\w/-]|\.\w)") for right, wrong in _TERMS.items()}
_CODE = re.compile(r"(`{1,2}).+?\1", re.DOTALL)
_DOCS = re.compile(r"[a-z0-9_]+(?:[/.][\w.-]+)*(?:#[\w.-]+)?")


def broken_rules(
    chapters: Iterable[Chapter], quizzes: Iterable[Quiz], language: Language
) -> Iterator[Failure]:
    """Everything of a pack that breaks a rule, with its id."""
    chapters = tuple(chapters)
    for chapter in chapters:
        yield from _of_chapter(chapter, chapters, language)
        for example in chapter.examples:
            for why in _of_example(example):
                yield Failure(example.id, why)
    for quiz in quizzes:
        for question in quiz.questions:
            for why in misspelt(_texts(question)):
                yield Failure(f"{quiz.chapter}/quiz#{question.id}", why)
        for exercise in quiz.exercises:
            for why in _of_exercise(exercise):
                yield Failure(f"{quiz.chapter}/exercises/{exercise.slug}", why)


def misspelt(texts: Iterable[str]) -> Iterator[str]:
    """A sentence for each term that is not spelt as it should be."""
    for text in texts:
        prose = _CODE.sub(" ", text)
        for right, wrong in _WRONG.items():
            for found in wrong.finditer(prose):
                yield f"“{found[0]}” is spelt “{right}”."


def _of_chapter(chapter: Chapter, chapters: tuple[Chapter, ...], language: Language) -> Iterator[Failure]:
    """What it builds on comes before it; a chapter that is planned and not written yet is no mistake."""
    before = {other.slug for other in chapters if other.number < chapter.number}
    after = {other.slug for other in chapters} - before
    for slug in chapter.prerequisites:
        if slug in after or (slug not in before and slug not in language.chapters):
            yield Failure(chapter.slug, f"Its prerequisite `{slug}` is no earlier chapter.")
    if chapter.can_do and len(chapter.can_do) not in CAN_DO:
        yield Failure(chapter.slug, f"`can_do` has {len(chapter.can_do)} sentences; three to five are read.")
    for why in misspelt((chapter.title, chapter.summary, *chapter.can_do)):
        yield Failure(chapter.slug, why)


def _of_example(example: Example) -> Iterator[str]:
    yield from misspelt((example.title, example.goal, example.explanation, *example.tries))
    yield from (
        f"`{page}` is no page of the documentation." for page in example.docs if not _DOCS.fullmatch(page)
    )
    yield from _wide(file for file in example.files if file.suffix == ".py")


def _of_exercise(exercise: Exercise) -> Iterator[str]:
    yield from misspelt((exercise.title, exercise.task, *exercise.hints))
    yield from _wide((exercise.start, exercise.solution, exercise.check))


def _texts(question: Question) -> Iterator[str]:
    yield from (question.text, question.why)
    if isinstance(question, Choice | Predict):
        yield from (option.why_not for option in question.options)
    if isinstance(question, Choice):
        yield from (option.text for option in question.options)
    if isinstance(question, Predict):
        yield from (mutation.why_not for mutation in question.mutations)


def _wide(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        try:
            lines = read_text(file).splitlines()
        except (UnreadableError, PackError) as error:
            yield f"{file.name} {error}"
            continue
        wide = [number for number, line in enumerate(lines, 1) if len(line) > WIDTH]
        if wide:
            told = ", ".join(map(str, wide[:5]))
            yield f"{file.name} has lines wider than {WIDTH} characters: {told}. Break them."
