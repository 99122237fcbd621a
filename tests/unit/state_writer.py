"""The process that the kill test kills: keeps progress, log, edits and settings, and says what is kept.

Usage: state_writer.py FOLDER FIRST. Prints ``kind number`` once the record is there; ends on the first
StateError with the sentence, after a last word on stdout.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.core.audit import AuditLog
from desktop.core.edits import Edits
from desktop.core.errors import StateError
from desktop.core.paths import find_paths
from desktop.core.progress import Progress, RunRecord
from desktop.core.settings import Settings

Say = Callable[[str, int], None]


def _say_aloud(kind: str, number: int) -> None:
    sys.stdout.write(f"{kind} {number}\n")
    sys.stdout.flush()


def write(folder: Path, first: int, say: Say) -> None:
    """Record without end."""
    progress = Progress(folder / "user_progress.json")
    audit = AuditLog(folder / "logs" / "explorer.log", max_size_mb=0.01, backup_count=100)
    edits = Edits(folder / "edits")
    settings = Settings(find_paths(data_dir=folder))
    for number in itertools.count(first):
        progress.ran(RunRecord("a/b", "ok", "", number), completed=False)
        say("ran", number)
        audit.append("run_finished", {"number": number})
        say("audit", number)
        edits.save("a/b", "b.py", f"{number}\n" * 2000)
        say("edit", number)
        settings.save({"execution.timeout_seconds": number % 80_000}, audit.append)
        say("setting", number)
        if number % 7 == 0:
            progress.close()


def write_to_pipe(folder: Path, first: int, handle: int) -> None:
    """For a process that was forked: says it all into a pipe."""

    def say(kind: str, number: int) -> None:
        os.write(handle, f"{kind} {number}\n".encode())

    write(folder, first, say)


if __name__ == "__main__":
    if hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        write(Path(sys.argv[1]), int(sys.argv[2]), _say_aloud)
    except StateError as error:
        _say_aloud("refused", 0)
        sys.exit(str(error))
