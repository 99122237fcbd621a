"""One npm package of an exact version, unpacked into a temporary folder.

Hides npm; a package whose contents are not those once looked at is refused.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def unpacked(name: str, version: str, sha512: str) -> Iterator[Path]:
    """The package's folder, gone after use. ``sha512`` is base64, as npm writes it in its lock files."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not on PATH. Only the making of fonts and icons needs it.")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [npm, "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(folder).glob("*.tgz")
        found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != sha512:
            raise SystemExit(f"{name} {version} is not the package once looked at: its sha512 is {found}.")
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder) / "package"
