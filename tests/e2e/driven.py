"""Windows in processes of their own, told what to do through a pipe, killed and started again.

Hides ``hand.py`` and how its lines are waited for.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60.0


class DrivenWindow:
    """One process with a window. ``expect`` waits for what it says."""

    def __init__(self, command: list[str], environ: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
        )
        assert self.process.stdout is not None
        self._pending = b""
        self.heard: list[tuple[str, Any]] = []
        self._selector = selectors.DefaultSelector()
        self._selector.register(self.process.stdout, selectors.EVENT_READ)

    def do(self, *orders: list[Any]) -> None:
        """Give orders; those of one call are carried out together."""
        assert self.process.stdin is not None
        self.process.stdin.write("".join(json.dumps(order) + "\n" for order in orders).encode())

    def expect(self, word: str) -> Any:
        """Wait until it says ``word``; what it says with it."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            for place, (said, value) in enumerate(self.heard):
                if said == word:
                    del self.heard[: place + 1]
                    return value
            assert self._listen(deadline), f"never said {word!r}; stderr: {self.errors()!r}"

    def _listen(self, deadline: float) -> bool:
        assert self.process.stdout is not None
        if not self._selector.select(max(0.0, deadline - time.monotonic())):
            return False
        data = os.read(self.process.stdout.fileno(), 65536)
        *lines, self._pending = (self._pending + data).split(b"\n")
        self.heard += [tuple(json.loads(line)) for line in lines]
        return bool(data)

    def kill(self) -> None:
        """As a power cut does it."""
        self.process.kill()
        self.process.wait(PATIENCE_S)

    def end(self) -> int:
        """Wait for its end; the exit code."""
        return self.process.wait(PATIENCE_S)

    def errors(self) -> str:
        """What it wrote to standard error; ends it first."""
        self.process.kill()
        return self.process.communicate(timeout=PATIENCE_S)[1].decode("utf-8", "replace")


class Driven:
    """Starts windows on one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._windows: list[DrivenWindow] = []

    def start(self, *words: str) -> DrivenWindow:
        """Start one more process; it may end at once, as a second start does."""
        own = [sys.executable, "-m", "tests.e2e.hand", "--data-dir", str(self.data_dir)]
        window = DrivenWindow([*own, *words], dict(os.environ))
        self._windows.append(window)
        return window

    def open(self, *words: str) -> DrivenWindow:
        """Start one more process and wait until its window has been shown what to show."""
        window = self.start(*words)
        window.expect("open")
        return window

    def close(self) -> None:
        """End whatever is left."""
        for window in self._windows:
            window.process.kill()
            window.process.communicate()


def explore(
    data_dir: Path,
    *words: str,
    stdin: bytes | None = None,
    cwd: Path = ROOT,
    environ: Mapping[str, str] = os.environ,
) -> subprocess.CompletedProcess[bytes]:
    """Run ``python -m desktop`` to its end, in folders of its own; no ``stdin``: nothing to read."""
    command = [sys.executable, "-m", "desktop", "--data-dir", str(data_dir), *words]
    return subprocess.run(
        command,
        cwd=cwd,
        env=environ,
        input=stdin or b"",
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )


def family(pid: int) -> set[tuple[int, str]]:
    """A process and all below it, each with the time it started: numbers are used again."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            fields = _stat(int(folder.name))
            if fields:
                parents[int(folder.name)] = int(fields[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return {(each, fields[19]) for each in found if (fields := _stat(each))}


def alive(processes: set[tuple[int, str]]) -> set[tuple[int, str]]:
    """Those of a family that still run."""
    return {
        (pid, started)
        for pid, started in processes
        if (fields := _stat(pid)) and fields[19] == started and fields[0] != "Z"
    }


def _stat(pid: int) -> list[str]:
    """The fields of ``/proc/PID/stat`` from the state on; empty when there is no such process."""
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        )
    except OSError:
        return []
