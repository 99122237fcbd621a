"""Makes the requirements files from pyproject.toml: exact versions with hashes, for every system.

Run by hand when a dependency changes: ``python packaging/make_locks.py``. No address of an index is recorded.
"""

from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    *(
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--upgrade",
    ),
    *(
        "--no-header",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--only-binary",
        ":all:",
        "pyproject.toml",
    ),
)


def main() -> None:
    """The other locks take their versions from the first, so that what is tested is what is installed."""
    uv = shutil.which("uv")
    if uv is None:
        raise SystemExit("uv is not on PATH. Only the making of the locks needs it.")
    for name, options in (
        ("requirements-dev.txt", ("--group", "dev")),
        ("requirements.txt", ("--constraint", "requirements-dev.txt")),
        ("packaging/requirements-bundle.txt", ("--group", "bundle", "--constraint", "requirements-dev.txt")),
    ):
        command = [uv, *COMPILE, *options]
        text = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
        today = datetime.datetime.now(datetime.UTC).date()
        head = f"# locked: {today}\n# made from pyproject.toml by packaging/make_locks.py\n"
        (ROOT / name).write_text(head + text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
