"""Real children for the tests of the runner: one program from source text to its outcome.

Waits on signals only; every run carries a mark in its environment by which its processes are found.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.child.protocol import Limits, Outcome, RunSpec, Stream
from desktop.core.paths import base_interpreter, find_paths
from desktop.sandbox.policy import Policy
from desktop.selftest_trials import marked_processes
from desktop.services.runner import Runner

MARK = "PFE_TEST_MARK"
PATIENCE_MS = 60_000

# Three daemons, each forked twice into a session of its own, deaf to every signal that can be ignored.
DAEMONS = """\
import os, signal, sys, time
for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"):
    signal.signal(getattr(signal, name), signal.SIG_IGN)
for number in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            null = os.open(os.devnull, os.O_RDWR)
            for descriptor in (0, 1, 2):
                os.dup2(null, descriptor)
            while True:
                time.sleep(0.1)
        os._exit(0)
    os.wait()
print("ready", flush=True)
"""
DAEMONS_AND_MAIN = DAEMONS + "while True: time.sleep(0.1)\n"


@dataclass
class Run:
    """One run: everything that was emitted, in order."""

    runner: Runner
    spec: RunSpec
    pieces: list[tuple[Stream, bytes]] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    waits: list[int] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """The one outcome."""
        assert len(self.outcomes) == 1
        return self.outcomes[0]

    @property
    def merged(self) -> bytes:
        """Both streams as a console shows them."""
        return b"".join(data for _, data in self.pieces)

    @property
    def stdout(self) -> bytes:
        """Standard output alone."""
        return b"".join(data for stream, data in self.pieces if stream is Stream.STDOUT)

    @property
    def stderr(self) -> bytes:
        """Standard error alone."""
        return b"".join(data for stream, data in self.pieces if stream is Stream.STDERR)

    def on_output(self, stream: Stream, data: bytes) -> None:
        """Remember."""
        self.pieces.append((stream, data))
        self.events.append("output")

    def on_wait(self, line: int) -> None:
        """Remember."""
        self.waits.append(line)
        self.events.append("input")

    def on_started(self, spec: RunSpec) -> None:
        """Remember."""
        assert spec is self.spec
        self.events.append("started")

    def on_finished(self, outcome: Outcome) -> None:
        """Remember."""
        self.outcomes.append(outcome)
        self.events.append("finished")

    def processes(self) -> list[int]:
        """Everything alive that belongs to this run."""
        return marked_processes(dict(self.spec.environment)[MARK])


class Programs:
    """Writes programs below a folder and runs them with real children."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        """``folder`` is the test's own."""
        self.qtbot = qtbot
        self.folder = folder
        self.code_root = find_paths().code_root
        self._runners: list[Runner] = []

    def make(
        self,
        source: str | Path,
        *,
        limits: Limits | None = None,
        stdin: bytes | None = None,
        argv: tuple[str, ...] = (),
        interpreter: Path | None = None,
        environment: tuple[tuple[str, str], ...] = (),
        forgoes_namespace: bool = False,
        policy: Policy | None = None,
        abi_cap: int = 0,
        digest: str = "",
        blocked: tuple[str, ...] = (),
    ) -> Run:
        """A run that is not started yet."""
        work_dir = self.folder / f"work-{uuid.uuid4().hex[:8]}"
        work_dir.mkdir()
        runner = Runner(self.code_root, forgoes_namespace=forgoes_namespace, abi_cap=abi_cap)
        self._runners.append(runner)
        spec = RunSpec(
            target="test/program",
            file=self.write(source) if isinstance(source, str) else source,
            work_dir=work_dir,
            interpreter=interpreter or base_interpreter(),
            argv=argv,
            stdin=stdin,
            limits=limits or Limits(),
            policy=policy or Policy(),
            environment=(*environment, (MARK, uuid.uuid4().hex)),
            digest=digest,
            blocked=blocked,
        )
        run = Run(runner, spec)
        runner.started.connect(run.on_started)
        runner.output.connect(run.on_output)
        runner.input_wanted.connect(run.on_wait)
        runner.finished.connect(run.on_finished)
        return run

    def write(self, source: str) -> Path:
        """A program file in a folder of its own."""
        folder = self.folder / f"program-{uuid.uuid4().hex[:8]}"
        folder.mkdir()
        file = folder / "program.py"
        file.write_text(source, encoding="utf-8")
        return file

    def start(self, run: Run, until: Callable[[], object] | None = None) -> Run:
        """Start it and wait until something is true."""
        run.runner.start(run.spec)
        if until is not None:
            self.wait_until(until)
        return run

    def wait_until(self, condition: Callable[[], object]) -> None:
        """Turn the event loop until something is true."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def finish(self, run: Run) -> Run:
        """Wait for the end."""
        self.wait_until(lambda: run.outcomes)
        return run

    def run(self, source: str | Path, **details: object) -> Run:
        """From source text to the end."""
        return self.finish(self.start(self.make(source, **details)))  # type: ignore[arg-type]

    def forget(self, run: Run) -> None:
        """The test deletes this runner itself."""
        self._runners.remove(run.runner)

    def close(self) -> None:
        """End whatever a failed test left running."""
        for runner in self._runners:
            runner.close()
