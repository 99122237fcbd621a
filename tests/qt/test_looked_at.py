"""What runs is what was looked at: other bytes than those of the digest do not run."""

from __future__ import annotations

import hashlib
import json
import threading
from pathlib import Path

import pytest

from desktop.child.protocol import OutcomeKind
from desktop.core.interpreters import find_interpreters
from desktop.sandbox.policy import Policy, Tier
from tests.qt.real_runs import Programs
from tests.qt.sandboxed import programs

__all__ = ["programs"]
INTERPRETERS = {found.release: found.path for found in find_interpreters()}
TIERS = pytest.mark.parametrize("tier", [Tier.STRONG, Tier.KERNEL, Tier.LIMITS])
REFUSAL = (
    "Not allowed to start: the file changed after it was looked at. Open it again to see what it does now."
)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@TIERS
@pytest.mark.parametrize("release", INTERPRETERS)
def test_the_same_bytes_run_and_others_do_not(programs: Programs, tier: Tier, release: str) -> None:
    source = "import hashlib\nopen('ran', 'w')\nprint(hashlib.sha256(b'x').hexdigest()[:4])\n"
    details: dict[str, object] = {"policy": Policy(tier), "interpreter": INTERPRETERS[release]}
    run = programs.run(source, digest=digest_of(source), **details)
    assert (run.outcome.kind, run.stdout) == (OutcomeKind.OK, b"2d71\n")
    run = programs.run(source + "\n", digest=digest_of(source), **details)
    assert (run.outcome.kind, run.outcome.sentence()) == (OutcomeKind.REFUSED, REFUSAL)
    assert (run.outcome.exit_code, run.merged, run.outcome.python_version) == (None, b"", "")
    assert list(run.spec.work_dir.iterdir()) == []
    assert run.events == ["started", "finished"]


@TIERS
def test_a_file_that_changes_all_the_time_runs_as_it_was_looked_at_or_not_at_all(
    programs: Programs, tier: Tier
) -> None:
    """Compared are the bytes that are compiled, so that no moment is left between."""
    good, bad = "print('good')\n", "print('bad')\n" + "#" * 5000
    file = programs.write(good)
    is_over = threading.Event()

    def swap() -> None:
        while not is_over.is_set():
            for text in (bad, good):
                other = file.with_suffix(".new")
                other.write_text(text)
                other.replace(file)

    swapper = threading.Thread(target=swap)
    swapper.start()
    try:
        policy = Policy(tier, read=(file.parent,))
        runs = [programs.run(file, digest=digest_of(good), policy=policy) for _ in range(8)]
    finally:
        is_over.set()
        swapper.join()
    for run in runs:
        if run.outcome.kind is OutcomeKind.OK:
            assert run.merged == b"good\n"
        else:  # not started: Strong's file system could not take a file that was exchanged at that moment
            assert run.outcome.kind in (OutcomeKind.REFUSED, OutcomeKind.NOT_STARTED), run.outcome
            assert run.merged == b""


@pytest.mark.parametrize("release", INTERPRETERS)
def test_a_module_beside_the_program_cannot_do_the_comparing(programs: Programs, release: str) -> None:
    file = programs.write("print('ran')\n")
    for name in ("_sha2", "_sha256", "hashlib", "desktop"):
        (file.parent / f"{name}.py").write_text("raise SystemExit('asked')\n")
    digest = digest_of("print('other')\n")
    run = programs.run(file, digest=digest, interpreter=INTERPRETERS[release])
    assert (run.outcome.kind, run.merged) == (OutcomeKind.REFUSED, b"")


def test_a_program_that_runs_cannot_claim_that_it_was_refused(programs: Programs) -> None:
    frames = [{"kind": "refused"}, {"kind": "ready", "python": ""}, {"kind": "refused"}]
    text = "".join(json.dumps(frame) + "\n" for frame in frames)
    source = f"import os\nos.write(max(map(int, os.listdir('/dev/fd'))), {text.encode()!r})\nprint('ran')\n"
    run = programs.run(source)
    assert (run.outcome.kind, run.stdout) == (OutcomeKind.OK, b"ran\n")


def test_without_a_digest_anything_runs(programs: Programs, tmp_path: Path) -> None:
    assert programs.run("print(1)").stdout == b"1\n"
