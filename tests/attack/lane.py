"""Makes all attempts in some columns, in a process of its own: ``python -m tests.attack.lane OUT NAME...``.

Two of these use two processors. ``outlive TIER MARK`` instead is an application of one run that waits to
be killed.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.core.paths import base_interpreter, find_paths
from desktop.sandbox.policy import Permission, Tier
from desktop.selftest import CONTROL, Column, run_columns
from desktop.selftest_arena import Arena
from desktop.selftest_attempts import read_attempts
from desktop.selftest_trials import MARK, Trial
from desktop.services.runner import Runner

RUN, LOOPBACK = Permission("run"), Permission("net", "loopback")
COLUMNS = {
    column.title: column
    for column in (
        CONTROL,
        Column("Strong", Tier.STRONG),
        Column("Strong+run+net", Tier.STRONG, (RUN, LOOPBACK)),
        Column("Strong by bwrap", Tier.STRONG),
        Column("Strong by bwrap+run+net", Tier.STRONG, (RUN, LOOPBACK)),
        Column("Kernel", Tier.KERNEL),
        Column("Kernel ABI 3", Tier.KERNEL, abi_cap=3),
        Column("Kernel ABI 4", Tier.KERNEL, abi_cap=4),
        Column("Kernel+run", Tier.KERNEL, (RUN,)),
        Column("Kernel+run 4", Tier.KERNEL, (RUN,), abi_cap=4),
    )
}


def attack(out: str, *names: str) -> None:
    """Write what became of the attempts as JSON."""
    paths, columns = find_paths(), {}
    with tempfile.TemporaryDirectory() as folder:
        bwrapped = replace(paths, code_root=copy_that_uses_bwrap(paths.code_root, Path(folder)))
        for name in names:
            result = run_columns(bwrapped if "bwrap" in name else paths, [COLUMNS[name]])
            columns |= result.to_json()["columns"]
    Path(out).write_text(json.dumps(columns), encoding="utf-8")


def copy_that_uses_bwrap(code_root: Path, folder: Path) -> Path:
    """A launcher that believes that only bubblewrap may make namespaces, as on Ubuntu from 23.10 on."""
    copy = folder / "desktop"
    folder.chmod(0o755)
    for name in ("child", "sandbox"):
        left_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(code_root / "desktop" / name, copy / name, ignore=left_out)
    shutil.copy(code_root / "desktop" / "__init__.py", copy)
    with (copy / "sandbox" / "linux_bwrap.py").open("a", encoding="utf-8") as module:
        module.write(f"\n\nBWRAP = {shutil.which('bwrap')!r}\nis_preferred = lambda: True\n")
    with (copy / "sandbox" / "linux_namespaces.py").open("a", encoding="utf-8") as module:
        module.write("\n\ndel clone\n")
    return folder


def outlive(tier: str, mark: str) -> None:
    """Run kl05; says what it says, and lives until it is killed."""
    application = QCoreApplication([])
    paths = find_paths()
    folder = paths.resources / "attempts"
    attempt = next(attempt for attempt in read_attempts(folder) if attempt.name == "kl05")
    with Arena(folder, base_interpreter()) as arena:
        arena.aim(is_control=False)
        runner = Runner(paths.code_root)
        runner.output.connect(lambda _stream, data: print(data.decode(), flush=True))  # noqa: T201
        spec = Trial(arena, Column("", Tier(tier)), attempt, runner).spec(arena.new_work_dir())
        runner.start(replace(spec, environment=((MARK, mark),)))
        application.exec()


if __name__ == "__main__":
    if sys.argv[1] == "outlive":
        outlive(*sys.argv[2:])
    else:
        attack(*sys.argv[1:])
