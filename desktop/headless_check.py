"""``python-explorer check``: all of a pack, proven on every interpreter that can run it.

Prints what the core's check has found; ``--update`` writes what was printed as the new stored output.
"""

from __future__ import annotations

import argparse
import difflib
import json
import time
from pathlib import Path

from desktop.core.catalog import Catalog
from desktop.core.check import Check, Failure, Job
from desktop.core.example import Example, Pack
from desktop.core.files import write_atomic
from desktop.core.house_rules import broken_rules
from desktop.core.interpreters import Interpreter
from desktop.core.language import Language
from desktop.core.outputs import is_of_output
from desktop.core.pack import read_pack
from desktop.core.paths import Paths
from desktop.core.proof import ExampleProof
from desktop.core.quiz import read_quiz
from desktop.core.teaching import teaching_proofs
from desktop.headless_runs import STOPPED, interpreters_of, run_all, tiers_of


def check(paths: Paths, options: argparse.Namespace) -> int:
    """Run the check. 0 only when nothing failed and the pack could be read whole."""
    pack = read_pack(options.pack or paths.examples / "core")
    interpreters = interpreters_of(options.interpreter)
    tiers = tiers_of(paths, interpreters, is_bundled=options.pack is None)
    folder = options.pack or paths.examples / "core"
    language = Language.read(paths.resources / "coverage.toml")
    checking = _checking(folder, pack, interpreters, language)
    for problem in checking.problems:
        if not options.json:
            print(f"FAILED {problem.id}: {problem.why}")
    started = time.monotonic()
    is_whole = run_all(paths, checking, tiers, options, lambda *result: _tell(options, *result))
    seconds = time.monotonic() - started
    if options.json:
        print(json.dumps(checking.to_json(seconds), ensure_ascii=False))
    else:
        _print_table(checking, seconds)
    if not is_whole:
        return STOPPED
    return 0 if checking.is_passed else 1


def _checking(folder: Path, pack: Pack, interpreters: list[Interpreter], language: Language) -> Check:
    """All there is to prove, and what reading shows already."""
    catalog = Catalog(pack)
    by_id = {example.id: example for example in catalog.examples}
    quizzes = [read_quiz(chapter.examples[0].stem.parent, chapter.slug, by_id) for chapter in pack.chapters]
    found = list(pack.notices)
    order = teaching_proofs(folder, pack.chapters, language, found)
    problems = [Failure(pack.id, notice) for notice in found]
    problems += [Failure(f"{quiz.chapter}/quiz", problem) for quiz in quizzes for problem in quiz.problems]
    problems += broken_rules(pack.chapters, quizzes, language)
    return Check(catalog.examples, interpreters, quizzes, problems, order)


def _tell(options: argparse.Namespace, job: Job, why: str, stdout: bytes) -> None:
    proof = job.proof
    if options.update and not job.is_below_gate and isinstance(proof, ExampleProof) and is_of_output(why):
        _update(proof.example, job.interpreter, stdout)
    elif not options.json:
        print(f"FAILED {job.interpreter.release} {proof.id}: {why}")


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
