"""The process that the kill test kills: records progress, log and edits and says after each that it is there.

Usage: state_writer.py FOLDER FIRST. Prints ``kind number`` once the record is there; ends on the first
StateError with the sentence, after a last word on stdout.
"""

from __future__ import annotations

import itertools
import signal
import sys
from pathlib import Path

from desktop.core.audit import AuditLog
from desktop.core.edits import Edits
from desktop.core.errors import StateError
from desktop.core.progress import Progress, RunRecord


def _say(kind: str, number: int) -> None:
    sys.stdout.write(f"{kind} {number}\n")
    sys.stdout.flush()


def write(folder: Path, first: int) -> None:
    """Record without end."""
    progress = Progress(folder / "user_progress.json")
    audit = AuditLog(folder / "logs" / "explorer.log", max_size_mb=0.01, backup_count=100)
    edits = Edits(folder / "edits")
    for number in itertools.count(first):
        progress.ran(RunRecord("a/b", "ok", "", number), completed=False)
        _say("ran", number)
        audit.append("run_finished", {"number": number})
        _say("audit", number)
        edits.save("a/b", "b.py", f"{number}\n" * 2000)
        _say("edit", number)
        if number % 7 == 0:
            progress.close()


if __name__ == "__main__":
    if hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        write(Path(sys.argv[1]), int(sys.argv[2]))
    except StateError as error:
        _say("refused", 0)
        sys.exit(str(error))
