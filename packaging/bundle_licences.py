"""The licence texts of everything in a bundle that is the work of others, collected into one folder.

Takes them from where the build machine has them: the Python packages, the CPython, Debian's copyright files.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import bundle_elf
from environment import SetUpError

# The wheels of Qt bring no text of their licences.
_COMMON = (Path("/usr/share/common-licenses/LGPL-3"), Path("/usr/share/common-licenses/GPL-3"))
_QT = """\
Qt and PySide6 are used unchanged, under the GNU Lesser General Public License, version 3 (LGPL-3.txt, which
adds to GPL-3.txt). They lie in this bundle as shared libraries, below _internal/PySide6 and
_internal/shiboken6, and may be replaced there by other builds of the same version. Their source:
https://download.qt.io/official_releases/QtForPython/ and https://code.qt.io/
The libraries of others inside Qt: https://doc.qt.io/qt-6/licenses-used-in-qt.html
"""
# Of the environment that builds, what is in the bundle: the libraries, PyInstaller's starter, the time zones.
_INCLUDED = ("appdirs", "pygments", "pyyaml", "rapidfuzz", "pyinstaller", "tzdata")
_DEBIAN = Path("/usr/share/doc")


def collect(bundle: Path, environment: Path, target: Path) -> None:
    """Raises SetUpError when a text is missing: without it the bundle must not be passed on."""
    target.mkdir()
    for file in _COMMON:
        _copy(file, target / f"{file.name}.txt")
    (target / "Qt.txt").write_text(_QT, encoding="utf-8")
    _copy_of_packages(environment, target)
    (python,) = (bundle / "_internal" / "python" / "lib").glob("python3.*")
    _copy(python / "LICENSE.txt", target / "CPython.txt")
    for package in _packages_of(library.name for library in bundle_elf.elf_files(bundle)):
        _copy(_DEBIAN / package / "copyright", target / f"{package}.txt")


def _copy(file: Path, target: Path) -> None:
    if not file.is_file():
        raise SetUpError(f"The licence text {file} is missing on this machine; the bundle would lack it.")
    shutil.copyfile(file, target)


def _copy_of_packages(environment: Path, target: Path) -> None:
    for info in sorted((environment / "lib").glob("python3.*/site-packages/*.dist-info")):
        name = info.name.partition("-")[0].lower()
        texts = [path for path in sorted(info.rglob("*")) if name in _INCLUDED and _is_licence(path)]
        for number, text in enumerate(texts):
            _copy(text, target / f"{name}{f'-{number}' if number else ''}.txt")


def _is_licence(path: Path) -> bool:
    return path.is_file() and path.name.upper().startswith(("LICEN", "COPYING", "AUTHORS", "NOTICE"))


def _packages_of(sonames: Iterable[str]) -> list[str]:
    """Debian's packages that brought these libraries here."""
    found = set()
    for soname in set(sonames):
        listed = subprocess.run(
            ["dpkg-query", "-S", f"*/{soname}"], check=False, capture_output=True, text=True
        )
        lines = [line for line in listed.stdout.splitlines() if line.endswith(f"/{soname}")]
        found |= {line.partition(":")[0] for line in lines if "-linux-gnu/" in line}
    return sorted(found)
