"""Makes attempts through the real runner, one process for each, and judges what became of them.

An attempt got through when it says so or when the arena shows it; what it says to have held is not believed.
"""

from __future__ import annotations

import contextlib
import enum
import os
import re
import signal
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop

from desktop.child.protocol import Limits, Outcome, OutcomeKind, RunSpec, Stream
from desktop.sandbox.policy import Permission, Policy, Tier
from desktop.selftest_attempts import Attempt, Ends
from desktop.services.runner import Runner

if TYPE_CHECKING:
    from desktop.selftest_arena import Arena

MARK = "EXPLORER_SELFTEST_MARK"
_PATIENCE_S = 10.0  # for one attempt
_LIMITED = Limits(timeout_s=_PATIENCE_S, stop_grace_ms=100, max_output_mb=1)
# What a control may take is small, see rs_resources.py; only time ends it.
_UNLIMITED = Limits(
    timeout_s=_PATIENCE_S,
    stop_grace_ms=100,
    max_memory_mb=0,
    max_processes=0,
    max_open_files=0,
    max_file_mb=0,
    max_scratch_mb=0,
)
_FORCED = (
    OutcomeKind.CRASHED,
    OutcomeKind.TIMED_OUT,
    OutcomeKind.STOPPED,
    OutcomeKind.MEMORY_LIMIT,
    OutcomeKind.OUTPUT_LIMIT,
)
_NO_APPLICATION = "tried by the project's own tests, because it kills an application"


class Verdict(enum.StrEnum):
    """What became of one attempt."""

    HELD = "held"
    WORKED = "worked"
    ABSENT = "not applicable"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Column:
    """One way to make all attempts. ``abi_cap``: as with an older Landlock. ``Tier.LIMITS``: the control."""

    title: str
    tier: Tier
    grants: tuple[Permission, ...] = ()
    abi_cap: int = 0

    @property
    def is_control(self) -> bool:
        """Whether nothing holds them."""
        return self.tier is Tier.LIMITS


@dataclass(frozen=True, slots=True)
class Result:
    """One attempt in one column. ``damage``: what was seen from outside, each a phrase. ``end_ms``: how long
    the run's end took, where the host ended it.
    """

    attempt: Attempt
    verdict: Verdict
    why: str = ""
    damage: tuple[str, ...] = ()
    end_ms: float = 0.0


@dataclass(slots=True)
class _Run:
    """What is known of one run. ``output`` is both streams, as they came."""

    outcome: Outcome
    stdout: bytes
    output: bytes
    end_ms: float
    survivors: list[int]


def make_attempts(
    arena: Arena, column: Column, attempts: tuple[Attempt, ...], code_root: Path
) -> list[Result]:
    """Make each attempt in this column. Needs a QCoreApplication; turns its own event loop meanwhile."""
    runner = Runner(code_root, forgoes_namespace=column.is_control, abi_cap=column.abi_cap)
    arena.aim(is_control=column.is_control)
    try:
        results = []
        for attempt in attempts:
            results.append(Trial(arena, column, attempt, runner).result())
            arena.raise_interrupt()
        return results
    finally:
        runner.close()
        runner.deleteLater()


class Trial:
    """One attempt in one column."""

    def __init__(self, arena: Arena, column: Column, attempt: Attempt, runner: Runner) -> None:
        self._arena, self._column, self._attempt, self._runner = arena, column, attempt, runner

    def result(self) -> Result:
        """Make the attempt and judge it."""
        if self._attempt.ends is Ends.APPLICATION:
            return Result(self._attempt, Verdict.ABSENT, _NO_APPLICATION)
        work_dir = self._arena.new_work_dir()
        damage: list[str] = []
        for _ in range(self._attempt.runs):
            run = self._run(work_dir)
            damage += self._damage(run)
        self._arena.remove(work_dir)
        verdict, why = (Verdict.WORKED, damage[0]) if damage else self._judge(run)
        return Result(self._attempt, verdict, why, tuple(damage), run.end_ms)

    def spec(self, work_dir: Path) -> RunSpec:
        """What the runner is asked for; its processes carry a mark of their own."""
        attempt, column = self._attempt, self._column
        policy = Policy(column.tier, read=(self._arena.pack,)).allowing((*column.grants, *attempt.grants))
        return RunSpec(
            target=f"selftest/{attempt.name}",
            file=self._arena.pack / attempt.file,
            work_dir=work_dir,
            interpreter=self._arena.interpreter,
            argv=(attempt.name,),
            stdin=b"",
            limits=_UNLIMITED if column.is_control else attempt.within(_LIMITED),
            policy=policy,
            environment=((MARK, uuid.uuid4().hex),),
        )

    def _run(self, work_dir: Path) -> _Run:
        spec = self.spec(work_dir)
        watch = _Watch(self._runner, self._attempt.ends)
        outcome = watch.run(spec)
        survivors = marked_processes(dict(spec.environment)[MARK])
        for pid in survivors:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return _Run(outcome, bytes(watch.stdout), bytes(watch.output), watch.end_ms, survivors)

    def _damage(self, run: _Run) -> list[str]:
        found = list(self._arena.damage(run.output, run.outcome.files_written))
        if run.outcome.detail == "the launcher was killed":
            found.append("killed the launcher")
        if run.survivors:
            found.append(f"left {len(run.survivors)} processes")
        return found

    def _judge(self, run: _Run) -> tuple[Verdict, str]:
        """By its own words where it has any, else by its end."""
        name = re.escape(self._attempt.name.encode())
        said = re.findall(rb"^" + name + rb"=(worked|held|absent|broken) ?(.*)$", run.stdout, re.MULTILINE)
        if run.outcome.kind is OutcomeKind.NOT_STARTED:
            return Verdict.BROKEN, run.outcome.sentence()
        if not said:
            is_forced = run.outcome.kind in _FORCED or self._attempt.by_host
            return (Verdict.HELD if is_forced else Verdict.BROKEN), run.outcome.sentence()
        word, text = (part.decode("utf-8", "replace") for part in said[-1])
        if word == "worked" and self._attempt.by_host:
            return Verdict.HELD, text
        return (Verdict.ABSENT if word == "absent" else Verdict(word)), text


class _Watch:
    """Follows one run to its end, and ends it where the attempt wants that."""

    def __init__(self, runner: Runner, ends: Ends) -> None:
        self._runner, self._ends = runner, ends
        self._loop = QEventLoop()
        self._outcome: Outcome | None = None
        self._ended_at = 0.0
        self.output, self.stdout = bytearray(), bytearray()
        self.end_ms = 0.0

    def run(self, spec: RunSpec) -> Outcome:
        """Start it and wait for its end."""
        self._runner.output.connect(self._on_output)
        self._runner.finished.connect(self._on_finished)
        self._runner.start(spec)
        if self._outcome is None:
            self._loop.exec()
        self._runner.output.disconnect(self._on_output)
        self._runner.finished.disconnect(self._on_finished)
        assert self._outcome is not None
        return self._outcome

    def _on_output(self, stream: Stream, data: bytes) -> None:
        self.output += data
        if stream is Stream.STDOUT:
            self.stdout += data
        if self._ends is Ends.ITSELF or self._ended_at:
            return
        self._ended_at = time.monotonic()
        if self._ends is Ends.KILL:
            self._runner.kill()
        else:
            self._runner.stop()

    def _on_finished(self, outcome: Outcome) -> None:
        self._outcome = outcome
        if self._ended_at:
            self.end_ms = (time.monotonic() - self._ended_at) * 1000
        self._loop.quit()


def marked_processes(mark: str) -> list[int]:
    """The processes whose environment holds this mark: those of one run, which nobody else has."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                if mark.encode() in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue
    return found
