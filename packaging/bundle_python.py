"""The whole CPython that a bundle carries for the examples, made from one that is installed here.

Hides how an installation is made relocatable: linked statically, its libraries beside it, its old path gone.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import bundle_elf
import bundle_libraries
from environment import SetUpError

OLDEST = (3, 13)
NOWHERE = b"/nonexistent"
_QUESTION = """
import json, sys, sysconfig as s
v = s.get_config_vars()
tcl = ''
try:
    import tkinter, os
    tcl = tkinter.Tcl().eval('info library')
except Exception: pass
print(json.dumps(dict(version=sys.version_info[:3], prefix=sys.base_prefix,
    is_venv=sys.prefix != sys.base_prefix,
    config=v.get('LIBPL') or '', archive=v.get('LIBRARY') or '', stdlib=s.get_path('stdlib'), tcl=tcl,
    is_shared=bool(v.get('Py_ENABLE_SHARED')), compiler=v.get('CC') or 'gcc')))
"""
# Not for a learner, not relocatable, or (readline) under a licence that the rest does not have.
_LEFT_OUT = (
    *("test", "tests", "idlelib", "turtledemo", "site-packages", "dist-packages", "config-*", "__pycache__"),
    *("_test*.so", "_ctypes_test*.so", "xx*.so", "_xxtest*.so", "readline*.so", "nis*.so", "spwd*.so"),
    *("ossaudiodev*.so", "EXTERNALLY-MANAGED", "lib2to3"),
)


@dataclass(frozen=True, slots=True)
class Installed:
    """A CPython of this machine that can be copied."""

    program: Path
    version: tuple[int, int, int]
    prefix: Path
    stdlib: Path
    config: Path
    archive: str
    tcl: Path
    is_shared: bool
    compiler: str

    @property
    def name(self) -> str:
        """``python3.13``: of the program and of its folder of modules."""
        return f"python{self.version[0]}.{self.version[1]}"


def newest(candidates: Iterable[Path]) -> Installed:
    """The newest of ``candidates`` that a bundle can be made from. Raises SetUpError when there is none."""
    answers = [(path, _ask(path)) for path in candidates]
    usable = [found for _path, found in answers if isinstance(found, Installed)]
    if not usable:
        reasons = "".join(f"\n  {path}: {why}" for path, why in answers) or " None was found here."
        raise SetUpError(
            f"A bundle needs a CPython {OLDEST[0]}.{OLDEST[1]} or newer built from source, with tkinter, "
            f"such as pyenv or python-build-standalone installs.{reasons}"
        )
    return max(usable, key=lambda found: found.version)


def _ask(program: Path) -> Installed | str:
    """The facts, or why it cannot be used."""
    try:
        command = [str(program), "-I", "-S", "-c", _QUESTION]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
        return understood(program, done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
        return f"it does not answer ({type(error).__name__})"


def understood(program: Path, answer: str) -> Installed | str:
    """As ``_ask``, from what the program printed."""
    told = json.loads(answer)
    major, minor, micro = told["version"]
    if (major, minor) < OLDEST:
        return f"Python {major}.{minor} is too old"
    if told["prefix"] == "/usr" or told["is_venv"]:
        return "it belongs to the system or to a virtual environment, whose parts lie elsewhere"
    if not told["tcl"]:
        return "it has no tkinter"
    config = Path(told["config"])
    if told["is_shared"] and not (config / told["archive"]).is_file():
        return f"{config / told['archive']} is missing, so it cannot be linked anew"
    return Installed(
        program,
        (major, minor, micro),
        Path(told["prefix"]),
        Path(told["stdlib"]),
        config,
        told["archive"],
        Path(told["tcl"]),
        told["is_shared"],
        told["compiler"],
    )


def copy(source: Installed, target: Path, packages: Path, patchelf: Path) -> None:
    """Makes the tree ``target``; ``packages`` is the site-packages folder that holds ``tzdata``."""
    stdlib = target / "lib" / source.name
    shutil.copytree(source.stdlib, stdlib, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    (target / "bin").mkdir()
    _link(source, target / "bin" / source.name)
    for link in ("python3", "python"):
        (target / "bin" / link).symlink_to(source.name)
    for entry in packages.glob("tzdata*"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(entry, stdlib / "site-packages" / entry.name, ignore=ignored)
    _copy_libraries(stdlib / "lib-dynload", target / "lib")
    _copy_tcl(source.tcl, target / "lib")
    _make_relocatable(target, patchelf)
    forget(target, source.prefix)
    compile_all(target / "bin" / source.name, target)


def _link(source: Installed, program: Path) -> None:
    """A program that holds all of Python: one that needs a libpython finds the system's once it is copied."""
    if not source.is_shared:
        shutil.copy2(source.prefix / "bin" / source.name, program)
        return
    archive = str(source.config / source.archive)
    whole = ["-Wl,--whole-archive", archive, "-Wl,--no-whole-archive"]
    command = [
        *source.compiler.split(),
        "-o",
        str(program),
        "-Wl,-export-dynamic",
        str(source.config / "python.o"),
    ]
    command += [*whole, "-lm", "-lpthread", "-ldl", "-lutil"]
    subprocess.run(command, check=True)


def _copy_libraries(modules: Path, target: Path) -> None:
    for soname, path in bundle_libraries.closure(modules.glob("*.so")).items():
        shutil.copy2(path, target / soname)
        (target / soname).chmod(0o644)


def _copy_tcl(tcl: Path, target: Path) -> None:
    """Both folders of scripts, found by Tcl beside the library it is in."""
    for folder in (tcl, tcl.with_name(tcl.name.replace("tcl", "tk"))):
        ignored = shutil.ignore_patterns("demos", "tzdata", "*.c", "*.h")
        shutil.copytree(folder, target / folder.name, ignore=ignored, symlinks=False)


def _make_relocatable(target: Path, patchelf: Path) -> None:
    for file in bundle_elf.elf_files(target):
        file.chmod(0o755)
        if file.parent != target / "bin":
            up = os.path.relpath(target / "lib", file.parent)
            rpath = "$ORIGIN" if up == "." else f"$ORIGIN/{up}"
            subprocess.run([patchelf, "--set-rpath", rpath, file], check=True)
        subprocess.run(["strip", "--strip-unneeded", file], check=True)


def is_telling(prefix: Path) -> bool:
    """Whether ``prefix`` says something of this machine; ``/usr/local`` does not, and would be too short."""
    return len(os.fsencode(prefix.parent)) >= len(NOWHERE)


def forget(folder: Path, prefix: Path) -> None:
    """Replaces the path ``prefix`` in every file by one of the same length that exists nowhere.

    The same length, because programs hold it at fixed places. Its last part stays: linkers let "3.13.0" be
    the tail of "/opt/3.13.0", so that what is overwritten there is the version too.
    """
    if not is_telling(prefix):
        return
    before, name = os.fsencode(prefix), b"/" + os.fsencode(prefix.name)
    after = NOWHERE.ljust(len(before) - len(name), b"/") + name
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            if before in data:
                path.write_bytes(data.replace(before, after))


def compile_all(program: Path, folder: Path) -> None:
    """Bytecode that is never checked against its source: the folder may be read-only, and stays as it is."""
    command = [str(program), "-I", "-B", "-m", "compileall", "-q", "-f", "-j", "0", "-s", str(folder)]
    subprocess.run([*command, "--invalidation-mode", "unchecked-hash", str(folder)], check=True)
