"""Runs the jobs of a check, several at once, each with a runner and a scratch folder of its own.

The core says what is to be run and what a run has shown; this only runs.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.child.protocol import Limits, Outcome, RunSpec, Stream
from desktop.core.check import Job
from desktop.core.proof import Program
from desktop.sandbox.policy import Policy
from desktop.services.runner import Runner
from desktop.services.scratch import remove_tree
from desktop.services.wasm_runner import WasmRunner

_EVIDENCE = "evidence.json"
_MOST_EVIDENCE_BYTES = 1_000_000


class Work(Protocol):
    """What is to be run, and who is told of it."""

    @property
    def jobs(self) -> Sequence[Job]: ...

    def wants_again(self, job: Job, outcome: Outcome) -> bool:
        """Whether a run is to be repeated, when all others are done."""

    def record(self, job: Job, outcome: Outcome, stdout: bytes) -> str:
        """Note what a run has shown; why it failed, or nothing."""


class Checker(QObject):
    """Works through ``check.jobs`` and records each result in it."""

    recorded = Signal(object, str, bytes)
    """Job, why it failed (empty if it did not), and what it printed."""
    finished = Signal()

    def __init__(
        self, check: Work, code_root: Path, lanes: int, limits: Limits, policy_of: Callable[[Job], Policy]
    ) -> None:
        """``lanes`` programs run at once within ``limits``; an example may have a time of its own."""
        super().__init__()
        self._check, self._limits, self._policy_of = check, limits, policy_of
        self._folder = Path(tempfile.mkdtemp(prefix="python-explorer-check-"))
        self._waiting = list(reversed(check.jobs))
        self._lanes = [_Lane(code_root, self._folder / str(number), self) for number in range(max(1, lanes))]
        self._busy = 0
        for lane in self._lanes:
            lane.done.connect(self._on_lane_done)

    def start(self) -> None:
        """Begin; ``finished`` comes from the event loop, also when there is nothing to do."""
        if not self._waiting:
            QTimer.singleShot(0, self, self._finish)
        for lane in self._lanes:
            self._feed(lane)

    @Slot()
    def stop(self) -> None:
        """End what runs; ``finished`` follows."""
        self._waiting.clear()
        for lane in self._lanes:
            lane.stop()

    def _feed(self, lane: _Lane) -> None:
        if self._waiting:
            self._busy += 1
            job = self._waiting.pop()
            lane.run(job, self._limits, self._policy_of(job))

    @Slot(object, object, bytes)
    def _on_lane_done(self, job: Job, outcome: Outcome, stdout: bytes) -> None:
        self._busy -= 1
        if self._check.wants_again(job, outcome):
            self._waiting.insert(0, job)  # last of all, when fewer programs run beside it
        else:
            self.recorded.emit(job, self._check.record(job, outcome, stdout), stdout)
        lane = self.sender()
        assert isinstance(lane, _Lane)
        self._feed(lane)
        if not self._busy and not self._waiting:
            self._finish()

    def _finish(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self.finished.emit()


class _Lane(QObject):
    """One program at a time."""

    done = Signal(object, object, bytes)

    def __init__(self, code_root: Path, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._code_root, self._folder = code_root, folder
        self._job: Job | None = None
        self._stdout = bytearray()
        self._runner = Runner(code_root, self)
        self._runner.output.connect(self._on_runner_output)
        self._runner.finished.connect(self._on_runner_finished)
        self._wasm = WasmRunner(code_root, self)
        self._wasm.output.connect(self._on_runner_output)
        self._wasm.finished.connect(self._on_runner_finished)

    def run(self, job: Job, limits: Limits, policy: Policy) -> None:
        """Run one job in an empty folder."""
        self._job, program = job, job.program
        self._stdout.clear()
        remove_tree(self._folder)
        work_dir = self._folder / "work"
        work_dir.mkdir(parents=True)
        file, argv = self._file(program)
        if program.timeout_s is not None:
            limits = replace(limits, timeout_s=program.timeout_s)
        runner = self._wasm if job.interpreter.is_wasm else self._runner
        runner.start(
            RunSpec(
                target=job.proof.id,
                file=file,
                argv=argv,
                work_dir=work_dir,
                interpreter=job.interpreter.path,
                stdin=program.stdin,
                limits=limits,
                policy=policy,
            )
        )

    def _file(self, program: Program) -> tuple[Path, tuple[str, ...]]:
        """What runs, and with which arguments."""
        harness = self._code_root / "desktop" / "child"
        if program.is_surveyed:
            files = [str(program.file), *(str(file) for file in program.read if file != program.file)]
            return harness / "evidence.py", (_EVIDENCE, *(files if program.file else ["--sets"]))
        if program.file is None:
            file = self._folder / "program" / "main.py"
            file.parent.mkdir()
            file.write_text(program.text, encoding="utf-8", newline="\n")
            return file, ()
        if program.check is not None:
            return harness / "judge.py", (str(program.file), str(program.check))
        return program.file, ()

    def stop(self) -> None:
        """End the program that runs."""
        self._runner.stop()
        self._wasm.stop()

    @Slot(object, bytes)
    def _on_runner_output(self, stream: Stream, data: bytes) -> None:
        if stream is Stream.STDOUT:
            self._stdout += data

    @Slot(object)
    def _on_runner_finished(self, outcome: Outcome) -> None:
        job, self._job = self._job, None
        if job is not None:
            result = self._evidence() if job.program.is_surveyed else bytes(self._stdout)
            QTimer.singleShot(0, self, lambda: self.done.emit(job, outcome, result))

    def _evidence(self) -> bytes:
        """What the survey of a program has found; empty where it could not even begin."""
        try:
            with (self._folder / "work" / _EVIDENCE).open("rb") as file:
                return file.read(_MOST_EVIDENCE_BYTES)
        except OSError:
            return b""
