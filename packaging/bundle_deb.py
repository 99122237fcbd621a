"""A Debian package of the bundle: below ``/usr/lib``, with a command, a menu entry, icons and a manual page.

It asks for no Python; what it does ask for is read from the files themselves.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import bundle_libraries
from bundle_elf import Elf
from bundle_window import FOLDER, PROGRAM

from desktop import __version__

_HOME = Path("usr", "lib", FOLDER)
_ICONS = Path("usr", "share", "icons", "hicolor")
_CONTROL = """\
Package: {name}
Version: {version}
Architecture: amd64
Section: education
Priority: optional
Maintainer: The Python Features Explorer developers <noreply@example.invalid>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Description: learn Python by running it
 A desktop application with a library of short, verified examples of the Python
 language. Each runs in a sandbox, can be changed, and comes back with one click.
 .
 The package brings a Python of its own and works without a network.
"""
_DESKTOP = f"""\
[Desktop Entry]
Type=Application
Version=1.0
Name=Python Features Explorer
GenericName=Python course
Comment=Learn Python by running it
Exec={PROGRAM}
Icon={FOLDER}
Terminal=false
StartupNotify=true
Categories=Education;
Keywords=Python;learning;programming;examples;
"""
_MANUAL = f"""\
.TH PYTHON-EXPLORER 1 "" "Python Features Explorer {__version__}"
.SH NAME
python-explorer \\- learn Python by running it
.SH SYNOPSIS
.B python-explorer
[\\fIOPTION\\fR]... [\\fITARGET\\fR]
.br
.B python-explorer
\\fICOMMAND\\fR [\\fIOPTION\\fR]...
.SH DESCRIPTION
Without a command the window opens, at TARGET where one is given: an example (chapter/slug) or a Python file.
.PP
The commands list, run, check, log, progress and doctor work without a window.
\\fBpython-explorer --help\\fR and \\fBpython-explorer COMMAND --help\\fR tell their options.
"""


def build(bundle: Path, package: Path, work: Path, elves: Iterable[Elf], epoch: int) -> None:
    """Writes ``package``; ``work`` is emptied before."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(bundle, work / _HOME, symlinks=True, copy_function=os.link)
    _add_system_files(bundle, work)
    control = work / "DEBIAN" / "control"
    _write(control, control_file(work, tuple(elves)))
    for path in (work, *work.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(work), str(package)],
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
        stdout=subprocess.DEVNULL,
    )


def control_file(work: Path, elves: tuple[Elf, ...]) -> str:
    """The text of ``DEBIAN/control`` for the files below ``work``."""
    sizes = (path.lstat().st_size for path in work.rglob("*") if not path.is_dir())
    return _CONTROL.format(
        name=FOLDER,
        version=__version__,
        kilobytes=sum(sizes) // 1024,
        depends=", ".join(bundle_libraries.depends(elves)),
        recommends=", ".join(bundle_libraries.recommends(elves)),
    )


def _add_system_files(bundle: Path, work: Path) -> None:
    command = work / "usr" / "bin" / PROGRAM
    command.parent.mkdir(parents=True)
    command.symlink_to(f"../lib/{FOLDER}/{PROGRAM}")
    _write(work / "usr" / "share" / "applications" / f"{FOLDER}.desktop", _DESKTOP)
    drawn = bundle / "_internal" / "resources" / "application"
    for picture in sorted(drawn.glob("icon-*.png")):
        size = picture.stem.removeprefix("icon-")
        _copy(picture, work / _ICONS / f"{size}x{size}" / "apps" / f"{FOLDER}.png")
    _copy(drawn / "icon.svg", work / _ICONS / "scalable" / "apps" / f"{FOLDER}.svg")
    documents = work / "usr" / "share" / "doc" / FOLDER
    _copy(bundle / "LICENSE", documents / "copyright")
    with (documents / "copyright").open("a", encoding="utf-8") as file:
        file.write(
            f"\nThe licences of the works in it: /{_HOME}/LICENSES.md and /{_HOME}/_internal/licences\n"
        )
    _compress(documents / "changelog.gz", (bundle / "CHANGELOG.md").read_bytes())
    _compress(work / "usr" / "share" / "man" / "man1" / f"{PROGRAM}.1.gz", _MANUAL.encode())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o644)


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    target.chmod(0o644)


def _compress(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(data, 9, mtime=0))
    target.chmod(0o644)
