"""Examples, chapters and packs as values, and the files an example owns.

Holds no rule about how a pack is laid out but the names beside an example; ``pack`` reads the rest.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from desktop.core.errors import PackError

MAX_FILE_BYTES = 1_000_000
OLDEST_PYTHON = (3, 11)

_VERSION_IN_NAME = re.compile(r"3\.\d+")


class Level(enum.StrEnum):
    """How much a reader should know."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    EXPERT = "expert"


class ExampleKind(enum.StrEnum):
    """What an example needs and how its run is judged; the words of the syllabus."""

    SCRIPT = "script"
    STDIN = "stdin"
    ERROR = "error"
    SYNTAX_ERROR = "syntax-error"
    PROJECT = "project"
    COMMAND = "command"
    NORMALISED = "normalised"
    GUI = "gui"
    TERMINAL = "terminal"


class Expectation(NamedTuple):
    """The error an example ends with; ``message`` is a part of its text, of a syntax error's the start."""

    exception: str
    message: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What reading the code of a file from elsewhere showed; nothing of it was run.

    ``missing``: modules that it imports and the Python of the examples does not have. ``error``: why that
    Python cannot read it, at ``line``; empty where it can, or where a newer one would.
    """

    missing: tuple[str, ...] = ()
    asks: bool = False
    prints: bool = True
    doctests: int = 0
    error: str = ""
    line: int = 0

    def needs(self) -> str:
        """What it needs and does not have: "needs numpy", "needs numpy and 2 more"; empty for nothing."""
        if not self.missing:
            return ""
        more = len(self.missing) - 1
        return f"needs {self.missing[0]}" + (f" and {more} more" if more else "")


@dataclass(frozen=True, slots=True)
class Example:
    """One example. ``files[0]`` is what runs; ``stem`` is the path its stored outputs are named after.

    ``digest`` is the SHA-256 of the bytes of a file from elsewhere as they were opened, in hexadecimal.
    ``problem`` says why such a file is listed and not opened: the rest of a sentence
    that begins with its name. ``is_own``: a program of the learner's, changed itself, no copy of it.
    """

    id: str
    chapter: str
    section: str
    number: int
    title: str
    goal: str
    level: Level
    kind: ExampleKind
    tags: tuple[str, ...]
    explanation: str
    gate: tuple[int, int]
    since: str
    files: tuple[Path, ...]
    stem: Path
    docs: tuple[str, ...] = ()
    tries: tuple[str, ...] = ()
    pitfall: str = ""
    predict: str = ""
    covers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    normalise: tuple[str, ...] = ()
    expect: Expectation | None = None
    timeout_s: float | None = None
    inline_stdin: str = ""
    digest: str = ""
    findings: Findings | None = None
    problem: str = ""
    is_own: bool = False

    @property
    def slug(self) -> str:
        """The part of the id after the chapter."""
        return self.stem.name

    @property
    def entry(self) -> Path:
        """The file that runs as ``__main__``."""
        return self.files[0]

    @property
    def is_foreign(self) -> bool:
        """Whether it is a file from elsewhere rather than an example of the pack."""
        return not self.chapter

    @property
    def target(self) -> str:
        """How records name it: the id, or for a file from elsewhere its absolute path."""
        return str(self.entry) if self.is_foreign else self.id

    def name_of(self, file: Path) -> str:
        """The name of one of ``files`` inside the example, with ``/`` between folders."""
        return file.relative_to(self.entry.parent).as_posix()

    def code(self, file: Path) -> str:
        """The whole text of one of ``files``, line ends as stored. Raises PackError when it is gone."""
        try:
            return read_text(file)
        except UnreadableError as error:
            raise PackError(f"{file} {error}") from None

    def expected_file(self, version: tuple[int, int]) -> Path | None:
        """The newest ``slug.X.Y.out`` that is not newer than ``version``, else ``slug.out`` if present."""
        fitting = [(minor, path) for minor, path in self._variants() if minor <= version[1]]
        if fitting:
            return max(fitting)[1]
        plain = self.stem.with_name(f"{self.slug}.out")
        return plain if plain.is_file() else None

    def expected_output(self, version: tuple[int, int]) -> bytes | None:
        """The bytes that a run on ``version`` prints to stdout, ``None`` where nothing is stored."""
        file = self.expected_file(version)
        return file.read_bytes() if file else None

    def stored_input(self) -> bytes | None:
        """The input lines that belong to the example, ``None`` where there are none."""
        file = self.stem.with_name(f"{self.slug}.in")
        if file.is_file():
            return file.read_bytes()
        return self.inline_stdin.encode() or None

    def _variants(self) -> list[tuple[int, Path]]:
        found = []
        for file in self.stem.parent.glob(f"{self.slug}.*.out"):
            middle = file.name[len(self.slug) + 1 : -len(".out")]
            if _VERSION_IN_NAME.fullmatch(middle):
                found.append((int(middle[2:]), file))
        return found


@dataclass(frozen=True, slots=True)
class Section:
    """Some examples of a chapter under one heading."""

    title: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter in reading order. ``can_do`` are sentences: what its reader can do afterwards."""

    slug: str
    number: int
    title: str
    level: Level
    summary: str
    sections: tuple[Section, ...]
    prerequisites: tuple[str, ...] = ()
    can_do: tuple[str, ...] = ()

    @property
    def examples(self) -> tuple[Example, ...]:
        """All examples in reading order."""
        return tuple(example for section in self.sections for example in section.examples)


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack. ``notices`` are sentences about what could not be read and what to do about it."""

    id: str
    title: str
    version: str
    licence: str
    chapters: tuple[Chapter, ...]
    notices: tuple[str, ...]


class UnreadableError(Exception):
    """A file that cannot be shown; the text is the rest of a sentence that begins with its name."""


def read_text(file: Path) -> str:
    """The text of a file of a pack, line ends as stored, no byte order mark. Raises UnreadableError."""
    return decoded(read_bytes(file))


def read_bytes(file: Path) -> bytes:
    """The bytes of a file that is no larger than what is shown. Raises UnreadableError."""
    try:
        if not file.is_file():
            raise UnreadableError("is not there. Put it back where it was.")
        with file.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read ({error.strerror}). Check its permissions.") from None
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableError("is larger than 1 MB and not shown. Make it smaller.")
    return data


def decoded(data: bytes) -> str:
    """The text of a file's bytes. Raises UnreadableError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("is not UTF-8 text and not shown. Save it as UTF-8.") from None
