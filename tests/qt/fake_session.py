"""A session for panels: the real catalogue, search, settings, progress and edits, and no runner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.child.protocol import Denial, Outcome
from desktop.core.audit import AuditLog
from desktop.core.edits import Edits
from desktop.core.errors import ExplorerError
from desktop.core.interpreters import Interpreter
from desktop.core.kept_colours import KeptColours
from desktop.core.kept_outputs import KeptOutputs
from desktop.core.notes import Notes
from desktop.core.own_programs import OwnPrograms
from desktop.core.pack import Example, read_pack
from desktop.core.paths import base_interpreter, find_paths
from desktop.core.permissions import TRUST, Decision, Permissions, Scope, Verdict
from desktop.core.progress import Progress, RunRecord
from desktop.core.settings import Settings
from desktop.sandbox.policy import Permission, Tier
from desktop.sandbox.tiers import TierState
from desktop.services.libraries import Libraries
from desktop.services.marks import Marks
from desktop.services.questions import Remember, WeakeningQuestion
from desktop.services.recorder import Recorder
from desktop.services.run_memory import RunMemory
from desktop.services.runner import Runner

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
        text += 'can_do = ["Use `print`.", "Read a message.", "Stop."]\n'
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
    interpreter_found = Signal()
    protection_changed = Signal()
    run_started = Signal(object)
    run_finished = Signal(object)
    output = Signal(object, bytes)
    input_wanted = Signal(int)
    question_asked = Signal(object)
    permissions_changed = Signal()
    weakening_found = Signal()
    notice = Signal(str)

    def __init__(self, pack: Path, data_dir: Path) -> None:
        super().__init__()
        self.gate = self  # stands where the session's gate stands, too
        self.paths = find_paths(data_dir=data_dir)
        self.libraries = Libraries(
            read_pack(pack), OwnPrograms(data_dir / "programs"), self.paths, base_interpreter, self
        )
        self.catalog = self.libraries.bundled
        self.settings = Settings(self.paths)
        self.progress = Progress(data_dir / "user_progress.json")
        self.edits = Edits(data_dir / "edits")
        self.audited: list[tuple[str, object]] = []
        notes = Notes(data_dir / "notes")
        self.marks = Marks(
            self.progress, notes, self.settings, lambda *event: self.audited.append(event), self
        )
        self.colours = KeptColours(data_dir / "colours.json")
        self.outputs = KeptOutputs(data_dir / "outputs")
        runner = Runner(self.paths.code_root, self)
        self.recorder = Recorder(self.outputs, self.progress, self.settings, runner, self)
        self.audit = AuditLog(data_dir / "logs" / "python_explorer.log")
        self.refusal: ExplorerError | None = None
        self.found: list[Interpreter] = []
        self.tier = Tier.LIMITS
        self.permissions = Permissions(data_dir / "permissions.json")
        self.is_permissive = False
        self.is_running = False
        self.answers: list[object] = []
        self.waiting: list[WeakeningQuestion] = []
        self.refused: dict[Denial, str] = {}
        self.states_refusal: ExplorerError | None = None
        self.states: tuple[TierState, ...] = ()
        self.running_example: Example | None = None
        self.current_example: Example | None = None
        self.current_run: None = None
        self.elapsed_s = 0.0
        self.outcomes: dict[str, Outcome] = {}
        self.memory = RunMemory(runner, self)
        self.end_of_run = "Nothing of a run outlives it."

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

    # ---- a run, of which only the news exist ----

    def text(self, example: Example, file: Path) -> str:
        return example.code(file)

    def gate_problem(self, _example: Example) -> str:
        return ""

    def run_files(self) -> dict[str, str]:
        example = self.running_example
        return {str(file): example.name_of(file) for file in example.files} if example else {}

    def last_outcome(self, example_id: str) -> Outcome | None:
        return self.outcomes.get(example_id)

    def start(self, example: Example) -> None:
        """As if its process had been made."""
        self.running_example = example
        self.run_started.emit(None)

    def finish(self, outcome: Outcome) -> None:
        """As if it had ended so."""
        example, self.running_example = self.running_example, None
        if example is not None:
            self.outcomes[example.id] = outcome
        self.run_finished.emit(outcome)

    def stop(self) -> None:
        """Nothing runs."""

    def end_input(self) -> None:
        """Nothing runs."""

    def send_input(self, _text: str) -> None:
        """Nothing runs."""

    def allow_denied(self, example: Example, denial: Denial, remember: Remember) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.answers.append((example.id, denial, remember))

    def why_not_allowed(self, denial: Denial) -> str:
        return self.refused.get(denial, "")

    def keep_blocked(self, example: Example, denial: Denial) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.decide(Scope.EXAMPLE, example.target, _what(denial), Verdict.DENY)

    def is_kept_blocked(self, example: Example, denial: Denial) -> bool:
        kept = {(decision.subject, decision.what) for decision in self.decisions()}
        return (example.target, _what(denial)) in kept

    # ---- what programs may do: the real store, answers only noted ----

    def example(self, target: str) -> Example:
        return self.libraries.example(target)

    def answer_permissions(self, allowed: Iterable[Permission], remember: Remember) -> None:
        self.answers.append((tuple(allowed), remember))

    def answer_limits(self, *, remember: bool) -> None:
        self.answers.append(remember)

    def cancel_question(self) -> None:
        self.answers.append("cancelled")

    def decisions(self) -> tuple[Decision, ...]:
        return self.permissions.decisions()

    def decide(self, scope: Scope, subject: str, what: str, verdict: Verdict) -> None:
        self.permissions.decide(scope, subject, what, verdict)
        self.permissions_changed.emit()

    def revoke(self, decision: Decision) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.permissions.revoke(decision)
        self.permissions_changed.emit()

    def library_title(self, example: Example) -> str:
        return str(example.entry.parent) if example.is_foreign else "the built-in library"

    def is_trusted(self, example: Example) -> bool:
        return self.permissions.has(str(example.entry.parent), TRUST)

    def trust(self, example: Example) -> None:
        self.decide(Scope.LIBRARY, str(example.entry.parent), TRUST, Verdict.ALLOW)

    def distrust(self, example: Example) -> None:
        for decision in self.decisions():
            if (decision.subject, decision.what) == (str(example.entry.parent), TRUST):
                self.revoke(decision)

    def weakenings(self) -> tuple[WeakeningQuestion, ...]:
        return tuple(self.waiting)

    def confirm_weakening(self, key: str) -> None:
        self._decide_weakening(key, "used")

    def reject_weakening(self, key: str) -> None:
        self._decide_weakening(key, "kept")

    def _decide_weakening(self, key: str, answer: str) -> None:
        self.answers.append((key, answer))
        self.waiting = [question for question in self.waiting if question.key != key]

    def tier_states(self) -> tuple[TierState, ...]:
        if self.states_refusal is not None:
            raise self.states_refusal
        return self.states

    def walls(self) -> tuple[str, ...]:
        return ("The network is off unless you allow it.",)

    def advice(self) -> tuple[str, ...]:
        return ("eval may not be called.",)

    def interpreters(self) -> list[Interpreter]:
        return self.found


def _what(denial: Denial) -> str:
    return str(Permission(denial.name, denial.value))
