"""The questions and exercises of a chapter: ``quiz.toml`` and the folders below ``exercises``.

Hides their layout on disk. Bad input is normal: it becomes a problem that names file and question, and what
it spoils is left out. The right answer of a ``predict`` question stands nowhere: running its code gives it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.core import header
from desktop.core.errors import PackError
from desktop.core.example import Example, UnreadableError, read_text
from desktop.core.tables import Table, parse_table

MOST_HINTS = 4
EXERCISE_FILES = ("task.md", "start.py", "check.py", "solution.py", "hints.md")

_MOST_QUESTIONS = 100
_LONGEST_TEXT = 2_000
_OPTIONS = range(2, 9)
_LINES = range(3, 13)
_COMMON = ("kind", "id", "text", "why", "example")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "choice": (*_COMMON, "code", "options", "answer", "why_not", "ordered"),
    "predict": (*_COMMON, "code", "until", "stdin", "options", "why_not", "mutations", "ordered"),
    "order": (*_COMMON, "lines"),
    "fix": (*_COMMON, "exercise"),
}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HINT = re.compile(r"(?m)^(?P<number>\d+)\. ")


class QuestionKind(enum.StrEnum):
    """What the learner is asked to do."""

    CHOICE = "choice"
    PREDICT = "predict"
    ORDER = "order"
    FIX = "fix"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. ``why_not`` says what is wrong with it, and is empty for a right one."""

    text: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Mutation:
    """The asked code with one place changed: what it prints is a wrong option."""

    code: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Question:
    """What all kinds have. ``why`` is told after every answer, ``example`` is the id of what explains it."""

    id: str
    text: str
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class Choice(Question):
    """One or more of some options. ``is_ordered``: they are not to be shuffled. ``code`` may be empty."""

    code: str
    options: tuple[Option, ...]
    is_ordered: bool

    @property
    def answers(self) -> frozenset[int]:
        """The places of the right options, from 0."""
        return frozenset(place for place, option in enumerate(self.options) if not option.why_not)


@dataclass(frozen=True, slots=True)
class Predict(Question):
    """What does ``code`` print? It runs after ``lead``, whose output is not asked for.

    ``options`` may be empty: then the real output and those of the ``mutations`` are the options.
    """

    lead: str
    code: str
    stdin: str
    options: tuple[Option, ...]
    mutations: tuple[Mutation, ...]
    is_ordered: bool


@dataclass(frozen=True, slots=True)
class Order(Question):
    """Lines to arrange; given in one right order, and any other that prints the same is right too."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fix(Question):
    """An exercise of the chapter, by its slug."""

    exercise: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """A program to mend or to write. ``check`` judges it; ``start`` fails there and ``solution`` passes."""

    slug: str
    title: str
    task: str
    hints: tuple[str, ...]
    start: Path
    check: Path
    solution: Path


@dataclass(frozen=True, slots=True)
class Quiz:
    """All of one chapter. ``problems``: sentences about what was left out, each with the file it is about."""

    chapter: str
    questions: tuple[Question, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    problems: tuple[str, ...] = ()


def kind_of(question: Question) -> QuestionKind:
    """The word of ``quiz.toml`` for it."""
    return QuestionKind(type(question).__name__.lower())


def read_quiz(folder: Path, chapter: str, examples: Mapping[str, Example]) -> Quiz:
    """Read what lies in the ``folder`` of a chapter; an empty quiz where there is none.

    ``examples`` are those of the whole library by id.
    """
    problems: list[str] = []
    exercises = _exercises(folder, problems)
    slugs = {exercise.slug for exercise in exercises}
    file = folder / "quiz.toml"
    where = f"{folder.name}/quiz.toml"
    questions: list[Question] = []
    if file.is_file():
        about = parse_table(_text(file, folder, problems), where, problems)
        about.expect_only(("question",))
        reader = _QuestionReader(chapter, examples, slugs, where, problems)
        for table in about.tables("question")[:_MOST_QUESTIONS]:
            question = reader.question(table)
            if question is not None:
                questions.append(question)
    return Quiz(chapter, tuple(questions), exercises, tuple(problems))


def _text(file: Path, folder: Path, problems: list[str]) -> str:
    try:
        return header.one_newline(read_text(file))
    except UnreadableError as error:
        problems.append(f"{folder.name}/{file.relative_to(folder).as_posix()} {error}")
        return ""


# -- questions -----------------------------------------------------------------------------------------------


class _QuestionReader:
    """Reads the questions of one file; a question with a problem is none."""

    def __init__(
        self,
        chapter: str,
        examples: Mapping[str, Example],
        exercises: Collection[str],
        where: str,
        problems: list[str],
    ) -> None:
        self._chapter, self._examples, self._exercises = chapter, examples, exercises
        self._where, self._problems = where, problems
        self._ids: set[str] = set()
        self._count = 0

    def question(self, table: Table) -> Question | None:
        self._count += 1
        known = len(self._problems)
        name = table.text("id")
        table = table.named(f"{self._where}: question {self._count}" + (f" ({name})" if name else ""))
        kind = table.choice("kind", QuestionKind, QuestionKind.CHOICE)
        if "kind" not in table:
            table.report("`kind` is missing: write choice, predict, order or fix")
        table.expect_only(_KEYS[kind])
        read = {
            QuestionKind.CHOICE: self._choice,
            QuestionKind.PREDICT: self._predict,
            QuestionKind.ORDER: self._order,
            QuestionKind.FIX: self._fix,
        }
        question = read[kind](table, self._common(table, name, kind))
        return question if len(self._problems) == known else None

    def _common(self, table: Table, name: str, kind: QuestionKind) -> Question:
        if not _SLUG.fullmatch(name):
            table.report("`id` must be a word of small letters, digits and `-`")
        elif name in self._ids:
            table.report("this `id` stands twice in the file. Give one of them another")
        self._ids.add(name)
        text = table.text("text") or ("What does this print?" if kind is QuestionKind.PREDICT else "")
        if not text and kind is not QuestionKind.FIX:
            table.report("`text` is missing: ask something")
        why = table.text("why")
        if not why:
            table.report("`why` is missing: one or two sentences that explain the right answer")
        for key, words in (("text", text), ("why", why)):
            if len(words) > _LONGEST_TEXT:
                table.report(f"`{key}` is longer than {_LONGEST_TEXT} characters")
        return Question(name, text, why, self._example(table))

    def _example(self, table: Table) -> str:
        slug = table.text("example")
        wanted = slug if "/" in slug else f"{self._chapter}/{slug}"
        if not slug:
            table.report("`example` is missing: name the example that explains it")
        elif wanted not in self._examples:
            table.report(f"there is no example `{wanted}`")
        return wanted

    def _choice(self, table: Table, common: Question) -> Question:
        options = self._options(table)
        if not options:
            table.report("`options` is missing: give two to eight")
        right = {place for place, option in enumerate(options) if not option.why_not}
        answers = set(table.places("answer"))
        if not answers or max(answers) >= len(options):
            table.report("`answer` must be the place of the right option, from 0, or a list of places")
        elif answers != right:
            table.report('`why_not` must be "" for the options of `answer` and say why for all others')
        return Choice(*_fields(common), _code(table), options, table.flag("ordered"))

    def _predict(self, table: Table, common: Question) -> Question:
        lead, code = self._asked_code(table, common.example)
        options = self._options(table)
        mutations = tuple(filter(None, (_mutation(each, code) for each in table.tables("mutations"))))
        if not options and len(mutations) < 2:
            table.report("give `options`, or two `mutations` or more whose outputs become the wrong options")
        if options and sum(not option.why_not for option in options) != 1:
            table.report('`why_not` must say why for every option but one, where it is ""')
        stdin = table.text("stdin", strip=False)
        return Predict(*_fields(common), lead, code, stdin, options, mutations, table.flag("ordered"))

    def _asked_code(self, table: Table, example: str) -> tuple[str, str]:
        """What runs first, and what is asked about."""
        code, until = _code(table), table.text("until")
        if bool(code.strip()) == bool(until):
            table.report("give either `code`, or `until`: the last line shown of the example")
        if code or not until or example not in self._examples:
            return "", code
        entry = self._examples[example]
        try:
            text = header.one_newline(entry.code(entry.entry))
        except PackError as error:
            table.report(str(error).rstrip("."))
            return "", ""
        lines = text.split("\n")
        places = [place for place, line in enumerate(lines) if line.rstrip() == until]
        if len(places) != 1:
            table.report(f"`until` must be exactly one whole line of {example} that begins at the margin")
            return "", ""
        return "\n".join(lines[: places[0]]) + "\n", lines[places[0]] + "\n"

    def _order(self, table: Table, common: Question) -> Question:
        lines = tuple(line.rstrip() for line in table.words("lines", strip=False))
        if len(lines) not in _LINES:
            table.report(f"`lines` must hold {_LINES[0]} to {_LINES[-1]} lines, in a right order")
        return Order(*_fields(common), lines)

    def _fix(self, table: Table, common: Question) -> Question:
        slug = table.text("exercise")
        if slug not in self._exercises:
            table.report(f"there is no complete folder exercises/{slug}" if slug else "`exercise` is missing")
        return Fix(*_fields(common), slug)

    def _options(self, table: Table) -> tuple[Option, ...]:
        texts, why_not = table.words("options", strip=False), table.words("why_not")
        if not texts:
            if why_not:
                table.report("`why_not` needs `options`")
            return ()
        if len(texts) not in _OPTIONS:
            table.report(f"`options` must be {_OPTIONS[0]} to {_OPTIONS[-1]}")
        if len({comparable(text) for text in texts}) < len(texts):
            table.report("two `options` are equal")
        if len(why_not) != len(texts):
            table.report(
                '`why_not` must have one sentence for each option, in their order, "" for a right one'
            )
            return tuple(map(Option, texts))
        return tuple(map(Option, texts, why_not))


def comparable(text: str) -> str:
    """An output or option as they are compared: without blanks at the ends of lines and of the text."""
    return "\n".join(line.rstrip() for line in header.one_newline(text).strip("\n").split("\n"))


def _fields(common: Question) -> tuple[str, str, str, str]:
    return common.id, common.text, common.why, common.example


def _code(table: Table) -> str:
    return header.one_newline(table.text("code", strip=False)).lstrip("\n")


def _mutation(table: Table, code: str) -> Mutation | None:
    table.expect_only(("replace", "by", "why_not"))
    replace, by = table.text("replace", strip=False), table.text("by", strip=False)
    why_not = table.text("why_not")
    if not replace or code.count(replace) != 1:
        table.report(f"in `mutations`, `{replace}` must stand exactly once in the code")
    elif replace == by:
        table.report(f"in `mutations`, `{replace}` is replaced by itself")
    elif not why_not:
        table.report("in `mutations`, `why_not` is missing")
    else:
        return Mutation(code.replace(replace, by), why_not)
    return None


# -- exercises -----------------------------------------------------------------------------------------------


def _exercises(folder: Path, problems: list[str]) -> tuple[Exercise, ...]:
    """Those that are whole, by name."""
    home = folder / "exercises"
    if not home.is_dir():
        return ()
    found = []
    for place in sorted(home.iterdir()):
        if place.name.startswith((".", "__")):
            continue
        exercise = _exercise(place, f"{folder.name}/exercises/{place.name}", problems)
        if exercise is not None:
            found.append(exercise)
    return tuple(found)


def _exercise(folder: Path, where: str, problems: list[str]) -> Exercise | None:
    known = len(problems)
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    names.discard("__pycache__")
    if not _SLUG.fullmatch(folder.name) or not folder.is_dir():
        problems.append(f"{where}: here lie folders named with small letters, digits and `-`.")
        return None
    for name in sorted(set(EXERCISE_FILES) ^ names):
        told = "is missing" if name in EXERCISE_FILES else "belongs to no exercise"
        problems.append(f"{where}/{name} {told}. An exercise is {', '.join(EXERCISE_FILES)}.")
    if len(problems) > known:
        return None
    title, task = _task(_text(folder / "task.md", folder, problems), where, problems)
    hints = _hints(_text(folder / "hints.md", folder, problems), where, problems)
    exercise = Exercise(
        folder.name, title, task, hints, folder / "start.py", folder / "check.py", folder / "solution.py"
    )
    return exercise if len(problems) == known else None


def _task(text: str, where: str, problems: list[str]) -> tuple[str, str]:
    first, _, rest = text.strip().partition("\n")
    if not first.startswith("# ") or not rest.strip():
        problems.append(f"{where}/task.md: begin with `# Title`, then say what to do.")
    return first.removeprefix("#").strip(), rest.strip()


def _hints(text: str, where: str, problems: list[str]) -> tuple[str, ...]:
    """The numbered paragraphs, gentlest first."""
    starts = list(_HINT.finditer(text))
    numbers = [int(match["number"]) for match in starts]
    is_whole = bool(starts) and not text[: starts[0].start()].strip()
    if not is_whole or numbers != list(range(1, len(numbers) + 1)) or len(numbers) > MOST_HINTS:
        problems.append(f"{where}/hints.md: write 1 to {MOST_HINTS} hints as `1. …`, `2. …`, gentlest first.")
        return ()
    ends = [match.start() for match in starts[1:]] + [len(text)]
    hints = [text[match.end() : end] for match, end in zip(starts, ends, strict=True)]
    return tuple("\n".join(line.strip() for line in hint.strip().split("\n")) for hint in hints)
