"""``python-explorer check``: every example against its stored outcome, on every interpreter that can run it.

Prints what the core's check has found; ``--update`` writes what was printed as the new stored output.
"""

from __future__ import annotations

import argparse
import difflib
import json
import signal
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.child.protocol import Limits
from desktop.core.catalog import Catalog
from desktop.core.check import Check, Failure, Job
from desktop.core.errors import ExplorerError
from desktop.core.example import Example, Pack
from desktop.core.files import write_atomic
from desktop.core.inference import permissions_of
from desktop.core.interpreters import Interpreter, find_interpreters, probe
from desktop.core.pack import read_pack
from desktop.core.paths import Paths, base_interpreter
from desktop.core.proof import ExampleProof
from desktop.core.quiz import read_quiz
from desktop.sandbox.policy import Policy, Tier
from desktop.sandbox.tiers import probe_tiers
from desktop.services.checker import Checker
from desktop.services.launcher import launcher_in
from desktop.services.signals import SignalWatch

_TIMEOUT_S = 10.0
_STOPPED = 130


def check(paths: Paths, options: argparse.Namespace) -> int:
    """Run the check. 0 only when nothing failed and the pack could be read whole."""
    pack = read_pack(options.pack or paths.examples / "core")
    for notice in pack.notices:
        print(f"python-explorer: {notice}", file=sys.stderr)
    interpreters = _interpreters(options.interpreter)
    tiers = _tiers(paths, interpreters, is_bundled=options.pack is None)
    checking = _checking(pack, interpreters)
    for problem in checking.problems:
        if not options.json:
            print(f"FAILED {problem.id}: {problem.why}")
    started = time.monotonic()
    is_whole = _run(paths, checking, options, tiers)
    seconds = time.monotonic() - started
    if options.json:
        print(json.dumps(checking.to_json(seconds), ensure_ascii=False))
    else:
        _print_table(checking, seconds)
    if not is_whole:
        return _STOPPED
    return 0 if checking.is_passed and not pack.notices else 1


def _checking(pack: Pack, interpreters: list[Interpreter]) -> Check:
    """All there is to prove, and what reading shows already."""
    catalog = Catalog(pack)
    by_id = {example.id: example for example in catalog.examples}
    quizzes = [read_quiz(chapter.examples[0].stem.parent, chapter.slug, by_id) for chapter in pack.chapters]
    problems = [Failure(f"{quiz.chapter}/quiz", problem) for quiz in quizzes for problem in quiz.problems]
    return Check(catalog.examples, interpreters, quizzes, problems)


def _interpreters(chosen: list[Path] | None) -> list[Interpreter]:
    return [probe(path) for path in chosen] if chosen else find_interpreters()


def _tiers(paths: Paths, interpreters: list[Interpreter], *, is_bundled: bool) -> dict[Path, Tier]:
    """The strongest tier of each Python; a pack from elsewhere needs one. Raises ExplorerError."""
    launcher = launcher_in(paths.code_root)
    tiers = {
        each.path: probe_tiers(base_interpreter(), launcher, each.path, paths.cache_dir).best
        for each in interpreters
    }
    if Tier.LIMITS in tiers.values() and not is_bundled:
        raise ExplorerError(
            "No sandbox holds on this computer, and a pack from elsewhere is not run without one. "
            "python-explorer doctor says why."
        )
    return tiers


def _policy_of(job: Job, tiers: dict[Path, Tier]) -> Policy:
    """What an example declares, and its own files."""
    program = job.program
    return Policy(tiers[job.interpreter.path], read=program.read).allowing(permissions_of(program.needs))


def _run(paths: Paths, checking: Check, options: argparse.Namespace, tiers: dict[Path, Tier]) -> bool:
    """Work through all jobs; False when Ctrl+C ended it early."""
    app = QCoreApplication(sys.argv[:1])
    checker = Checker(
        checking,
        paths.code_root,
        options.jobs,
        Limits(timeout_s=_TIMEOUT_S),
        lambda job: _policy_of(job, tiers),
    )
    signals = SignalWatch(signal.SIGINT, signal.SIGTERM, parent=checker)
    stopped: list[int] = []
    progress = _Progress(len(checking.jobs), is_shown=sys.stderr.isatty() and not options.json)

    def record(job: Job, why: str, stdout: bytes) -> None:
        progress.step(job)
        proof = job.proof
        if why and options.update and not job.is_below_gate and isinstance(proof, ExampleProof):
            _update(proof.example, job.interpreter, stdout)
        elif why and not options.json:
            progress.clear()
            print(f"FAILED {job.interpreter.release} {proof.id}: {why}")

    checker.recorded.connect(record)
    checker.finished.connect(app.quit)
    signals.received.connect(stopped.append)
    signals.received.connect(checker.stop)
    checker.start()
    app.exec()
    progress.clear()
    return not stopped


def _update(example: Example, interpreter: Interpreter, stdout: bytes) -> None:
    """Write what was printed as the stored output, and show how it differs from the old one."""
    plain = example.stem.with_name(f"{example.slug}.out")
    file = example.expected_file(interpreter.short) or plain
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    new = stdout.decode("utf-8", "replace").replace("\r\n", "\n")
    name = file.name
    print("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), name, f"{name} (new)")))
    write_atomic(file, new.encode())


def _print_table(checking: Check, seconds: float) -> None:
    print(f"{'Python':10} {'proven':>7} {'failed':>7} {'skipped':>8} {'unproven':>9}")
    for version, result in checking.results.items():
        numbers = f"{result.proven:7} {len(result.failed):7} {result.skipped:8} {result.unproven:9}"
        print(f"{version:10} {numbers}")
    print(f"{len(checking.jobs)} runs in {seconds:.1f} s")


class _Progress:
    """One line on a terminal that says how far the check is."""

    def __init__(self, total: int, *, is_shown: bool) -> None:
        self._total, self._done, self._is_shown = total, 0, is_shown

    def step(self, job: Job) -> None:
        """One job more is done."""
        self._done += 1
        if self._is_shown:
            line = f"\r\x1b[K{self._done} of {self._total}  {job.interpreter.release}  {job.proof.id}"
            print(line, end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Remove the line."""
        if self._is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
