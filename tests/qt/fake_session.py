"""A session for panels: the real catalogue, search, settings, progress and edits, and no runner."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.catalog import Catalog
from desktop.core.edits import Edits
from desktop.core.errors import ExplorerError
from desktop.core.interpreters import Interpreter
from desktop.core.pack import Example, read_pack
from desktop.core.paths import find_paths
from desktop.core.progress import Progress, RunRecord
from desktop.core.search import Search
from desktop.core.settings import Settings
from desktop.sandbox.policy import Tier

EXAMPLE = '''"""{title}

{title}, explained.
"""
# /// script
# requires-python = ">={gate}"
# [tool.explorer]
# goal = "Understand {title}."
# level = "{level}"
# tags = ["{tag}"]
# ///
print("{title}")
'''

PACK = {
    "01-first-steps": (
        "First Steps",
        "beginner",
        {
            "Printing": [
                ("hello", "Hello, world", "3.11", "print"),
                ("sep", "Words with <b>sep</b>", "3.11", "print"),
            ],
            "Asking": [("ask", "Asking a question", "3.11", "input")],
        },
    ),
    "02-exceptions": (
        "Exceptions",
        "intermediate",
        {
            "Catching": [
                ("try", "try and except", "3.11", "errors"),
                ("bare", "except, no brackets", "3.14", "errors"),
            ],
            "Raising": [("raise", "Raising an error", "3.11", "errors")],
        },
    ),
}


def write_pack(folder: Path) -> Path:
    """A small pack in a new folder."""
    folder.mkdir()
    head = 'format = 1\nid = "small"\ntitle = "Small"\nversion = "1"\nlicence = "MIT"\nlanguage = "en"\n'
    (folder / "pack.toml").write_text(head, encoding="utf-8")
    for name, (title, level, sections) in PACK.items():
        chapter = folder / name
        chapter.mkdir()
        text = f'slug = "{name[3:]}"\ntitle = "{title}"\nlevel = "{level}"\nsummary = "A chapter."\n'
        for section, examples in sections.items():
            slugs = ", ".join(f'"{slug}"' for slug, *_ in examples)
            text += f'\n[[sections]]\ntitle = "{section}"\nslugs = [{slugs}]\n'
            for slug, example, gate, tag in examples:
                code = EXAMPLE.format(title=example, gate=gate, level=level, tag=tag)
                (chapter / f"{slug}.py").write_text(code, encoding="utf-8")
        (chapter / "chapter.toml").write_text(text, encoding="utf-8")
    return folder


class FakeSession(QObject):
    """The attributes and signals of ``services.session.Session`` that panels use."""

    status_changed = Signal(str)
    settings_changed = Signal(object)
    protection_changed = Signal()
    run_finished = Signal(object)
    notice = Signal(str)

    def __init__(self, pack: Path, data_dir: Path) -> None:
        super().__init__()
        self.paths = find_paths(data_dir=data_dir)
        self.catalog = Catalog(read_pack(pack))
        self.search = Search(self.catalog.examples, self.catalog.chapters)
        self.settings = Settings(self.paths)
        self.progress = Progress(data_dir / "user_progress.json")
        self.edits = Edits(data_dir / "edits")
        self.refusal: ExplorerError | None = None
        self.found: list[Interpreter] = []
        self.tier = Tier.LIMITS

    def is_edited(self, example_id: str) -> bool:
        return example_id in self.edits.edited()

    def complete(self, example_id: str, *, outcome: str = "ok", completed: bool = True) -> None:
        """As if the example had run."""
        record = RunRecord(example_id, outcome, "2026-11-24T10:00:00+00:00", 40)
        self.progress.ran(record, completed)
        self.status_changed.emit(example_id)

    def edit(self, example: Example, text: str) -> None:
        """As if the learner had changed the example."""
        self.edits.save(example.id, example.entry.name, text)
        self.status_changed.emit(example.id)

    def save_settings(self, changes: Mapping[str, object]) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.settings.save(changes, lambda _event, _details: None)
        self.settings_changed.emit(self.settings.snapshot)

    def interpreters(self) -> list[Interpreter]:
        return self.found
