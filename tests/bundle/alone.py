"""A bundle on a machine of its own: read-only, in a folder with spaces, with no other Python and no checkout.

Hides the private mount namespace; nothing outside it is changed. Linux only.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import base_python

ROOT = Path(__file__).resolve().parents[2]
PLACE = Path("/mnt/Read only é/Explorer")
_SYSTEM = (Path("/usr/bin"), Path("/usr/local/bin"))
_SCRIPT = """\
set -e
mount -t tmpfs none /mnt
mkdir -p {place}
mount --bind {bundle} {place}
mount -o remount,bind,ro {place}
for folder in {folders}; do mount -t tmpfs -o mode=755 none "$folder"; done
for file in {files}; do mount --bind /dev/null "$file"; done
cd /
exec "$@"
"""


@dataclass(frozen=True, slots=True)
class Alone:
    """The bundle ``bundle`` where ``hidden`` folders are empty and ``pythons`` cannot be run."""

    bundle: Path
    hidden: tuple[Path, ...]
    pythons: tuple[Path, ...]

    def command(self, program: Path, *words: str) -> list[str]:
        """What runs ``program``, a path inside the bundle."""
        script = _SCRIPT.format(
            place=shlex.quote(str(PLACE)),
            bundle=shlex.quote(str(self.bundle)),
            folders=_quoted(self.hidden),
            files=_quoted(self.pythons),
        )
        account = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        private = ["unshare", *account, "--mount", "--propagation", "private", "sh", "-c", script, "sh"]
        return [*private, str(PLACE / program), *words]

    def run(self, program: str | Path, *words: str, code: int = 0) -> str:
        """What it prints; fails unless it ends with ``code``."""
        command = self.command(Path(program), *words)
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
        )
        assert done.returncode == code, f"ended with {done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout


def alone(bundle: Path, prefixes: Iterable[Path], programs: Iterable[Path]) -> Alone:
    """Hides the checkout, the ``prefixes`` of interpreters, other ``programs``, and the system's own."""
    folders = _outermost([ROOT, base_python().parent.parent, *prefixes])
    system = [path for folder in _SYSTEM for path in folder.glob("python3*") if os.access(path, os.X_OK)]
    loose = {path.resolve() for path in (*programs, *system)}
    files = tuple(sorted(path for path in loose if not any(path.is_relative_to(each) for each in folders)))
    return Alone(bundle, folders, files)


def _outermost(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Those that lie in no other; never a folder of the system, without which nothing runs."""
    found = {folder.resolve() for folder in folders} - {Path("/usr"), Path("/usr/local"), Path("/")}
    return tuple(
        sorted(each for each in found if not any(each != one and each.is_relative_to(one) for one in found))
    )


def _quoted(paths: Sequence[Path]) -> str:
    return " ".join(shlex.quote(str(path)) for path in paths)
