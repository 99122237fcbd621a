"""Runs one program at a time in a Python made of WebAssembly, with the signals of ``Runner``.

Hides Node and the thread that waits for it. Such a program reaches no file but copies and its working folder;
it is still not confined as others are, so a pack from elsewhere is never run this way.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.child.protocol import ExceptionFacts, Outcome, OutcomeKind, RunSpec, Stream
from desktop.sandbox.policy import Tier

START_S = 60.0
"""What Node may take before the program begins, which is no fault of it; usually three or four."""


class WasmRunner(QObject):
    """Starts and stops one run at a time."""

    output = Signal(object, bytes)
    finished = Signal(object)
    _ended = Signal(bytes, bytes, bool)

    def __init__(self, code_root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child = code_root / "desktop" / "child"
        self._spec: RunSpec | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._ended.connect(self._on_ended)

    def start(self, spec: RunSpec) -> None:
        """Start a run; ``spec.interpreter`` is the folder of the package. One at a time."""
        self._spec = spec
        try:
            self._process = subprocess.Popen(
                self._command(spec),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT")},
            )
        except OSError as error:
            self._ended.emit(b"", str(error).encode(), False)
            return
        waiting = threading.Thread(target=self._wait, args=(self._process, spec), daemon=True)
        waiting.start()

    def stop(self) -> None:
        """Kill it; ``finished`` follows."""
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.kill()

    def _command(self, spec: RunSpec) -> list[str]:
        copied = [*spec.policy.read, *(self._child.glob("*.py") if spec.file.parent == self._child else ())]
        words = [spec.interpreter, spec.work_dir, spec.file, *spec.argv, "--", *copied]
        return ["node", str(self._child / "wasm.mjs"), *map(str, words)]

    def _wait(self, process: subprocess.Popen[bytes], spec: RunSpec) -> None:
        """In a thread of its own."""
        is_timed_out = False
        try:
            stdout, stderr = process.communicate(spec.stdin or b"", START_S + spec.limits.timeout_s)
        except subprocess.TimeoutExpired:
            is_timed_out = True
            process.kill()
            stdout, stderr = process.communicate()
        self._ended.emit(stdout, stderr, is_timed_out)

    @Slot(bytes, bytes, bool)
    def _on_ended(self, stdout: bytes, stderr: bytes, is_timed_out: bool) -> None:
        spec, self._spec, self._process = self._spec, None, None
        if spec is None:
            return
        if stdout:
            self.output.emit(Stream.STDOUT, stdout)
        self.finished.emit(_outcome(spec, stderr, is_timed_out=is_timed_out))


def _outcome(spec: RunSpec, stderr: bytes, *, is_timed_out: bool) -> Outcome:
    """By what the script told last; nobody measures memory there."""
    _, nul, told = stderr.decode("utf-8", "replace").rpartition("\0")
    if is_timed_out or not nul:
        kind = OutcomeKind.TIMED_OUT if is_timed_out else OutcomeKind.CRASHED
        last = told.strip().rpartition("\n")[2]
        return Outcome(kind, limits=spec.limits, detail="" if is_timed_out else last[:300])
    end = json.loads(told)
    exception = ExceptionFacts(end["type"], end["message"], "", 0) if end["type"] else None
    return Outcome(
        OutcomeKind.FAILED if end["exit_code"] else OutcomeKind.OK,
        exit_code=end["exit_code"],
        duration_ms=end["duration_ms"],
        files_written=_left(spec.work_dir),
        tier=Tier.LIMITS,
        exception=exception,
        limits=spec.limits,
        python_version=end["python"],
    )


def _left(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()))
