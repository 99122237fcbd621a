"""The session: the learner's state and every use case of the window and of the command line.

Views call it and listen to it; it knows no view. What is on disk and what runs is decided here alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal, Slot

from desktop.child.protocol import Limits, Outcome, OutcomeKind, RunSpec
from desktop.core.audit import AuditLog
from desktop.core.edits import Edits
from desktop.core.errors import ExplorerError, StateError
from desktop.core.example import Example
from desktop.core.interpreters import Interpreter, find_interpreters
from desktop.core.kept_colours import KeptColours
from desktop.core.kept_outputs import KeptOutputs
from desktop.core.notes import Notes
from desktop.core.own_programs import OwnPrograms
from desktop.core.pack_cache import cached_pack
from desktop.core.paths import Paths
from desktop.core.progress import Progress, RunRecord
from desktop.core.settings import SETTINGS, Settings
from desktop.sandbox.policy import Tier
from desktop.services.chosen_python import ChosenPython
from desktop.services.consent import Plan, Program, permission_of
from desktop.services.gate import Gate, Visit
from desktop.services.libraries import Libraries
from desktop.services.marks import Marks
from desktop.services.preparation import Order, Preparation, Prepared, Request, Wanted, likely_run, limits_of
from desktop.services.protection import RefusedError, usual_policy
from desktop.services.questions import Rights, WeakeningQuestion
from desktop.services.recorder import Recorder
from desktop.services.run_memory import Answer, RunMemory
from desktop.services.runner import Runner, process_guard
from desktop.services.scratch import Scratch


class Session(QObject):
    """One learner at work: library, settings, progress, edits, audit trail and at most one run."""

    run_started = Signal(object)
    """RunSpec: the example's process exists."""
    output = Signal(object, bytes)
    """Stream and raw bytes, in the order the program wrote them."""
    input_wanted = Signal(int)
    """The program waits for input; the line that waits, 0 if unknown."""
    run_finished = Signal(object)
    """Outcome; exactly one for each run that was asked for."""
    status_changed = Signal(str)
    """Example id: its status, or whether it is edited, is another now."""
    settings_changed = Signal(object)
    """Snapshot: the settings in force are others now."""
    interpreter_found = Signal()
    """``interpreter`` has another answer now."""
    protection_changed = Signal()
    """``tier`` may be another now."""
    question_asked = Signal(object)
    """PermissionQuestion or LimitsQuestion: a run waits for the answer."""
    permissions_changed = Signal()
    """The stored decisions are others now."""
    weakening_found = Signal()
    """``weakenings`` are others now."""
    notice = Signal(str)
    """One sentence for the learner."""

    def __init__(
        self, paths: Paths, parent: QObject | None = None, *, asks: bool = False, is_safe: bool = False
    ) -> None:
        """Load everything. Content that cannot be read becomes a notice, never an exception but PackError.

        ``asks``: somebody answers ``question_asked``; else what would be asked is not granted.
        ``is_safe``: the default settings are in force.
        """
        super().__init__(parent)
        self.paths = paths
        self.settings = Settings(paths, is_safe=is_safe)
        snapshot = self.settings.snapshot
        self.audit = AuditLog(
            self._in_logs(snapshot.text("logging.file")),
            max_size_mb=snapshot.integer("logging.max_size_mb"),
            backup_count=snapshot.integer("logging.backup_count"),
        )
        self.progress = Progress(self._in_data(snapshot.text("progress.storage_file")))
        self.edits = Edits(paths.data_dir / "edits")
        self._edited = set(self.edits.edited())
        self.marks = Marks(self.progress, Notes(paths.data_dir / "notes"), self.settings, self._audit, self)
        self.marks.notice.connect(self.notice)
        core = cached_pack(paths.examples / "core", paths.cache_dir / "core-pack.json")
        self.colours = KeptColours(paths.cache_dir / "colours.json")
        own = OwnPrograms(paths.data_dir / "programs")
        self.libraries = Libraries(core, own, paths, lambda: self.interpreter().path, self)
        self.libraries.notice.connect(self.notice)
        self.catalog = self.libraries.bundled
        self.current_example: Example | None = None
        self._scratch = Scratch(paths.cache_dir / "runs")
        self._preparation = Preparation(self._scratch, self)
        self._python = ChosenPython(self.settings, self)
        self._runner = Runner(paths.code_root, self)
        self.memory = RunMemory(self._runner, self)
        outputs = KeptOutputs(paths.data_dir / "outputs")
        self.recorder = Recorder(outputs, self.progress, self.settings, self._runner, self)
        self.gate = Gate(
            paths,
            self.settings,
            self._audit,
            lambda: self.interpreter().path,
            self._program,
            asks=asks,
            parent=self,
        )
        """How programs are confined, and what they were allowed."""
        self._preparing: Request | None = None
        self._at_gate: Order | None = None
        self._running: Order | None = None
        self._queued: Order | None = None
        self._outcomes: dict[str, Outcome] = {}
        self._watcher: QFileSystemWatcher | None = None
        self._python.known.connect(self._on_python_known)
        self._preparation.done.connect(self._on_preparation_done)
        self.gate.passed.connect(self._on_gate_passed)
        self.gate.refused.connect(self._on_gate_refused)
        self.gate.question_asked.connect(self.question_asked)
        self.gate.decisions_changed.connect(self.permissions_changed)
        self.gate.decisions_changed.connect(self.protection_changed)
        self.gate.tiers_found.connect(self.protection_changed)
        self.protection_changed.connect(self._expect_run)
        self.settings_changed.connect(lambda _snapshot: self._expect_run())
        self._runner.started.connect(self._on_runner_started)
        self._runner.output.connect(self.output)
        self.settings_changed.connect(lambda _snapshot: self.recorder.tidy())
        self._runner.input_wanted.connect(self.input_wanted)
        self._runner.finished.connect(self._on_runner_finished)

    def _in_data(self, name: str) -> Path:
        return self.paths.data_dir / Path(name).expanduser()

    def _in_logs(self, name: str) -> Path:
        return self.paths.data_dir / "logs" / Path(name).expanduser()

    def notices(self) -> tuple[str, ...]:
        """What the learner should know about files that were read at the start."""
        settings = tuple(notice.message for notice in self.settings.notices)
        kept = (*self.progress.notices, *self.edits.notices, *self.gate.notices)
        return (*kept, *settings, *self.catalog.pack.notices)

    # ---- the library ----

    def example(self, target: str) -> Example:
        """The example with this id, or the Python file at this path. Raises UnknownTargetError."""
        return self.libraries.example(target)

    def open_example(self, target: str) -> Example:
        """Make an example the current one and remember that it was opened. Raises UnknownTargetError."""
        example = self.example(target)
        self.current_example = example
        if not example.is_foreign:
            self._record(lambda: self.progress.opened(example.id), example)
        return example

    def text(self, example: Example, file: Path) -> str:
        """What the learner sees of this file: their own copy if there is one, else the original."""
        edited = self.edits.text(example.id, example.name_of(file))
        return example.code(file) if edited is None else edited

    def is_edited(self, example_id: str) -> bool:
        """Whether the learner has a copy of their own."""
        return example_id in self._edited

    def run_files(self) -> dict[str, str]:
        """The absolute path of each file of the current run, and its name inside the example."""
        if self._running is None:
            return {}
        example, folder = self._running.example, self._running.spec.file.parent
        return {str(folder / name): name for name in map(example.name_of, example.files)}

    def last_outcome(self, example_id: str) -> Outcome | None:
        """How this example's last run in this session ended."""
        return self._outcomes.get(example_id)

    def begin_anew(self, example: Example) -> None:
        """Nothing of a program that is gone belongs to the new one of that name. Raises StateError."""
        self._outcomes.pop(example.id, None)
        self.memory.forget(example.id)
        self.marks.clear(example)

    def work_dir(self, example_id: str) -> Path | None:
        """The folder the example's last run worked in, while it is kept."""
        return self._scratch.work_dir(example_id)

    # ---- the learner's own copies ----

    def edit(self, example: Example, file: Path, text: str, original: str | None = None) -> None:
        """Keep the text of one file, unless it is the original, given or read. Raises StateError."""
        name = example.name_of(file)
        if example.is_own:
            self.libraries.own.save(file, text)
        elif text == (example.code(file) if original is None else original):
            self.edits.discard(example.id, name)
        elif text != self.edits.text(example.id, name):
            self.edits.save(example.id, name, text)
        self._note_edited(example)

    def _note_edited(self, example: Example) -> None:
        names = map(example.name_of, example.files)
        is_edited = any(self.edits.text(example.id, name) is not None for name in names)
        if is_edited != (example.id in self._edited):
            self._edited.symmetric_difference_update({example.id})
            self.status_changed.emit(example.id)

    def restore(self, example: Example) -> None:
        """Put the original back; ``undo_restore`` brings the learner's copy again. Raises StateError."""
        if self.edits.restore(example.id):
            self._audit("edit_restored", {"target": example.target})
        self._note_edited(example)

    def undo_restore(self, example: Example) -> bool:
        """Bring back the copy that ``restore`` put aside; False if there is none."""
        brought = self.edits.undo_restore(example.id)
        self._note_edited(example)
        return brought

    # ---- running ----

    @property
    def is_running(self) -> bool:
        """Whether a program runs, or is about to."""
        waiting = (self._preparing, self._queued, self._at_gate)
        return self._runner.is_running or any(each is not None for each in waiting)

    @property
    def running_example(self) -> Example | None:
        """The example whose program runs."""
        return self._running.example if self._running else None

    @property
    def current_run(self) -> RunSpec | None:
        """What runs."""
        return self._running.spec if self._running else None

    @property
    def elapsed_s(self) -> float:
        """Seconds since the current run started."""
        return self._runner.elapsed_s

    @property
    def tier(self) -> Tier:
        """How strongly the next run is confined, as far as that is known."""
        return self.gate.tier(self.current_example)

    def prepare_runs(self) -> None:
        """Have ready what the next run needs; call it when idle."""
        self._expect_run()
        self._runner.prewarm()
        self.gate.look(self.current_example)

    def _expect_run(self) -> None:
        """Tell the runner what most runs are."""
        try:
            python = self.interpreter().path
        except ExplorerError:
            return  # a run says what is wrong with the interpreter
        policy = usual_policy(self.gate.tier(None), self.settings.snapshot)
        self._runner.expect(likely_run(python, policy, self.settings.snapshot))

    @Slot()
    def _on_python_known(self) -> None:
        self.gate.look(self.current_example)
        self.interpreter_found.emit()
        self.protection_changed.emit()

    @property
    def end_of_run(self) -> str:
        """One sentence: what makes sure that nothing of a run outlives it on this computer."""
        return process_guard()

    def interpreter(self) -> Interpreter:
        """The Python that runs the examples. Raises SettingError with a sentence when it cannot be used.

        The first time it may be StillAskedError; ``interpreter_found`` follows.
        """
        return self._python.get()

    def interpreters(self) -> list[Interpreter]:
        """Every usable Python on this computer. Takes up to a second: call it from a daemon thread."""
        return find_interpreters()

    def gate_problem(self, example: Example) -> str:
        """Why this example cannot run on the chosen Python, or an empty text."""
        return self._python.problem(example, is_edited=self.is_edited(example.id))

    def run(
        self,
        example: Example,
        *,
        stdin: bytes | None = None,
        argv: tuple[str, ...] = (),
        limits: Limits | None = None,
        interpreter: Path | None = None,
        is_recorded: bool = True,
        is_doctest: bool = False,
        rights: Rights = Rights(),  # noqa: B008 - frozen
        answers: tuple[Answer, ...] = (),
    ) -> None:
        """Run the learner's text of an example, or its doctests. What runs already is ended first.

        ``stdin`` is the whole input, ``None`` leaves it open; ``answers`` are what its prompts are to get.
        A run that is not recorded is audited like any other and leaves no trace in the progress. Every call
        leads to one ``run_finished``.
        """
        is_edited = self.is_edited(example.id)
        self._give_up(self._preparing)
        limits = limits or limits_of(self.settings.snapshot)
        self._preparing = Request(example, stdin, argv, limits, is_recorded, rights, answers)
        wanted = Wanted(
            example,
            texts=lambda file: self.text(example, file),
            interpreter=lambda: interpreter or self._python.fitting(example, is_edited=is_edited),
            is_edited=is_edited,
            is_closed=lambda folder, python: self.gate.is_closed(example, rights, folder, python),
            is_read=self.gate.is_read(example, rights, is_edited=is_edited),
            library=self.libraries.folder,
            is_doctest=is_doctest,
        )
        self._preparation.start(self._preparing, wanted)

    def stop(self) -> None:
        """Ask the program to end as Ctrl+C does, then end it; a second call ends it at once."""
        self._give_up(self._preparing, self._queued, self._at_gate)
        self._runner.stop()

    def _give_up(self, *waiting: Request | Order | None) -> None:
        """What waits for its turn, or for an answer, ends as every run does, with an outcome."""
        for each in waiting:
            if each is None:
                continue
            if each is self._at_gate:
                self.gate.leave()
            self._forget(each)
            self._refuse(each.example, Outcome(OutcomeKind.STOPPED))

    def _forget(self, waiting: Request | Order) -> None:
        self._preparing = None if self._preparing is waiting else self._preparing
        self._queued = None if self._queued is waiting else self._queued
        self._at_gate = None if self._at_gate is waiting else self._at_gate

    def kill(self) -> None:
        """End the program at once, because nobody wants its last words."""
        self._runner.kill()

    def send_input(self, text: str) -> None:
        """Give the waiting program one line."""
        self.memory.note_answer(text)
        self._runner.send_input(text)

    def write_input(self, data: bytes) -> None:
        """Give the program raw bytes of input."""
        self._runner.write_input(data)

    def end_input(self) -> None:
        """Tell the program that there is no more input."""
        self.memory.note_answer(None)
        self._runner.end_input()

    def _refuse(self, example: Example, outcome: Outcome) -> None:
        self._audit_finished(example, outcome)
        self._outcomes[example.id] = outcome
        self.run_finished.emit(outcome)

    @Slot(object, object)
    def _on_preparation_done(self, request: Request, result: Prepared | Exception) -> None:
        if request is not self._preparing:
            return  # it was given up
        self._preparing = None
        if isinstance(result, Exception):
            kind = OutcomeKind.REFUSED if isinstance(result, RefusedError) else OutcomeKind.NOT_STARTED
            self._refuse(request.example, Outcome(kind, detail=str(result)))
            return
        order = request.ordered(result)
        self._give_up(self._queued, self._at_gate)
        if self._runner.is_running:
            self._queued = order
            self._runner.kill()
        else:
            self._begin(order)

    def _program(self, example: Example) -> Program:
        """The example as it is, to tie a decision to."""
        text = self.text(example, example.entry)
        return Program(example, example.entry, text, self.is_edited(example.id), example.entry.parent)

    def _begin(self, order: Order) -> None:
        """To the gate, which lets it start at once, later or not at all."""
        self._at_gate = order
        program, wishes = order.prepared.program, order.prepared.wishes
        self.gate.enter(Visit(program, order.spec.interpreter, order.request.rights, wishes))

    @Slot(object)
    def _on_gate_passed(self, plan: Plan) -> None:
        order, self._at_gate = self._at_gate, None
        if order is not None:
            spec = replace(order.spec, policy=plan.policy, blocked=plan.blocked)
            self._start(replace(order, spec=spec, granted=plan.granted))

    @Slot(str)
    def _on_gate_refused(self, sentence: str) -> None:
        order, self._at_gate = self._at_gate, None
        if order is not None:
            self._refuse(order.example, Outcome(OutcomeKind.REFUSED, detail=sentence))

    def _start(self, order: Order) -> None:
        self._running = order
        is_edited = order.prepared.program.is_edited
        self.memory.begin(
            order.example.id, order.request.answers, names=self.run_files(), is_edited=is_edited
        )
        self._started_at = datetime.now().astimezone()
        self._audit(
            "run_started",
            {
                "target": order.example.target,
                "edited": is_edited,
                "tier": order.spec.policy.tier.value,
                "policy": order.spec.policy.digest(),
                "permissions": [str(permission) for permission in order.granted],
                "interpreter": str(order.spec.interpreter),
            },
        )
        self._runner.start(order.spec)

    @Slot(object)
    def _on_runner_started(self, spec: RunSpec) -> None:
        self.run_started.emit(spec)

    @Slot(object)
    def _on_runner_finished(self, outcome: Outcome) -> None:
        order, self._running = self._running, None
        if order is not None:
            outcome = replace(outcome, remark=order.prepared.remark)
            self._outcomes[order.example.id] = outcome
            self._audit_finished(order.example, outcome)
            self._keep_progress(order, outcome, self.memory.end(outcome))
        self.run_finished.emit(outcome)
        if self._queued is not None:
            queued, self._queued = self._queued, None
            self._begin(queued)

    def _keep_progress(self, order: Order, outcome: Outcome, stdout: bytes) -> None:
        from desktop.core.comparison import python_of
        from desktop.core.outputs import check_stdout

        if not order.request.is_recorded or outcome.kind in (OutcomeKind.NOT_STARTED, OutcomeKind.REFUSED):
            return
        example = order.example
        record = RunRecord(
            target=example.target,
            outcome=outcome.kind.value,
            started=self._started_at.isoformat(timespec="milliseconds"),
            duration_ms=outcome.duration_ms,
        )
        is_original = not example.is_foreign and not order.prepared.program.is_edited
        version = python_of(outcome)
        completed = is_original and not check_stdout(example, version, stdout, outcome)

        def write() -> None:
            self.progress.ran(record, completed)
            self.recorder.keep(record)

        self._record(write, example)

    # ---- settings ----

    def save_settings(self, changes: Mapping[str, object]) -> None:
        """Validate, audit and write. Raises SettingError or StateError; then nothing changed."""
        self.settings.save(changes, self.audit.append)
        self.gate.look(self.current_example)
        self.settings_changed.emit(self.settings.snapshot)
        self.weakening_found.emit()
        for problem in self.settings.notices:
            self.notice.emit(problem.message)

    def watch_settings(self) -> None:
        """From now on pick up changes that are made to the file outside the application."""
        self._watcher = QFileSystemWatcher(self)
        folder = self.settings.file.parent
        folder.mkdir(parents=True, exist_ok=True)
        self._watcher.addPath(str(folder))
        self._watcher.directoryChanged.connect(self._on_settings_folder_changed)
        self._watcher.fileChanged.connect(self._on_settings_folder_changed)
        self._watch_file()

    def _watch_file(self) -> None:
        if self._watcher is not None and os.access(self.settings.file, os.R_OK):
            self._watcher.addPath(str(self.settings.file))

    @Slot(str)
    def _on_settings_folder_changed(self, _path: str) -> None:
        pending = self.settings.pending
        changes = self.settings.reload_if_changed()
        self._watch_file()
        if self.settings.pending != pending:
            self.weakening_found.emit()
        for key, old, new in changes:
            self._audit("setting_changed_outside", {"key": key, "old": old, "new": new})
        if changes:
            self.gate.look(self.current_example)
            self.settings_changed.emit(self.settings.snapshot)

    def weakenings(self) -> tuple[WeakeningQuestion, ...]:
        """Values of the settings file that protect less and wait to be confirmed."""
        declared = {setting.key: setting for setting in SETTINGS}
        return tuple(
            WeakeningQuestion(
                key, declared[key].title, self.settings.snapshot[key], wanted, declared[key].weakening
            )
            for key, wanted in self.settings.pending.items()
        )

    def confirm_weakening(self, key: str) -> None:
        """Put the file's value into force. Raises StateError."""
        self.settings.confirm(key, self.audit.append)
        self.gate.look(self.current_example)
        self.settings_changed.emit(self.settings.snapshot)
        self.weakening_found.emit()

    def reject_weakening(self, key: str) -> None:
        """Write the value in force into the file. Raises SettingError or StateError."""
        self.save_settings({key: self.settings.snapshot[key]})

    @property
    def is_permissive(self) -> bool:
        """Whether the sandbox is switched off."""
        return not self.settings.snapshot.flag("security.sandbox_mode")

    # ---- keeping ----

    def add_time(self, seconds: int) -> None:
        """Count time the learner spent in the window."""
        self._record(lambda: self.progress.add_time(seconds))

    def keep_files(self, example_id: str, folder: Path) -> Path:
        """Copy what the example's last run wrote into a new folder inside ``folder``. Raises StateError."""
        return self._scratch.keep(example_id, folder)

    def close(self) -> None:
        """End the run, write what is pending and remove the scratch folders."""
        self._preparing = self._queued = self._at_gate = None
        self.gate.leave()
        self._runner.close()
        self.libraries.close()
        self._record(self.progress.close)
        self._preparation.close()

    def _record(self, write: Callable[[], None], example: Example | None = None) -> None:
        """Write to the progress unless that is switched off; a changed status of ``example`` is audited."""
        if not self.settings.snapshot.flag("progress.enabled"):
            return
        before = self.progress.status(example.id) if example else None
        try:
            write()
        except StateError as error:
            self.notice.emit(str(error))
        if example is None or before is None:
            return
        after = self.progress.status(example.id)
        if after is not before:
            self._audit(
                "progress_changed", {"target": example.target, "old": before.value, "new": after.value}
            )
            self.status_changed.emit(example.id)

    def _audit(self, event: str, details: Mapping[str, object]) -> None:
        try:
            self.audit.append(event, details)
        except StateError as error:
            self.notice.emit(str(error))

    def _audit_finished(self, example: Example, outcome: Outcome) -> None:
        details: dict[str, object] = {
            "target": example.target,
            "outcome": outcome.kind.value,
            "exit_code": outcome.exit_code,
            "duration_ms": outcome.duration_ms,
            "tier": outcome.tier.value,
        }
        if outcome.denied:
            details["denied"] = [str(permission_of(denial)) for denial in outcome.denied]
        if outcome.exception is not None:
            error = outcome.exception
            details["exception"] = {"type": error.type_name, "message": error.message, "line": error.line}
        self._audit("run_finished", details)
