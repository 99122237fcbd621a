"""``python-explorer coverage``: how much of Python the library shows, and what its examples claim wrongly.

Prints what the core has found out; the examples run confined, as in ``check``.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from desktop.core.catalog import Catalog
from desktop.core.check import Job
from desktop.core.coverage import Claims, Coverage
from desktop.core.example import Example
from desktop.core.language import SETS, STAGES, Item, Language
from desktop.core.pack import read_pack
from desktop.core.paths import Paths
from desktop.headless_runs import STOPPED, interpreters_of, run_all, tiers_of

_WIDTH = 100


def coverage(paths: Paths, options: argparse.Namespace) -> int:
    """Survey the pack. 0 only when every claim is proven, reviewed, or cannot be tried here."""
    folder = options.pack or paths.examples / "core"
    pack = read_pack(folder)
    interpreters = interpreters_of(options.interpreter)
    tiers = tiers_of(paths, interpreters, is_bundled=options.pack is None)
    reviews = _reviews(folder)
    surveying = Coverage(
        Language.read(paths.resources / "coverage.toml"),
        Catalog(pack).examples,
        interpreters,
        lambda example: _review(reviews, example),
    )
    started = time.monotonic()
    is_whole = run_all(paths, surveying, tiers, options, _tell)
    seconds = time.monotonic() - started
    claims = surveying.claims()
    if options.json:
        print(json.dumps(surveying.to_json(seconds), ensure_ascii=False))
    else:
        _print(surveying, claims, seconds)
    if not is_whole:
        return STOPPED
    return 1 if claims.errors else 0


def _tell(job: Job, why: str, stdout: bytes) -> None:
    print(f"python-explorer: {job.proof.id} on {job.interpreter.release}: {why}", file=sys.stderr)


def _reviews(pack: Path) -> list[Path]:
    """Beside the chapters of a pack, or in the project that the bundled one belongs to."""
    project = pack.absolute().parent.parent
    folders = [pack / "reviews", project / "tests" / "content" / "reviews"]
    return [file for folder in folders for file in sorted(folder.glob("*.md"))]


def _review(reviews: list[Path], example: Example) -> str:
    """The name of the file that a reviewer has noted the example in."""
    for file in reviews:
        if file.stem == example.chapter and f"`{example.slug}`" in file.read_text(encoding="utf-8"):
            return file.name
    return ""


def _print(surveying: Coverage, claims: Claims, seconds: float) -> None:
    for id_, claim, why in claims.errors:
        print(f"WRONG {id_} claims {claim}: {why}")
    for id_, claim in claims.unproven:
        print(f"UNPROVEN {id_} claims {claim}: no Python here can run it")
    _print_gaps(surveying.gaps(claims))
    print(f"{'set':10}" + "".join(f"{f'to stage {stage}':>16}" for stage in STAGES))
    for kind, stages in surveying.table(claims).items():
        print(f"{kind:10}" + "".join(f"{f'{covered} of {size}':>16}" for covered, size in stages.values()))
    reviewed = (
        f"{len(claims.by_review)} by review, {len(claims.unproven)} unproven, {len(claims.errors)} wrong"
    )
    print(f"Claims: {len(claims.proven)} proven, {reviewed}. {seconds:.1f} s")


def _print_gaps(gaps: list[Item]) -> None:
    """One line for each set and chapter."""
    groups: dict[tuple[str, int, str], list[str]] = {}
    for gap in gaps:
        groups.setdefault((gap.kind, gap.stage, gap.chapter), []).append(gap.claim.partition(":")[2])
    for (kind, stage, chapter), names in sorted(groups.items(), key=lambda each: SETS.index(each[0][0])):
        home = f"stage {stage}, {chapter}" if chapter else "new in Python, planned nowhere"
        print(f"GAP {kind} ({home}): {' '.join(names)}")
