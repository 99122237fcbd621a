"""Reads a pack of examples from its folder.

Hides the layout on disk. Bad input is normal: it becomes a notice that names the file, never an error.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from desktop.core import header
from desktop.core.errors import PackError
from desktop.core.example import (
    OLDEST_PYTHON,
    Chapter,
    Example,
    ExampleKind,
    Expectation,
    Level,
    Pack,
    Section,
    UnreadableError,
    read_text,
)
from desktop.core.header import code_start_line
from desktop.core.tables import Table, parse_table

__all__ = [
    "NORMALISATIONS",
    "OLDEST_PYTHON",
    "Chapter",
    "Example",
    "ExampleKind",
    "Expectation",
    "Level",
    "Pack",
    "Section",
    "code_start_line",
    "read_pack",
]

NORMALISATIONS = ("address", "path", "duration", "uuid", "date")

_FORMAT = 1
_PACK_KEYS = ("format", "id", "title", "version", "licence", "authors", "language", "requires-app")
_CHAPTER_KEYS = ("slug", "title", "level", "prerequisites", "summary", "can_do", "project", "sections")
_EXAMPLE_KEYS = (
    *("goal", "level", "tags", "covers", "docs", "try", "since", "kind", "stdin", "timeout"),
    *("platforms", "needs", "normalise", "expect"),
)
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_CHAPTER_FOLDER = re.compile(r"(?:(?P<number>\d{1,4})-)?(?P<slug>.+)")
_GATE = re.compile(r"\s*(?:>=|~=|==)\s*3\.(?P<minor>\d{1,3})(?:\.[\d*]+)?\s*(?:,.*)?")
_NOT_EXAMPLES = frozenset({"__pycache__", "exercises"})


def read_pack(folder: Path) -> Pack:
    """Read the pack in ``folder``. Raises PackError only when nothing in it can be shown."""
    if not folder.is_dir():
        raise PackError(
            f"There is no folder of examples at {folder}. Choose another one, or install it again."
        )
    return _PackReader(folder).pack()


class _Files:
    """The files of one pack: what may be read, and the notices about what may not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notices: list[str] = []
        self._root = folder.resolve()

    def note(self, path: Path, problem: str) -> None:
        self.notices.append(f"{self._name(path)}: {problem}.")

    def entries(self, folder: Path) -> dict[str, os.DirEntry[str]]:
        """The visible entries of a folder by name, in order; links out of the pack are reported instead."""
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.note(folder, f"the folder cannot be read ({error.strerror}). Check its permissions")
            return {}
        return {entry.name: entry for entry in entries if self._is_visible(entry)}

    def text(self, file: Path) -> str | None:
        try:
            return read_text(file)
        except UnreadableError as error:
            self.notices.append(f"{self._name(file)} {error}")
            return None

    def table(self, file: Path) -> Table:
        return parse_table(self.text(file) or "", self._name(file), self.notices)

    def block(self, file: Path, text: str) -> Table:
        """The metadata block of an example."""
        return parse_table(header.metadata(text) or "", self._name(file), self.notices)

    def _is_visible(self, entry: os.DirEntry[str]) -> bool:
        if entry.name.startswith(".") or entry.name in _NOT_EXAMPLES:
            return False
        if not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(self._root):
            return True
        self.note(
            Path(entry.path),
            "this link leads out of the pack and is not followed. Copy the file into the pack",
        )
        return False

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()


class _PackReader:
    """Reads the chapters of one pack."""

    def __init__(self, folder: Path) -> None:
        self._files = _Files(folder)
        self._folder = folder

    def pack(self) -> Pack:
        about = self._about()
        chapters = self._chapters()
        if not chapters:
            found = " ".join(self._files.notices[:3])
            raise PackError(f"No example can be shown from {self._folder}. {found}".strip())
        return Pack(
            id=about.text("id") or self._folder.name,
            title=about.text("title") or _in_words(self._folder.name),
            version=about.text("version"),
            licence=about.text("licence"),
            chapters=chapters,
            notices=tuple(self._files.notices),
        )

    def _about(self) -> Table:
        about = self._files.table(self._folder / "pack.toml")
        about.expect_only(_PACK_KEYS)
        if (about.positive("format") or _FORMAT) > _FORMAT:
            about.report(
                "this pack is written for a newer version of the application. Some of it may be missing"
            )
        return about

    def _chapters(self) -> tuple[Chapter, ...]:
        chapters: dict[str, Chapter] = {}
        for entry in self._files.entries(self._folder).values():
            if not entry.is_dir():
                continue
            folder = Path(entry.path)
            chapter = _ChapterReader(self._files, folder, len(chapters) + 1).chapter()
            if chapter.slug in chapters:
                self._files.note(
                    folder, f"a chapter `{chapter.slug}` is there already. Give this one another slug"
                )
            elif chapter.sections:
                chapters[chapter.slug] = chapter
        return tuple(sorted(chapters.values(), key=lambda chapter: chapter.number))


class _ChapterReader:
    """Reads one chapter: what ``chapter.toml`` lists, then what it forgot."""

    def __init__(self, files: _Files, folder: Path, place: int) -> None:
        self._files = files
        self._folder = folder
        self._place = place
        self._entries = files.entries(folder)
        self._unlisted = dict.fromkeys(self._slugs())
        self._listed: set[str] = set()
        self._count = 0

    def chapter(self) -> Chapter:
        has_list = "chapter.toml" in self._entries
        if not has_list and not self._unlisted:
            return Chapter(self._folder.name, self._place, "", Level.BEGINNER, "", ())
        about = self._files.table(self._folder / "chapter.toml")
        about.expect_only(_CHAPTER_KEYS)
        name = _CHAPTER_FOLDER.fullmatch(self._folder.name)
        slug = about.text("slug") or (name["slug"] if name else self._folder.name)
        if not _SLUG.fullmatch(slug):
            about.report(f"the slug `{slug}` may hold only letters, digits, `-` and `_`")
            slug = re.sub(r"[^A-Za-z0-9_-]+", "-", slug).strip("-_") or f"chapter-{self._place}"
        level = about.choice("level", Level, Level.BEGINNER)
        return Chapter(
            slug=slug,
            number=int(name["number"]) if name and name["number"] else self._place,
            title=about.text("title") or _in_words(slug),
            level=level,
            summary=about.text("summary"),
            sections=self._sections(about, slug, level),
            prerequisites=about.words("prerequisites"),
            can_do=about.words("can_do"),
        )

    def _slugs(self) -> list[str]:
        """The examples that lie in the folder: ``slug.py`` and ``slug/main.py``."""
        slugs = []
        for name, entry in self._entries.items():
            is_project = entry.is_dir() and (self._folder / name / "main.py").is_file()
            slug = name if is_project else name.removesuffix(".py")
            if not is_project and not (name.endswith(".py") and entry.is_file()):
                continue
            if not _SLUG.fullmatch(slug):
                self._files.note(
                    self._folder / name, "name the file with letters, digits, `-` and `_` to show it"
                )
            elif is_project and f"{name}.py" in self._entries:
                self._files.note(
                    self._folder / name, f"{name}.py has the same slug and is shown. Rename one of them"
                )
            else:
                slugs.append(slug)
        return slugs

    def _sections(self, about: Table, chapter: str, level: Level) -> tuple[Section, ...]:
        sections = []
        for table in about.tables("sections"):
            table.expect_only(("title", "slugs"))
            title = table.text("title")
            listed = [slug for slug in table.words("slugs") if self._take(slug)]
            sections.append(Section(title, self._examples(listed, chapter, title, level)))
        sections = [section for section in sections if section.examples]
        rest = self._rest(about)
        if rest:
            last = sections.pop() if sections else Section("", ())
            more = self._examples(rest, chapter, last.title, level)
            sections.append(Section(last.title, (*last.examples, *more)))
        return tuple(section for section in sections if section.examples)

    def _take(self, slug: str) -> bool:
        """Whether a listed slug can be shown; each is taken once."""
        file = self._folder / "chapter.toml"
        if slug in self._unlisted:
            del self._unlisted[slug]
            self._listed.add(slug)
            return True
        if slug in self._listed:
            self._files.note(file, f"`{slug}` is listed twice. Take one of them out")
        else:
            self._files.note(
                file, f"`{slug}` is listed, but there is no {slug}.py. Add the file or take it out"
            )
        return False

    def _rest(self, about: Table) -> list[str]:
        """What lies in the folder and is not listed."""
        if "sections" in about:
            for slug in self._unlisted:
                self._files.note(
                    self._folder / f"{slug}.py", "not listed in chapter.toml; shown last. List it there"
                )
        return list(self._unlisted)

    def _examples(self, slugs: list[str], chapter: str, section: str, level: Level) -> tuple[Example, ...]:
        examples = []
        for slug in slugs:
            example = self._example(slug, chapter, section, level)
            if example:
                self._count += 1
                examples.append(example)
        return tuple(examples)

    def _example(self, slug: str, chapter: str, section: str, level: Level) -> Example | None:
        files = self._example_files(slug)
        text = self._files.text(files[0])
        if text is None:
            return None
        block = self._files.block(files[0], text)
        own = block.table("tool").table("explorer")
        own.expect_only(_EXAMPLE_KEYS)
        if header.has_second_metadata(text):
            own.report("there are two metadata blocks; the first one counts. Take one of them out")
        title, _, explanation = header.docstring(text).partition("\n")
        kind = own.choice("kind", ExampleKind, ExampleKind.PROJECT if len(files) > 1 else ExampleKind.SCRIPT)
        return Example(
            id=f"{chapter}/{slug}",
            chapter=chapter,
            section=section,
            number=self._count + 1,
            title=title.strip() or _in_words(slug),
            goal=own.text("goal"),
            level=own.choice("level", Level, level),
            kind=kind,
            tags=own.words("tags"),
            explanation=explanation.strip(),
            gate=_gate(block),
            since=own.text("since"),
            files=files,
            stem=self._folder / slug,
            docs=own.words("docs"),
            tries=own.words("try"),
            pitfall=header.remark(text, "pitfall"),
            predict=header.remark(text, "predict"),
            covers=own.words("covers"),
            needs=own.words("needs"),
            normalise=_normalise(own),
            expect=_expectation(own, kind),
            timeout_s=own.positive("timeout"),
            inline_stdin=own.text("stdin", strip=False),
        )

    def _example_files(self, slug: str) -> tuple[Path, ...]:
        """The entry file first, then the other readable files of a project by name."""
        if f"{slug}.py" in self._entries:
            return (self._folder / f"{slug}.py",)
        folder = self._folder / slug
        return (
            folder / "main.py",
            *(file for file in self._project_files(folder) if file != folder / "main.py"),
        )

    def _project_files(self, folder: Path) -> list[Path]:
        files = []
        for entry in self._files.entries(folder).values():
            path = Path(entry.path)
            if entry.is_dir():
                files += [] if entry.is_symlink() else self._project_files(path)
            elif not entry.name.endswith(".pyc") and self._files.text(path) is not None:
                files.append(path)
        return files


def _gate(block: Table) -> tuple[int, int]:
    """The oldest Python that runs the example, never below our own floor."""
    wanted = block.text("requires-python")
    match = _GATE.fullmatch(wanted)
    if match:
        return max(OLDEST_PYTHON, (3, int(match["minor"])))
    if wanted:
        block.report(
            f'`requires-python = "{wanted}"` is not understood. Write it as ">=3.12"; until then 3.11 counts'
        )
    return OLDEST_PYTHON


def _normalise(own: Table) -> tuple[str, ...]:
    names = own.words("normalise")
    for name in names:
        if name not in NORMALISATIONS:
            own.report(f"`normalise` does not know `{name}`. It knows {', '.join(NORMALISATIONS)}")
    return tuple(name for name in names if name in NORMALISATIONS)


def _expectation(own: Table, kind: ExampleKind) -> Expectation | None:
    """The error an example must end with; only the two error kinds have one."""
    if kind not in {ExampleKind.ERROR, ExampleKind.SYNTAX_ERROR}:
        return None
    wanted = own.table("expect")
    wanted.expect_only(("exception", "message"))
    exception = wanted.text("exception") or ("SyntaxError" if kind is ExampleKind.SYNTAX_ERROR else "")
    if not exception:
        own.report(
            '`expect` is missing: write the error as expect = {exception = "TypeError", message = "…"}'
        )
    return Expectation(exception, wanted.text("message"))


def _in_words(name: str) -> str:
    """``starred-target`` as ``Starred target``."""
    words = re.sub(r"[-_]+", " ", _CHAPTER_FOLDER.sub(r"\g<slug>", name)).strip()
    return words[:1].upper() + words[1:]
