"""A whole application of one runner, to be killed by a test: FILE FOLDER MARK FORGOES_NAMESPACE [TIER].

Says "ready" once the program has written something.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.child.protocol import Limits, RunSpec
from desktop.core.paths import base_interpreter, find_paths
from desktop.sandbox.policy import Policy, Tier
from desktop.services.runner import Runner
from tests.qt.real_runs import MARK


def main(file: str, folder: str, mark: str, forgoes_namespace: str, tier: str = "limits") -> None:
    """Run until killed."""
    application = QCoreApplication([])
    runner = Runner(find_paths().code_root, forgoes_namespace=forgoes_namespace == "1")
    runner.output.connect(lambda stream, data: print("ready", flush=True))  # noqa: T201
    work_dir = Path(tempfile.mkdtemp(dir=folder))
    limits = Limits(timeout_s=0)  # nothing but the application's death may end it
    spec = RunSpec(
        "test",
        Path(file),
        work_dir,
        base_interpreter(),
        limits=limits,
        policy=Policy(Tier(tier), run=True),
        environment=((MARK, mark),),
    )
    runner.start(spec)
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
