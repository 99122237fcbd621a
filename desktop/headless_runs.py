"""What ``check`` and ``coverage`` share: the Pythons to use, how strongly each run is held, and the bar.

Knows nothing of what the runs prove.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.child.protocol import Limits
from desktop.core.check import Job
from desktop.core.errors import ExplorerError
from desktop.core.inference import permissions_of
from desktop.core.interpreters import Interpreter, find_interpreters, probe
from desktop.core.paths import Paths, base_interpreter
from desktop.core.wasm import FOLDERS, find_wasm, is_wasm, read_wasm
from desktop.sandbox.policy import Policy, Tier
from desktop.sandbox.tiers import probe_tiers
from desktop.services.checker import Checker, Work
from desktop.services.launcher import launcher_in
from desktop.services.signals import SignalWatch

STOPPED = 130
_TIMEOUT_S = 10.0
_BAR_WIDTH = 24


def interpreters_of(chosen: list[Path] | None) -> list[Interpreter]:
    """The chosen ones, else all that are found."""
    if not chosen:
        return [*find_interpreters(), *find_wasm()]
    return [read_wasm(path.absolute()) if is_wasm(path) else probe(path) for path in chosen]


def tiers_of(paths: Paths, interpreters: list[Interpreter], *, is_bundled: bool) -> dict[Path, Tier]:
    """The strongest tier of each Python; a pack from elsewhere needs one. Raises ExplorerError."""
    launcher = launcher_in(paths.code_root)
    tiers = {
        each.path: Tier.LIMITS
        if each.is_wasm
        else probe_tiers(base_interpreter(), launcher, each.path, paths.cache_dir).best
        for each in interpreters
    }
    if any(each.is_wasm for each in interpreters) and not is_bundled:
        raise ExplorerError(
            "A pack from elsewhere is not run on a Python made of WebAssembly, which is not confined. "
            f"Leave it out, or unset {FOLDERS}."
        )
    if Tier.LIMITS in tiers.values() and not is_bundled:
        raise ExplorerError(
            "No sandbox holds on this computer, and a pack from elsewhere is not run without one. "
            "python-explorer doctor says why."
        )
    return tiers


def run_all(
    paths: Paths,
    work: Work,
    tiers: dict[Path, Tier],
    options: argparse.Namespace,
    tell: Callable[[Job, str, bytes], None],
) -> bool:
    """Work through all jobs, ``tell`` what failed; False when Ctrl+C ended it early."""
    app = QCoreApplication(sys.argv[:1])
    checker = Checker(
        work,
        paths.code_root,
        options.jobs,
        Limits(timeout_s=_TIMEOUT_S),
        lambda job: _policy_of(job, tiers),
    )
    signals = SignalWatch(signal.SIGINT, signal.SIGTERM, parent=checker)
    stopped: list[int] = []
    bar = _Bar(len(work.jobs), is_shown=sys.stderr.isatty())

    def record(job: Job, why: str, stdout: bytes) -> None:
        if why:
            bar.clear()
            tell(job, why, stdout)
        bar.step(job)

    checker.recorded.connect(record)
    checker.finished.connect(app.quit)
    signals.received.connect(stopped.append)
    signals.received.connect(checker.stop)
    checker.start()
    app.exec()
    bar.clear()
    return not stopped


def _policy_of(job: Job, tiers: dict[Path, Tier]) -> Policy:
    """What an example declares, and its own files."""
    program = job.program
    return Policy(tiers[job.interpreter.path], read=program.read).allowing(permissions_of(program.needs))


class _Bar:
    """One line on a terminal that says how far the work is."""

    def __init__(self, total: int, *, is_shown: bool) -> None:
        self._total, self._done, self._is_shown = total, 0, is_shown

    def step(self, job: Job) -> None:
        """One job more is done."""
        self._done += 1
        if self._is_shown:
            full = _BAR_WIDTH * self._done // self._total
            bar = "█" * full + "░" * (_BAR_WIDTH - full)
            line = f"{bar} {self._done} of {self._total}  {job.interpreter.release}  {job.proof.id}"
            print(f"\r\x1b[K{line[:100]}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Remove the line."""
        if self._is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
