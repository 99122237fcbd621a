"""Any folder of Python files as a library: what lies in it, and what looking at each file has shown.

Reads names only and opens no file; links that lead out, and what cannot be read, are listed with the reason.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from desktop.core.example import (
    MAX_FILE_BYTES,
    OLDEST_PYTHON,
    Chapter,
    Example,
    Findings,
    Level,
    Pack,
    Section,
)
from desktop.core.foreign import bare_example, in_words

MOST_FILES = 20_000
_MOST_IN_CHAPTER = 300
_MOST_FOLDERS = 50_000
_DEEPEST = 60
_NOT_LOOKED_INTO = {
    "site-packages": "holds installed packages and is not looked into. Open it as a folder of its own.",
    "node_modules": "holds no Python of yours and is not looked into.",
}
_ENVIRONMENT = "is a virtual environment and is not looked into. Open it as a folder of its own."
_PASSED_OVER = frozenset({"__pycache__"})
_TOO_LARGE = "is larger than 1 MB and not opened."
_PROBLEMS = {
    "too_large": _TOO_LARGE,
    "not_utf8": "is not UTF-8 text and not opened. Save it as UTF-8.",
    "crashed": "made Python give up when it was read, and is not opened.",
    "slow": "took too long to read and is not opened.",
}
_MINORS = range(OLDEST_PYTHON[1], 100)


@dataclass
class Listing:
    """What was found in a folder, chapter by chapter; examples that are not remembered are only named yet."""

    root: Path
    remembered: Mapping[str, Remembered] = field(default_factory=dict)
    """What is known of files since the folder was last read, by their paths below it."""
    notices: list[str] = field(default_factory=list)
    files: int = 0
    stamps: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Size and time of change of each file that can be looked at."""
    texts: dict[Path, int] = field(default_factory=dict)
    """The number of the stored code of each file that is as it is remembered."""

    def chapters(self, goes_on: Callable[[], bool] = lambda: True) -> Iterator[Chapter]:
        """One chapter for each folder that holds Python files, the root first, then by name.

        A folder of many files is several chapters, so that none takes long to show.
        """
        number = 0
        for folder, examples in self._folders(goes_on):
            inner = folder.relative_to(self.root).as_posix()
            title = self.root.name or str(self.root) if inner == "." else inner
            for start in range(0, len(examples), _MOST_IN_CHAPTER):
                number += 1
                part = tuple(examples[start : start + _MOST_IN_CHAPTER])
                is_whole = len(part) == len(examples)
                name = title if is_whole else f"{title}: {part[0].entry.stem} – {part[-1].entry.stem}"
                yield Chapter(f"{inner}:{start}", number, name, Level.BEGINNER, "", (Section("", part),))

    def pack(self, chapters: tuple[Chapter, ...]) -> Pack:
        """The whole library."""
        return Pack(str(self.root), self.root.name or str(self.root), "", "", chapters, tuple(self.notices))

    def _folders(self, goes_on: Callable[[], bool]) -> Iterator[tuple[Path, list[Example]]]:
        real_root = os.path.realpath(self.root)
        waiting, visited = [self.root], 0
        while waiting and goes_on():
            folder = waiting.pop()
            visited += 1
            inner, examples = self._look_into(folder, real_root)
            waiting += reversed(inner)
            yield folder, examples
            if self.files >= MOST_FILES or visited >= _MOST_FOLDERS:
                self.notices.append(
                    f"{self.root} holds more than can be shown. Only its first {self.files} files are; "
                    "open one of the folders in it to see the rest."
                )
                return

    def _look_into(self, folder: Path, real_root: str) -> tuple[list[Path], list[Example]]:
        """The folders in it that are looked into too, and what of it is listed."""
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=_place_in_order)
        except OSError as error:
            return [], [listed(folder, 1, _unreadable(error.strerror))]
        inner: list[Path] = []
        examples: list[Example] = []
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _PASSED_OVER or self.files >= MOST_FILES:
                continue
            path = Path(entry.path)
            problem = _problem(entry, real_root)
            if _is_folder(entry) and not problem and len(path.parts) - len(self.root.parts) < _DEEPEST:
                inner.append(path)
            elif problem:
                examples.append(listed(path, len(examples) + 1, problem))
                self.files += 1
            elif entry.name.endswith(".py") and entry.is_file():
                examples.append(self._example(path, entry, len(examples) + 1))
                self.files += 1
        return inner, examples

    def _example(self, path: Path, entry: os.DirEntry[str], number: int) -> Example:
        """As it is remembered if it is still the same by its size and its time of change."""
        found = entry.stat()
        stamp = self.stamps[path] = found.st_size, found.st_mtime_ns
        known = self.remembered.get(self.inner(entry.path))
        if known is None or (known.size, known.mtime_ns) != stamp:
            return listed(path, number)
        self.texts[path] = known.text
        return known.example(path, number)

    def inner(self, path: str) -> str:
        """A path below the root, as it is remembered."""
        return path[len(str(self.root).rstrip(os.sep)) + 1 :]


def _place_in_order(entry: os.DirEntry[str]) -> tuple[str, str]:
    """``name`` before ``name 2``, whatever their case."""
    return entry.name.lower().removesuffix(".py"), entry.name


def listed(path: Path, number: int, problem: str = "") -> Example:
    """A file by its name alone."""
    return bare_example(path, path.name if problem else in_words(path.stem), number, problem=problem)


class Remembered(NamedTuple):
    """A file as it was when it was last looked at. ``path`` is below the root; ``text`` numbers its code.

    Only of such values are databases made; ``missing`` are names with newlines between them.
    """

    path: str
    size: int
    mtime_ns: int
    text: int
    title: str
    goal: str
    explanation: str
    minor: int
    missing: str
    asks: int
    prints: int
    doctests: int
    error: str
    line: int
    digest: str
    problem: str

    @classmethod
    def of(cls, path: str, stamp: tuple[int, int], text: int, example: Example) -> Remembered:
        """What there is to remember of an example that was looked at."""
        found = example.findings or Findings()
        return cls(
            path,
            *stamp,
            text,
            example.title,
            example.goal,
            example.explanation,
            example.gate[1],
            "\n".join(found.missing),
            int(found.asks),
            int(found.prints),
            found.doctests,
            found.error,
            found.line,
            example.digest,
            example.problem,
        )

    @property
    def is_text(self) -> bool:
        """Whether a database takes it: names of files, and texts, may hold half a character."""
        try:
            "".join(part for part in self if isinstance(part, str)).encode()
        except UnicodeEncodeError:
            return False
        return True

    def example(self, path: Path, number: int) -> Example:
        """The example that the file is. What it missed may be there now: that is to be asked anew."""
        findings = Findings(
            tuple(self.missing.split("\n")) if self.missing else (),
            bool(self.asks),
            bool(self.prints),
            self.doctests,
            self.error,
            self.line,
        )
        return bare_example(
            path,
            self.title,
            number,
            goal=self.goal,
            explanation=self.explanation,
            gate=(3, self.minor),
            digest=self.digest,
            findings=None if self.problem else findings,
            problem=self.problem,
        )


def with_answer(example: Example, answer: object) -> Example:
    """The example with what looking at its file has shown. Anything odd in the answer is passed over."""
    if not isinstance(answer, dict):
        return example
    problem = answer.get("problem")
    if problem:
        why = _PROBLEMS.get(str(problem)) or _unreadable(answer.get("why"))
        return replace(example, title=example.entry.name, problem=why)
    minor = _number(answer, "gate")
    findings = Findings(
        missing=tuple(name for name in _list(answer, "missing") if isinstance(name, str)),
        asks=answer.get("asks") is True,
        prints=answer.get("prints") is True,
        doctests=_number(answer, "doctests"),
        error=str(answer.get("error") or ""),
        line=_number(answer, "line"),
    )
    gate = (3, minor) if minor in _MINORS else OLDEST_PYTHON
    digest = str(answer.get("digest") or "")
    return replace(
        titled(example, str(answer.get("docstring") or "")), gate=gate, findings=findings, digest=digest
    )


def titled(example: Example, docstring: str) -> Example:
    """Named by its docstring: the first line is the title, the second paragraph the goal."""
    title, _newline, rest = docstring.strip().partition("\n")
    goal, _gap, more = rest.strip().partition("\n\n")
    return replace(
        example,
        title=title.strip().removesuffix(".") or in_words(example.entry.stem),
        goal=" ".join(goal.split()),
        explanation=more.strip(),
    )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _problem(entry: os.DirEntry[str], real_root: str) -> str:
    """Why an entry that matters is listed and not opened; empty where it is opened or does not matter."""
    try:
        if entry.is_symlink():
            return _problem_of_link(entry, real_root)
        if entry.is_dir(follow_symlinks=False):
            return why_passed_by(entry)
        if not entry.name.endswith(".py"):
            return ""
        found = entry.stat(follow_symlinks=False)
    except OSError as error:
        return _unreadable(error.strerror)
    if not stat.S_ISREG(found.st_mode):
        return "is no regular file and not opened."
    return _TOO_LARGE if found.st_size > MAX_FILE_BYTES else ""


def why_passed_by(folder: os.DirEntry[str]) -> str:
    """Why a folder in a library is not looked into; empty where it is."""
    is_environment = (Path(folder.path) / "pyvenv.cfg").is_file()
    return _ENVIRONMENT if is_environment else _NOT_LOOKED_INTO.get(folder.name, "")


def _problem_of_link(entry: os.DirEntry[str], real_root: str) -> str:
    """A link to a file of the same folder is opened; to a folder none is followed, it may go in circles."""
    target = Path(os.path.realpath(entry.path))
    is_python, is_folder = entry.name.endswith(".py"), target.is_dir()
    if not is_python and not is_folder:
        return ""
    if not target.is_relative_to(real_root):
        return f"is a link that leads out of the folder, to {target}, and is not followed."
    if is_folder:
        return "is a link to a folder that is shown in its own place."
    if not target.is_file():
        return "is a link that leads nowhere."
    return _TOO_LARGE if target.stat().st_size > MAX_FILE_BYTES else ""


def _unreadable(why: object) -> str:
    return f"cannot be read ({why}). Check its permissions." if why else "cannot be read."


def _number(answer: dict[str, Any], name: str) -> int:
    value = answer.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def _list(answer: dict[str, Any], name: str) -> list[Any]:
    value = answer.get(name)
    return value if isinstance(value, list) else []
